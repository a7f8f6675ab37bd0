import { connect, type NatsConnection } from 'nats';
import {
  type Announcement,
  heartbeatCodec,
  type JoinReply,
  type JoinRequest,
  joinReplyCodec,
  joinRequestCodec,
  leaveCodec,
  reportCodec,
  TRAINER_STATE,
  type TrainerState,
} from '../../proto/codec.js';
import { LIMITS } from '../../proto/limits.js';
import { hearAnnouncements } from '../../proto/net/hear-announcements.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { subjects } from '../../proto/subjects.js';
import { heartbeatOf, joinRequestOf } from './control-messages.js';

/** No wait of a test is longer. */
const WAIT_MS_MAX = 60_000;

/** A peer's control plane over a real NATS connection, moved by hand: for tests of the coordinator's side. */
export class ControlPeer {
  readonly announcements: Announcement[] = [];
  readonly #connection: NatsConnection;
  readonly #runId: string;
  readonly #peerId: string;
  readonly #spec: RunSpec;
  readonly #waiting = new Set<() => void>();
  #sequence = 0;
  #last: (() => void) | undefined;
  #alive: NodeJS.Timeout | undefined;
  incarnation = 1;

  private constructor(connection: NatsConnection, runId: string, peerId: string, spec: RunSpec) {
    this.#connection = connection;
    this.#runId = runId;
    this.#peerId = peerId;
    this.#spec = spec;
    hearAnnouncements(connection, runId, {
      onAnnouncement: (announcement) => {
        this.announcements.push(announcement);
        for (const check of this.#waiting) check();
      },
    });
  }

  static async connect(natsUrl: string, runId: string, peerId: string, spec: RunSpec): Promise<ControlPeer> {
    const connection = await connect({
      servers: natsUrl,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 50,
      reconnectJitter: 20,
    });
    const peer = new ControlPeer(connection, runId, peerId, spec);
    await connection.flush();
    return peer;
  }

  /** Asks until the coordinator answers. */
  async join(wishes: Partial<JoinRequest> = {}): Promise<JoinReply> {
    const request = joinRequestOf(this.#runId, this.#peerId, this.#spec, {
      incarnation: this.incarnation,
      ...wishes,
    });
    const deadline = performance.now() + WAIT_MS_MAX;
    for (;;) {
      try {
        const subject = subjects(this.#runId).peer(this.#peerId, 'join');
        const answer = await this.#connection.request(subject, joinRequestCodec.encode(request), {
          timeout: 500,
        });
        return joinReplyCodec.decode(answer.data);
      } catch (error) {
        if (performance.now() > deadline) throw error;
      }
    }
  }

  /** Says its last heartbeat again and again until it leaves: no lease runs out, however slow the machine. */
  keepAlive(): void {
    this.#alive = setInterval(() => this.#last?.(), LIMITS.heartbeatMs);
  }

  heartbeat(step: number, state: TrainerState = TRAINER_STATE.training, term = 0): void {
    this.#last = () => this.heartbeat(step, state, term);
    this.#sequence++;
    const heartbeat = heartbeatOf(this.#runId, this.#peerId, {
      incarnation: this.incarnation,
      sequence: this.#sequence,
      step,
      state,
      term,
    });
    this.publish('heartbeat', heartbeatCodec.encode(heartbeat));
  }

  report(step: number, validationAccuracy: number, validationLoss: number): void {
    const report = {
      ...this.#identity(),
      step,
      epoch: 0,
      validationAccuracy,
      validationLoss,
      nonFinite: false,
    };
    this.publish('report', reportCodec.encode(report));
  }

  leave(step: number, code: string): void {
    clearInterval(this.#alive);
    this.publish('leave', leaveCodec.encode({ ...this.#identity(), step, code, linkToken: '' }));
  }

  publish(verb: 'join' | 'heartbeat' | 'report' | 'leave', payload: Uint8Array): void {
    this.#connection.publish(subjects(this.#runId).peer(this.#peerId, verb), payload);
  }

  get connection(): NatsConnection {
    return this.#connection;
  }

  /** The first announcement from now on, or of those already heard, that satisfies the condition. */
  until(
    what: string,
    condition: (announcement: Announcement) => boolean,
    meanwhile?: () => void,
  ): Promise<Announcement> {
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        clearInterval(beat);
        this.#waiting.delete(check);
      };
      const check = (): void => {
        const found = this.announcements.find(condition);
        if (found === undefined) return;
        done();
        resolve(found);
      };
      const beat = meanwhile === undefined ? undefined : setInterval(meanwhile, 100);
      const timer = setTimeout(() => {
        done();
        reject(
          new Error(
            `${this.#peerId} did not hear that ${what}; last: ${JSON.stringify(this.announcements.at(-1))}`,
          ),
        );
      }, WAIT_MS_MAX);
      this.#waiting.add(check);
      check();
    });
  }

  close(): Promise<void> {
    clearInterval(this.#alive);
    return this.#connection.close();
  }

  #identity(): { runId: string; peerId: string; incarnation: number } {
    return { runId: this.#runId, peerId: this.#peerId, incarnation: this.incarnation };
  }
}
