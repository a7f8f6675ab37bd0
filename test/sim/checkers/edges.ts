import assert from 'node:assert/strict';
import type { Round } from '../../../proto/codec.js';
import { type Scheme, wayAt } from '../../../proto/scheme.js';
import type { Checker, ObservedPeer } from './checker.js';

/**
 * Whoever learns learns from the teachers that the coordinator announced for it. In a strict run no step is left out,
 * none goes without a teacher, and where each round has other teachers, none begins before its round is known.
 */
export function edgesChecker(scheme: Scheme): Checker {
  let announced = new Map<number, Round>();
  let first: Round | undefined;
  /** Last step of each life. */
  const steps = new Map<number, number>();

  const checkStrict = (peer: ObservedPeer, step: number, heard: readonly string[]): void => {
    const before = steps.get(peer.life) ?? step - 1;
    assert.equal(step, before + 1, `${peer.id} went from step ${before} to ${step} in a strict run`);
    steps.set(peer.life, step);
    const covering = [...announced.values()].findLast((one) => one.startStep <= step && step < one.endStep);
    const round = scheme.redrawn ? covering : first;
    assert.ok(round !== undefined, `${peer.id} learned at step ${step}, of which no round is announced`);
    const due = round.edges.filter((edge) => edge.student === peer.id).map((edge) => edge.teacher);
    assert.deepEqual(heard, due.sort(), `${peer.id} learned at step ${step} from fewer teachers than it has`);
  };
  const checkEdges = (peer: ObservedPeer, step: number, heard: readonly string[]): void => {
    const known = peer.exchange?.rounds.findLast((one) => one.startStep <= step && step < one.endStep);
    const round = known === undefined ? undefined : announced.get(known.number);
    if (round === undefined) return;
    for (const teacher of heard) {
      const edge = round.edges.some((one) => one.teacher === teacher && one.student === peer.id);
      assert.ok(
        edge,
        `${peer.id} learned at step ${step} from ${teacher}, not its teacher in round ${round.number}`,
      );
    }
  };
  return {
    onAnnouncement({ rounds }) {
      for (const round of rounds) announced.set(round.number, round);
      first ??= rounds.find(({ members }) => members.length > 0);
    },
    onAnswer(peer, { step, epoch }, { teachers }) {
      const heard = teachers.map(({ peerId }) => peerId);
      if (scheme.strict) checkStrict(peer, step, heard);
      // By sample an answer may lie ready since before its round was announced.
      else if (wayAt(scheme, epoch).kind === 'lockstep') checkEdges(peer, step, heard);
    },
    onWipe() {
      announced = new Map();
    },
  };
}
