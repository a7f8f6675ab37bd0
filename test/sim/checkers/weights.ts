import assert from 'node:assert/strict';
import type { Scheme } from '../../../proto/scheme.js';
import type { Checker } from './checker.js';

/** Whoever runs other networks runs those of its teachers; in a strict run all of them, as they were at the same step. */
export function weightsChecker({ strict, ways }: Scheme): Checker {
  return {
    onWeights(peer, step, circle, weights) {
      const teachers = circle.teachers.map(({ peerId }) => peerId);
      for (const { peerId } of weights) assert.ok(teachers.includes(peerId), `${peer.id} runs ${peerId}`);
      const [{ way }] = ways as [(typeof ways)[number]];
      if (!strict || way.kind !== 'by-weights') return;
      const due = step - (step % way.everySteps);
      assert.deepEqual(
        weights.map((one) => [one.peerId, one.step]),
        teachers.map((id) => [id, due]),
        `${peer.id} goes on at step ${step} without the weights of its teachers`,
      );
    },
  };
}
