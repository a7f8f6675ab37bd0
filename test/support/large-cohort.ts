import { cohortEdges } from '../../coordinator/core/graph.js';
import type { Announcement, Round } from '../../proto/codec.js';

/** A round of these peers, each with so many random teachers. */
export function roundOf(number: number, members: readonly string[], teachers: number): Round {
  const cast = { learners: members, teachers: [], seed: 1, round: number };
  const edges = cohortEdges({ kind: 'random', teachers }, cast);
  return { number, viewVersion: 1, startStep: 20 * number, endStep: 20 * number + 20, members, edges };
}

/** The announcement of a large cohort on machines of its own: members with addresses and keys, and four rounds. */
export function cohortAnnouncement(peers: number, teachers: number): Announcement {
  const members = Array.from({ length: peers }, (_, i) => ({
    peerId: `peer-${i}`,
    incarnation: 1,
    dataAddress: `tcp://10.20.${i >> 8}.${i & 255}:${40_000 + i}`,
    publicKey: Uint8Array.from({ length: 32 }, (_, j) => (i * 31 + j * 17) & 255),
    linkToken: `${i}`.padStart(22, 'x'),
  })).sort((a, b) => (a.peerId < b.peerId ? -1 : 1));
  const ids = members.map(({ peerId }) => peerId);
  return {
    ...{ runId: '20261130-120000-abcdef', term: 1, sequence: 2_000 },
    view: { version: peers, members },
    rounds: [1, 2, 3, 4].map((number) => roundOf(number, ids, teachers)),
    lastClosed: { number: 0, completed: ids, missing: [], reason: 'quorum' },
    ...{ stop: { step: 10_000, code: 'steps', reason: 'the budget' }, decision: 'round 4, steps 80 to 100' },
    ...{ formed: true, reachedStep: 60 },
  };
}
