import type { Announcement, SpecReply } from '../../proto/codec.js';
import { CodistillError } from '../../proto/errors.js';
import { LIMITS } from '../../proto/limits.js';
import { pause } from '../../proto/net/bounded-wait.js';
import type { Patience } from '../../proto/patience.js';
import type { ControlPlane } from '../net/control-plane.js';

export interface FirstContactOptions {
  readonly runId: string;
  readonly natsUrl: string;
  readonly control: Pick<ControlPlane, 'connected' | 'fetchSpec' | 'runsThere'>;
  /** The wait for nats-server is the connection's until training begins. */
  readonly waits: { readonly nats: Patience; readonly run: Patience };
  readonly nowMs: () => number;
}

/** A peer's way to its coordinator: tells what it waits for until training begins, and ends when nobody ever answers. */
export class FirstContact {
  readonly #options: FirstContactOptions;
  #announced: Announcement | null = null;
  #heardAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: FirstContactOptions) {
    this.#options = options;
  }

  /** Takes what the run's coordinator says. */
  hear(announcement: Announcement): void {
    this.#announced = announcement;
    this.#heardAtMs = this.#options.nowMs();
    this.#options.waits.run.content();
  }

  /**
   * Asks the coordinator for the run spec until it answers.
   *
   * @returns `null` when the signal came first.
   */
  async spec(signal: AbortSignal): Promise<SpecReply | null> {
    const { control, nowMs } = this.#options;
    while (!signal.aborted) {
      const askedAtMs = nowMs();
      const reply = await control.fetchSpec();
      if (reply?.spec) return reply;
      if (control.connected) await this.#miss(signal);
      else await pause(LIMITS.requestMs - (nowMs() - askedAtMs), signal);
    }
    return null;
  }

  /** Watches a peer that is ready until it was told to begin. */
  async watch(hasBegun: () => boolean, signal: AbortSignal): Promise<void> {
    const { control, nowMs, waits } = this.#options;
    while (!hasBegun() && !signal.aborted) {
      await pause(LIMITS.requestMs, signal);
      if (!control.connected || hasBegun() || signal.aborted) continue;
      if (nowMs() - this.#heardAtMs > LIMITS.leaseMs) await this.#miss(signal);
      else waits.run.trouble(this.#unreachable(`not begun yet; ${this.#announced?.decision}`));
    }
    waits.nats.content();
  }

  /** Tells that nobody speaks for the run, and who speaks instead. */
  async #miss(signal: AbortSignal): Promise<void> {
    const { runId, control, natsUrl, waits } = this.#options;
    const runs = (await control.runsThere(signal)).filter((id) => id !== runId);
    const instead =
      runs.length === 0 ? 'no other run either' : `but ${runs.map((id) => `"${id}"`).join(', ')}`;
    if (signal.aborted) return;
    waits.run.trouble(
      this.#unreachable(`NATS answers at ${natsUrl}, and no coordinator of this run; ${instead}`),
    );
  }

  #unreachable(what: string): CodistillError {
    const { runId, natsUrl } = this.#options;
    return new CodistillError('ERR_COORDINATOR_UNREACHABLE', `run "${runId}": ${what}`, {
      fix: `correct --run, or start its coordinator: codistill coordinator --run ${runId} --nats ${natsUrl} …`,
      facts: { runId, natsUrl },
    });
  }
}
