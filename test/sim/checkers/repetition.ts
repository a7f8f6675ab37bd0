import assert from 'node:assert/strict';
import type { Scheme } from '../../../proto/scheme.js';
import type { Checker, ObservedPeer } from './checker.js';

/**
 * A strict run trains every step on the weights that all steps before it made, whatever was killed: none is left out, and
 * one that is trained again starts from the very weights from which it started before. Where predictions are made ahead,
 * or weights are handed out every few steps, a run that was stopped differs from one that was not (docs/schemes.md).
 */
export function repetitionChecker({ inStep, lockstepOnly, pipeline, strict }: Scheme): Checker {
  const digests = new Map<string, number>();
  const check = (peer: ObservedPeer, step: number): void => {
    if (!strict || !inStep || peer.frozen) return;
    const { updates, digest } = peer.network;
    assert.equal(updates, step, `${peer.id} trains step ${step} on weights of ${updates} updates`);
    if (!lockstepOnly || pipeline > 0) return;
    const key = `${peer.id} at step ${step}`;
    assert.equal(digest, digests.get(key) ?? digest, `${key} has other weights than before it was killed`);
    digests.set(key, digest);
  };
  return {
    onAnswer: (peer, { step }) => check(peer, step),
    onWeights: check,
  };
}
