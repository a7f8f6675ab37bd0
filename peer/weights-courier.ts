import type { PeerId } from '../proto/identity.js';
import type { LocalTeacherWeights, TeacherWeightsMessage } from './messages.js';
import type { WeightsStore } from './net/weights-store.js';

/** A teacher of this peer and the weight of its edge. */
export interface CourierTeacher {
  readonly peerId: PeerId;
  readonly weight: number;
}

export interface CourierOptions {
  readonly peerId: PeerId;
  readonly store: WeightsStore;
  readonly tellTrainer: (message: TeacherWeightsMessage) => void;
  /** Told in one line what did not work; training goes on with the weights it has. */
  readonly warn: (message: string) => void;
}

/**
 * Carries weights in `checkpoint` mode: publishes this peer's, then fetches its teachers' newest. One round at a time:
 * while one is under way the next is dropped, so a slow network makes teachers older, never the queue longer.
 */
export class WeightsCourier {
  readonly #options: CourierOptions;
  readonly #revisions = new Map<PeerId, string>();
  #underway = false;

  constructor(options: CourierOptions) {
    this.#options = options;
  }

  /** @param teachers - Sorted by peer id. */
  async exchange(checkpoint: Uint8Array, teachers: readonly CourierTeacher[]): Promise<void> {
    if (this.#underway) return;
    this.#underway = true;
    const { peerId, store, tellTrainer, warn } = this.#options;
    try {
      // Its own past, where it teaches itself, is what it published before.
      const weights: LocalTeacherWeights[] = [];
      for (const teacher of teachers) weights.push(...(await this.#fetch(teacher)));
      await store.publish(peerId, checkpoint);
      if (teachers.length > 0) tellTrainer({ kind: 'teacherWeights', teachers: weights });
    } catch (error) {
      warn(`weights were not exchanged: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      this.#underway = false;
    }
  }

  /** Nothing for a teacher that has not published yet. */
  async #fetch({ peerId, weight }: CourierTeacher): Promise<readonly LocalTeacherWeights[]> {
    const known = this.#revisions.get(peerId);
    const newest = await this.#options.store.newest(peerId, known);
    if (newest === null) return known === undefined ? [] : [{ peerId, weight, checkpoint: null }];
    this.#revisions.set(peerId, newest.revision);
    return [{ peerId, weight, checkpoint: newest.checkpoint }];
  }
}
