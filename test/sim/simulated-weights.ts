import type { Teaching } from '../../peer/core/teaching/teaching.js';

/** Below 2²⁴: a float32 holds it exactly. */
const DIGEST_MAX = 2 ** 24;

/** A network without numbers: how many updates made it, and of what, so that two that were trained alike are equal. */
export interface SimulatedWeights {
  readonly updates: number;
  readonly digest: number;
}

export function firstWeights(seed: number): SimulatedWeights {
  return { updates: 0, digest: mixed(1, seed) };
}

/** The weights after one more update, by a batch and by what the teachers said of it. */
export function updated(
  { updates, digest }: SimulatedWeights,
  step: number,
  teachings: readonly Pick<Teaching, 'peerId' | 'logits'>[],
): SimulatedWeights {
  const taught = teachings.reduce(
    (sum, { peerId, logits }) => logits.reduce(mixed, mixed(sum, Number(peerId.split('-')[1]))),
    mixed(digest, step),
  );
  return { updates: updates + 1, digest: taught };
}

function mixed(digest: number, value: number): number {
  return (Math.imul(digest ^ Math.round(value), 0x9e3779b1) >>> 0) % DIGEST_MAX;
}
