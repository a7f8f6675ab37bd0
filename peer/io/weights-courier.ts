import type { PeerId } from '../../proto/identity.js';
import type { EdgeLedger } from '../core/exchange/edge-ledger.js';
import type { WeightsCircle } from '../core/exchange/edges.js';
import type { OwnWeights } from '../core/peer-events.js';
import type { LocalTeacherWeights, TeacherWeightsMessage } from '../mailbox/messages.js';
import type { WeightsStore } from '../net/weights-store.js';

/** Carries weights between peers in `checkpoint` mode. */
export interface Courier {
  /** Publishes this peer's and gets its teachers'. Never rejects. */
  exchange(own: OwnWeights, circle: WeightsCircle): Promise<void>;
  /** Ends what is under way. */
  stop(): void;
}

export interface CourierOptions {
  readonly peerId: PeerId;
  readonly store: WeightsStore;
  /** Told of the weights that come. */
  readonly ledger: EdgeLedger;
  readonly tellTrainer: (message: TeacherWeightsMessage) => void;
  /** Told in one line what did not work; training goes on with the weights it has. */
  readonly warn: (message: string) => void;
}

/**
 * Carries weights where nobody waits: fetches the teachers' newest, then publishes this peer's. One round at a time: while
 * one is under way the next is dropped, so a slow network makes teachers older, never the queue longer.
 */
export class WeightsCourier implements Courier {
  readonly #options: CourierOptions;
  readonly #revisions = new Map<PeerId, string>();
  #underway = false;

  constructor(options: CourierOptions) {
    this.#options = options;
  }

  async exchange({ step, checkpoint }: OwnWeights, { teachers }: WeightsCircle): Promise<void> {
    if (this.#underway) return;
    this.#underway = true;
    const { peerId, store, tellTrainer, warn } = this.#options;
    try {
      // Its own past, where it teaches itself, is what it published before.
      const weights: LocalTeacherWeights[] = [];
      for (const teacher of teachers) weights.push(await this.#fetch(teacher));
      await store.publish(peerId, step, checkpoint);
      if (teachers.length > 0) tellTrainer({ kind: 'teacherWeights', teachers: weights });
    } catch (error) {
      warn(`weights were not exchanged: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      this.#underway = false;
    }
  }

  /** An exchange that is under way ends by itself. */
  stop(): void {}

  async #fetch({ peerId, weight }: WeightsCircle['teachers'][number]): Promise<LocalTeacherWeights> {
    const { store, ledger } = this.#options;
    const newest = await store.newest(peerId, this.#revisions.get(peerId));
    if (newest === null) return { peerId, weight, checkpoint: null };
    this.#revisions.set(peerId, newest.revision);
    ledger.received(peerId, newest.checkpoint.length);
    return { peerId, weight, checkpoint: newest.checkpoint };
  }
}
