import type { WeightsCircle } from '../../peer/core/exchange/edges.js';
import type { ExchangeAnswer } from '../../peer/core/exchange/offer.js';

/** Weights of a peer before a step. */
export interface PublishedWeights {
  readonly peerId: string;
  readonly step: number;
}

/** The store that weights are handed out through, without the weights. */
export class WeightsBoard {
  readonly #newest = new Map<string, number>();
  readonly #published = new Set<string>();

  /** Publishes a peer's weights after it has read its teachers', as where nobody waits. */
  swap(peerId: string, step: number, { teachers }: WeightsCircle): readonly PublishedWeights[] {
    const found = teachers.flatMap((teacher) => {
      const newest = this.#newest.get(teacher.peerId);
      return newest === undefined ? [] : [{ peerId: teacher.peerId, step: newest }];
    });
    this.publish(peerId, step);
    return found;
  }

  publish(peerId: string, step: number): void {
    this.#newest.set(peerId, step);
    this.#published.add(`${peerId}/${step}`);
  }

  /** Who of a circle has not handed out its weights of a step. */
  missing(peerId: string, step: number, { teachers, students }: WeightsCircle): ExchangeAnswer['missing'] {
    const others = new Set([...teachers.map((teacher) => teacher.peerId), ...students]);
    others.delete(peerId);
    return [...others]
      .filter((id) => !this.#published.has(`${id}/${step}`))
      .map((id) => ({ peerId: id, reason: 'late' }));
  }
}
