import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Announcement } from '../../../../proto/codec.js';
import type { ProbedWay, ProbeReply } from '../../../../proto/probe.js';
import { percentile, runReport } from '../../../../scripts/doctor/run-report.js';
import type { HeardReply, RunSurvey } from '../../../../scripts/net/ask-peers.js';

const IDS = ['a', 'b', 'c'] as const;
const addressOf = (id: string): string => `10.0.0.${IDS.indexOf(id as 'a') + 1}`;

function way(to: string, wishes: Partial<ProbedWay> = {}): ProbedWay {
  return {
    ...{ peerId: to, dataAddress: `tcp://${addressOf(to)}:4000`, resolved: addressOf(to), code: '' },
    ...{ roundTripsMs: [3, 1, 2], linked: true, heard: true, heardAgoMs: 10, messageBytes: 512 },
    ...{ bytesPerSecond: 2_048, ...wishes },
  };
}

function heard(id: string, wishes: Partial<ProbeReply> = {}): HeardReply {
  const reply: ProbeReply = {
    ...{ runId: 'lab', peerId: id, nonce: 'n', receivedAtMs: 1_010, answeredAtMs: 1_500, version: '1.0.0' },
    ...{ protocolVersion: 4, dataDigest: 'd', numerics: 'x', dataAddress: `tcp://${addressOf(id)}:4000` },
    ...{ bound: `tcp://${addressOf(id)}:4000`, addresses: [addressOf(id)] },
    ...{ ways: IDS.filter((other) => other !== id).map((other) => way(other)), ...wishes },
  };
  return { reply, askedAtMs: 1_000, heardAtMs: 1_510 };
}

function survey(wishes: Readonly<Record<string, Partial<ProbeReply> | null>> = {}): RunSurvey {
  const members = IDS.map((peerId) => ({
    ...{
      peerId,
      incarnation: 1,
      dataAddress: `tcp://${addressOf(peerId)}:4000`,
      publicKey: new Uint8Array(),
      linkToken: '',
    },
  }));
  const edges = IDS.flatMap((teacher) =>
    IDS.filter((id) => id !== teacher).map((student) => ({ teacher, student, weight: 1 })),
  );
  const announcement = {
    runId: 'lab',
    view: { version: 1, members },
    rounds: [{ edges }],
  } as unknown as Announcement;
  const replies = new Map(
    IDS.flatMap((id) => (wishes[id] === null ? [] : [[id as string, heard(id, wishes[id])] as const])),
  );
  return { runId: 'lab', announcement, members: new Map(members.map((one) => [one.peerId, one])), replies };
}

/** A peer's ways with one of them changed. */
const withWay = (from: string, to: string, wishes: Partial<ProbedWay>): Partial<ProbeReply> => ({
  ways: heard(from).reply.ways.map((one) => (one.peerId === to ? { ...one, ...wishes } : one)),
});

test('a run in which everybody reaches everybody is well, with every way told both ways', () => {
  const report = runReport(survey());
  assert.deepEqual([report.ok, report.findings], [true, []]);
  assert.deepEqual(
    report.ways.map(({ from, to, state }) => `${from}${to} ${state}`),
    ['ab up', 'ac up', 'ba up', 'bc up', 'ca up', 'cb up'],
  );
  const [first] = report.ways;
  assert.deepEqual(first, {
    ...{ from: 'a', to: 'b', state: 'up', p50Ms: 2, p99Ms: 3 },
    heard: { agoMs: 10, bytesEach: 512, bytesPerSecond: 2_048 },
  });
});

test('a clock is told as NTP has it, with half the round trip as its uncertainty', () => {
  // Question 1000 → 1010, answer 1500 → 1510, with the peer's clock right: 10 ms each way.
  assert.deepEqual(clockOf({}), [0, 10]);
  assert.deepEqual(clockOf({ receivedAtMs: 6_010, answeredAtMs: 6_500 }), [5_000, 10]);
  const late = runReport(survey({ b: { receivedAtMs: 1_010 - 120_000, answeredAtMs: 1_500 - 120_000 } }));
  assert.equal(late.ok, true, 'a clock breaks no way');
  assert.match(late.findings[0]!.text, /^the clock of b is 120 s behind this machine's/);
});

function clockOf(wishes: Partial<ProbeReply>): readonly (number | null)[] {
  const peer = runReport(survey({ b: wishes })).peers.find(({ id }) => id === 'b')!;
  return [peer.clockOffsetMs, peer.clockUncertaintyMs];
}

test('a way that is broken in one direction alone is named in that one', () => {
  const report = runReport(survey({ a: withWay('a', 'c', { code: 'TIMEOUT', roundTripsMs: [] }) }));
  assert.equal(report.ok, false);
  assert.deepEqual(
    report.ways.filter(({ state }) => state === 'broken').map(({ from, to, p50Ms }) => [from, to, p50Ms]),
    [['a', 'c', null]],
  );
  assert.deepEqual(
    report.findings.map(({ kind, text }) => `${kind}: ${text}`),
    [
      'broken: a cannot reach c at tcp://10.0.0.3:4000: nothing answers there; only in this direction: c reaches a',
    ],
  );
});

test('a peer that does not answer is named, its own ways are not known, those to it are', () => {
  const report = runReport(survey({ b: null }));
  assert.deepEqual(
    report.ways.map(({ from, to, state }) => `${from}${to} ${state}`),
    ['ab up', 'ac up', 'ba unknown', 'bc unknown', 'ca up', 'cb up'],
  );
  assert.match(report.findings[0]!.text, /^b \(tcp:\/\/10\.0\.0\.2:4000\) does not answer/);
  assert.equal(report.ok, false);
});

test('a run without a coordinator is told from its peers', () => {
  const report = runReport({ ...survey(), announcement: null });
  assert.match(report.findings[0]!.text, /^no coordinator of run "lab" speaks/);
  assert.equal(report.peers.length, 3);
});

test('a connection that comes up without its link is a note, unless the run has no links', () => {
  const unlinked = { linked: false };
  const one = runReport(survey({ a: withWay('a', 'b', unlinked) }));
  assert.deepEqual(
    one.findings.map(({ kind, text }) => [kind, text.slice(0, 52)]),
    [['note', 'a connects to b, but its link there is not up: it ma']],
  );
  const ways = (id: string): Partial<ProbeReply> => ({
    ways: heard(id).reply.ways.map((each) => ({ ...each, ...unlinked })),
  });
  assert.deepEqual(runReport(survey({ a: ways('a'), b: ways('b'), c: ways('c') })).findings, []);
});

test('versions and data that differ are noted with who has which', () => {
  const report = runReport(survey({ c: { version: '1.1.0', protocolVersion: 5, dataDigest: 'e' } }));
  assert.deepEqual(
    report.findings.map(({ text }) => text),
    [
      'versions of codistill differ: a 1.0.0, b 1.0.0, c 1.1.0',
      'versions of the protocol differ: a 4, b 4, c 5',
      'data differ: a d, b d, c e',
    ],
  );
  assert.deepEqual(runReport(survey({ c: { dataDigest: '' } })).findings, [], 'not loaded yet');
});

test('a percentile is a value that was measured', () => {
  const values = Array.from({ length: 20 }, (_, i) => 20 - i);
  assert.deepEqual(
    [0.5, 0.95, 0.99, 1].map((share) => percentile(values, share)),
    [10, 19, 20, 20],
  );
  assert.equal(percentile([], 0.5), null);
  assert.equal(percentile([7], 0.01), 7);
});
