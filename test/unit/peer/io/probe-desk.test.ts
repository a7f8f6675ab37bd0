import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OwnState, ProbeDesk } from '../../../../peer/io/probe-desk.js';
import type { Reachability } from '../../../../peer/net/endpoint-probe.js';
import type { Announcement } from '../../../../proto/codec.js';
import { LIMITS, PROTOCOL_VERSION } from '../../../../proto/limits.js';

const REACHED: Reachability = { resolved: '10.0.0.1', code: '', roundTripsMs: [1, 2] };
const ASKED = { runId: 'lab', nonce: 'n' };
const OWN: OwnState = {
  ready: { dataDigest: 'd', numerics: 'x' },
  data: { advertised: 'tcp://a:1', endpoint: 'tcp://0.0.0.0:1' },
  exchange: { links: new Map([['b', { up: true }]]) } as unknown as OwnState['exchange'],
};

/** A desk of peer a in a cohort of a, b and c, with a clock of its own and ways that are tried when the test says so. */
function desk(own: OwnState = OWN) {
  const clock = { nowMs: 10_000 };
  const tried: string[] = [];
  let release!: () => void;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const made = new ProbeDesk({
    ...{ runId: 'lab', peerId: 'a', version: '1.0.0', own: () => own },
    ...{ nowMs: () => clock.nowMs, unixMs: () => 1_000_000 + clock.nowMs },
    probe: async (endpoint) => {
      tried.push(endpoint);
      await released;
      return REACHED;
    },
  });
  const members = ['a', 'b', 'c'].map((peerId) => ({ peerId, dataAddress: `tcp://${peerId}:1` }));
  made.hear({ view: { version: 1, members } } as unknown as Announcement);
  return { desk: made, clock, tried, release };
}

test('a peer answers with its own facts, and its ways to the others alone', async () => {
  const { desk: asked, release } = desk();
  release();
  const { ways, addresses, ...facts } = (await asked.answer(ASKED))!;
  assert.deepEqual(facts, {
    ...{ runId: 'lab', peerId: 'a', nonce: 'n', receivedAtMs: 1_010_000, answeredAtMs: 1_010_000 },
    ...{ version: '1.0.0', protocolVersion: PROTOCOL_VERSION, dataDigest: 'd', numerics: 'x' },
    ...{ dataAddress: 'tcp://a:1', bound: 'tcp://0.0.0.0:1' },
  });
  assert.ok(addresses.every((address) => !/^127\.|^::1$|^fe80:/.test(address)));
  const silent = { heard: false, heardAgoMs: 0, messageBytes: 0, bytesPerSecond: 0 };
  assert.deepEqual(ways, [
    { peerId: 'b', dataAddress: 'tcp://b:1', ...REACHED, linked: true, ...silent },
    { peerId: 'c', dataAddress: 'tcp://c:1', ...REACHED, linked: false, ...silent },
  ]);
});

test('before it is ready a peer answers with what there is', async () => {
  const { desk: asked, release } = desk({ ready: null, data: null, exchange: undefined });
  release();
  const { dataDigest, numerics, dataAddress, bound, ways } = (await asked.answer(ASKED))!;
  assert.deepEqual([dataDigest, numerics, dataAddress, bound, ways.length], ['', '', '', '', 2]);
});

test('whoever asks, and however many, the ways are tried once in a time', async () => {
  const { desk: asked, clock, tried, release } = desk();
  const first = Promise.all([asked.answer(ASKED), asked.answer({ ...ASKED, nonce: 'other' })]);
  release();
  assert.deepEqual(
    (await first).map((reply) => reply?.nonce),
    ['n', 'other'],
  );
  clock.nowMs += LIMITS.probeMsMin - 1;
  await asked.answer(ASKED);
  assert.equal(tried.length, 2, 'to b and c, once');
  clock.nowMs += 1;
  await asked.answer(ASKED);
  assert.equal(tried.length, 4);
});

test('too many questions at a time, and those of another run, get no answer and try nothing', async () => {
  const { desk: asked, tried, release } = desk();
  assert.equal(await asked.answer({ ...ASKED, runId: 'other' }), null);
  assert.deepEqual(tried, []);
  const waiting = Array.from({ length: LIMITS.probesWaitingMax }, () => asked.answer(ASKED));
  assert.equal(await asked.answer(ASKED), null);
  release();
  assert.ok((await Promise.all(waiting)).every((reply) => reply !== null));
  assert.notEqual(await asked.answer(ASKED), null, 'the next is answered again');
});

test('predictions are counted by teacher: size of the newest, and bytes over the time in which they came', async () => {
  const { desk: asked, clock, release } = desk();
  release();
  const came = (from: string, ...sizes: number[]): void =>
    asked.note({ kind: 'frames', from, parts: sizes.map((size) => new Uint8Array(size)) });
  came('b#1#token', 10, 90);
  came('b#1#token', 50); // credit, a hello: no payload
  came('', 10, 90); // nobody's link
  clock.nowMs += 1_000;
  came('b#2', 20, 180);
  clock.nowMs += 1_000;
  came('b#2', 20, 280);
  clock.nowMs += 500;
  const [b, c] = (await asked.answer(ASKED))!.ways;
  assert.deepEqual([b!.heard, b!.heardAgoMs, b!.messageBytes, b!.bytesPerSecond], [true, 500, 300, 250]);
  assert.equal(c!.heard, false);
});
