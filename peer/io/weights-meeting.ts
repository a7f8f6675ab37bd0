import type { PeerId } from '../../proto/identity.js';
import { bounded, pause } from '../../proto/net/bounded-wait.js';
import { byWeightsAt, type Scheme } from '../../proto/scheme.js';
import type { WeightsCircle } from '../core/exchange/edges.js';
import type { ExchangeAnswer } from '../core/exchange/offer.js';
import type { OwnWeights } from '../core/peer-events.js';
import { type Courier, type CourierOptions, WeightsCourier } from './weights-courier.js';

/** Between two looks at whether somebody has come as far, milliseconds. */
const LOOK_MS_MIN = 2;
const LOOK_MS_MAX = 50;

export interface MeetingOptions extends CourierOptions {
  /** Steps between two exchanges. */
  readonly everySteps: number;
  readonly waitMsMax: number;
  readonly nowMs: () => number;
  /** Told once for each exchange: everybody has come, or who has not. The trainer sleeps until then. */
  readonly onMet: (answer: ExchangeAnswer) => void;
}

/** The courier that a run needs. */
export function openCourier(scheme: Scheme, options: Omit<MeetingOptions, 'everySteps'>): Courier {
  const way = byWeightsAt(scheme, 0); // the one of all epochs, in a strict run
  if (!scheme.strict || way === undefined) return new WeightsCourier(options);
  return new WeightsMeeting({ ...options, everySteps: way.everySteps });
}

/**
 * Carries weights in a strict run: publishes this peer's weights of a step, and gets what its teachers published at the
 * very same step. Their age then depends on how often weights are exchanged, and never on how fast a machine is.
 *
 * The publications of a peer go to two names in turn. It goes on once its teachers' weights are here and its students,
 * too, have published theirs; and whoever publishes for a step has what was published for the one before. So nobody
 * reads any more what a peer overwrites, whether or not its students teach it.
 */
export class WeightsMeeting implements Courier {
  readonly #options: MeetingOptions;
  #underway = new AbortController();

  constructor(options: MeetingOptions) {
    this.#options = options;
  }

  async exchange(own: OwnWeights, { teachers, students }: WeightsCircle): Promise<void> {
    const { peerId, waitMsMax, nowMs, ledger, tellTrainer, onMet } = this.#options;
    const fromMs = nowMs();
    const teacherIds = teachers.map((teacher) => teacher.peerId);
    const others = [...new Set([...teacherIds, ...students])].filter((id) => id !== peerId).sort();
    const weights = new Map<PeerId, Uint8Array>([[peerId, own.checkpoint]]);
    const met = new Set<PeerId>();
    this.stop();
    this.#underway = new AbortController();
    const { signal } = this.#underway;
    const onError = this.#warnOnce();
    const meet = async (id: PeerId): Promise<void> => {
      const published = await this.#insist(
        () => this.#publishedBy(id, own.step, teacherIds.includes(id)),
        onError,
        signal,
      );
      if (published === undefined) return;
      met.add(id);
      if (published === 'unread') return;
      weights.set(id, published);
      ledger.outstanding(id, fromMs, nowMs());
      ledger.received(id, published.length);
    };
    if (others.length > 0) {
      const published = this.#insist(() => this.#publish(own), onError, signal);
      await bounded(Promise.all([published, ...others.map(meet)]), waitMsMax);
    }
    this.stop();
    for (const id of teacherIds) if (!weights.has(id)) ledger.outstanding(id, fromMs, nowMs());
    ledger.endWait();
    const missing = others
      .filter((id) => !met.has(id))
      .map((id) => ({ peerId: id, reason: 'late' as const }));
    const outcome = missing.length === 0 ? 'closed' : 'strictTimeout';
    if (outcome === 'closed' && teachers.length > 0) {
      const checkpoints = teachers.map((teacher) => ({
        ...teacher,
        checkpoint: weights.get(teacher.peerId)!,
      }));
      tellTrainer({ kind: 'teacherWeights', teachers: checkpoints });
    }
    onMet({ step: own.step, outcome, teachers: [], missing, waitedMs: 0 });
  }

  stop(): void {
    this.#underway.abort();
  }

  async #publish({ step, checkpoint }: OwnWeights): Promise<true> {
    const { peerId, store } = this.#options;
    await store.publish(this.#nameOf(peerId, step), step, checkpoint);
    return true;
  }

  /** @returns `undefined` while it has not come to that step. */
  async #publishedBy(id: PeerId, step: number, read: boolean): Promise<Uint8Array | 'unread' | undefined> {
    const { store } = this.#options;
    const name = this.#nameOf(id, step);
    if ((await store.stepOf(name)) !== step) return undefined;
    if (!read) return 'unread';
    return (await store.newest(name, undefined))?.checkpoint;
  }

  #nameOf(id: PeerId, step: number): string {
    return `${id}.${Math.floor(step / this.#options.everySteps) % 2}`;
  }

  /** Tries again and again, with longer and longer pauses, until it works or the signal is aborted. */
  async #insist<T>(
    attempt: () => Promise<T | undefined>,
    onError: (error: unknown) => void,
    signal: AbortSignal,
  ): Promise<T | undefined> {
    for (let lookMs = LOOK_MS_MIN; !signal.aborted; lookMs = Math.min(1.5 * lookMs, LOOK_MS_MAX)) {
      try {
        const result = await attempt();
        if (result !== undefined) return result;
      } catch (error) {
        onError(error);
      }
      await pause(lookMs, signal);
    }
    return undefined;
  }

  /** Warns of the first error of an exchange; the others are likely to be the same. */
  #warnOnce(): (error: unknown) => void {
    let warned = false;
    return (error) => {
      const reason = error instanceof Error ? error.message : String(error);
      if (!warned) this.#options.warn(`weights are exchanged later, if at all: ${reason}`);
      warned = true;
    };
  }
}
