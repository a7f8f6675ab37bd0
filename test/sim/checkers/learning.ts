import assert from 'node:assert/strict';
import type { ExchangeOffer } from '../../../peer/core/exchange/offer.js';
import type { Teaching } from '../../../peer/core/teaching/teaching.js';
import { floatsOf } from '../../../proto/float-bytes.js';
import { isFrozen, type RunSpec } from '../../../proto/run-spec.js';
import { type Scheme, wayAt } from '../../../proto/scheme.js';
import { stampsOf } from '../trainer.js';
import type { Checker, ObservedPeer } from './checker.js';

/**
 * Whoever learns learns from predictions of its teachers, for the very samples it trains on: in lockstep for the very
 * step, each once per (step, phase, peer, incarnation); by sample, none older than the mode allows. Frozen teachers
 * never learn.
 */
export function learningChecker(spec: RunSpec, scheme: Scheme): Checker {
  const counted = new Set<string>();
  const once = (peer: ObservedPeer, { step, phase }: ExchangeOffer, teacher: string): void => {
    const key = `${peer.life}/${peer.incarnation}/${peer.returns}/${step}/${phase}/${teacher}`;
    assert.ok(!counted.has(key), `a prediction counted twice: ${key}`);
    counted.add(key);
  };
  return {
    onAnswer(peer, offer, answer) {
      assert.ok(!peer.frozen, `${peer.id} is frozen and learned`);
      assert.equal(answer.step, offer.step, `${peer.id} got an answer for another step`);
      const order = answer.teachers.map((teacher) => teacher.peerId);
      assert.deepEqual(order, [...order].sort(), 'teachers are not in the order of their ids');
      const way = wayAt(scheme, offer.epoch);
      for (const teacher of answer.teachers) {
        if (isFrozen(spec, teacher.peerId)) checkFrozen(teacher);
        else if (way.kind === 'lockstep') checkInStep(peer, offer, teacher, scheme.pipeline);
        else if (way.kind === 'by-sample') checkAge(peer, offer, teacher, way.ageStepsMax);
        checkStamps(peer, offer, teacher);
        if (way.kind === 'lockstep') once(peer, offer, teacher.peerId);
        else
          assert.equal(way.kind, 'by-sample', `${peer.id} was taught in an epoch in which nobody predicts`);
      }
    },
    onAnnouncement({ rounds }) {
      for (const { number, edges } of rounds)
        for (const { student } of edges)
          assert.ok(!isFrozen(spec, student), `round ${number} teaches ${student}, which is frozen`);
    },
  };
}

/** Every row that counts is of the sample that the student trains on. */
function checkStamps(peer: ObservedPeer, offer: ExchangeOffer, { peerId, logits, coverage }: Teaching): void {
  const own = stampsOf(floatsOf(offer.payload));
  const stamps = stampsOf(logits);
  assert.equal(stamps.length, own.length, `${peer.id} learned at step ${offer.step} from another batch`);
  for (const [row, stamp] of stamps.entries()) {
    if (coverage?.[row] === 0) continue;
    assert.equal(`peer-${stamp.peer}`, peerId, 'a prediction under another name');
    const ids = `${stamp.id}, not ${own[row]!.id}`;
    assert.equal(
      stamp.id,
      own[row]!.id,
      `${peer.id} learned at step ${offer.step} from another batch: ${ids}`,
    );
  }
}

function checkFrozen({ peerId, logits, coverage }: Teaching): void {
  for (const [row, { madeAtStep }] of stampsOf(logits).entries())
    if (coverage?.[row] !== 0) assert.equal(madeAtStep, 0, `${peerId} is frozen and has learned`);
}

function checkInStep(
  peer: ObservedPeer,
  { step }: ExchangeOffer,
  { peerId, logits }: Teaching,
  pipeline: number,
): void {
  assert.notEqual(peerId, peer.id, `${peer.id} learned from itself`);
  for (const stamp of stampsOf(logits)) {
    assert.equal(stamp.step, step, `${peer.id} learned at step ${step} from step ${stamp.step}`);
    assert.ok(
      stamp.madeAtStep >= step - pipeline,
      `${peer.id} learned from a network ${pipeline} steps too old`,
    );
  }
}

function checkAge(
  peer: ObservedPeer,
  { step }: ExchangeOffer,
  { peerId, logits, coverage }: Teaching,
  ageStepsMax: number,
): void {
  const newest = peerId === peer.id ? step : (peer.exchange?.teachers.get(peerId)?.newestStep ?? 0);
  for (const [row, { madeAtStep }] of stampsOf(logits).entries()) {
    if (coverage?.[row] === 0) continue;
    const age = newest - madeAtStep;
    assert.ok(
      age <= ageStepsMax,
      `${peer.id} learned at step ${step} from what ${peerId} said ${age} steps ago`,
    );
  }
}
