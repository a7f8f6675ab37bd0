import assert from 'node:assert/strict';
import { stampOf } from '../trainer.js';
import type { Checker } from './checker.js';

/**
 * Whoever learns learns from predictions of others, for the very step and batch it trains on, each once: a prediction
 * counts once per (step, phase, peer, incarnation).
 */
export function learningChecker(): Checker {
  const counted = new Set<string>();
  return {
    onAnswer(peer, offer, answer) {
      assert.equal(answer.step, offer.step, `${peer.id} got an answer for another step`);
      const order = answer.teachers.map((teacher) => teacher.peerId);
      assert.deepEqual(order, [...order].sort(), 'teachers are not in the order of their ids');
      for (const { peerId, payload } of answer.teachers) {
        const stamp = stampOf(payload);
        assert.equal(`peer-${stamp.peer}`, peerId, 'a prediction under another name');
        assert.notEqual(peerId, peer.id, `${peer.id} learned from itself`);
        assert.equal(
          stamp.step,
          offer.step,
          `${peer.id} learned at step ${offer.step} from step ${stamp.step}`,
        );
        assert.equal(
          stamp.variant,
          stampOf(offer.payload).variant,
          `${peer.id} learned at step ${offer.step} from another batch`,
        );
        const key = `${peer.life}/${peer.incarnation}/${offer.step}/${offer.phase}/${peerId}`;
        assert.ok(!counted.has(key), `a prediction counted twice: ${key}`);
        counted.add(key);
      }
    },
  };
}
