import assert from 'node:assert/strict';
import type { Scheme } from '../../../proto/scheme.js';
import type { Checker } from './checker.js';

/**
 * No step is left out by all: whatever step a peer has trained, every one before it was trained by somebody. A step from
 * which its trainer went back does not count. Who comes back to a strict run enters where its cohort is, which may have
 * failed by then; in a mixed run it may land in an epoch in which nobody waits.
 */
export function skippingChecker({ strict, mixed }: Scheme): Checker {
  const byLife = new Map<number, number[]>();
  return {
    onTrained({ life }, step) {
      const before = byLife.get(life) ?? [];
      byLife.set(life, [...before.filter((one) => one < step), step]);
    },
    onOver() {
      if (strict || mixed) return;
      const trained = new Set([...byLife.values()].flat());
      const furthest = Math.max(-1, ...trained);
      const skipped = Array.from({ length: furthest + 1 }, (__, step) => step).filter(
        (step) => !trained.has(step),
      );
      assert.equal(
        skipped.length,
        0,
        `${skipped.length} steps were skipped by all, from step ${skipped[0]} on, though step ${furthest} was trained`,
      );
    },
  };
}
