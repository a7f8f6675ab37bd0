import assert from 'node:assert/strict';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import { Context } from 'zeromq';
import { LinkKeys } from '../../../peer/net/link-keys.js';
import { openTeacherPort } from '../../../peer/net/teacher-port.js';
import { CodistillError } from '../../../proto/errors.js';
import { batchDigest } from '../../../proto/identity.js';
import { LIMITS } from '../../../proto/limits.js';
import { LinkDialer, ones, prediction, speaker } from '../../support/link-speaker.js';
import {
  exchange,
  introduce,
  LINK_CLASSES,
  LINK_ROWS,
  LinkedPeer,
  logitOf,
} from '../../support/linked-peer.js';

const TIMEOUT = { timeout: 300_000 };

test('three peers exchange 128 × 10 logits step after step', TIMEOUT, async (t) => {
  const peers = await Promise.all(['a', 'b', 'c'].map((id) => LinkedPeer.open(t, id)));
  introduce(peers);
  for (let step = 0; step < 200; step++) await exchange(peers, step);
  for (const peer of peers) {
    assert.equal(peer.state.statistics.fullSteps, 200);
    assert.deepEqual(peer.refused, {});
    assert.ok(peer.state.held.size <= 2 * (LIMITS.aheadStepsMax + 1));
  }
});

test('a peer whose links come up late still gets what was offered before', TIMEOUT, async (t) => {
  const [a, b] = [await LinkedPeer.open(t, 'a'), await LinkedPeer.open(t, 'b')];
  introduce([a, b]);
  const first = a.offer(0, 7);
  await a.until((state) => state.links.get('b')?.credit === LIMITS.creditBatches - 1);
  const second = await b.offer(0, 8);
  assert.equal(logitOf(second, 'a'), 7);
  assert.equal(logitOf(await first, 'b'), 8);
});

test(
  'bad frames on the data port are rejected with their reason and the exchange goes on',
  TIMEOUT,
  async (t) => {
    // What is wrong ends no strict wait; b waits in vain for the third.
    const open = (id: string, waitMsMax: number) => LinkedPeer.open(t, id, { strict: false, waitMsMax });
    const peers = await Promise.all([open('a', 20_000), open('b', 2_000), open('c', 2_000)]);
    const [a, b, mute] = peers as [LinkedPeer, LinkedPeer, LinkedPeer];
    // The third member of the view is played by the test: it opens no link of its own, whose end might come late.
    introduce([a, b, mute], 0, [a, b]);
    await mute.close();
    const c = await speaker(t, mute, a);
    const small = ones().subarray(4);
    const nan = new Uint8Array(new Float32Array(LINK_ROWS * LINK_CLASSES).fill(Number.NaN).buffer);
    await c.send([Buffer.from('garbage')]);
    await c.send([]).catch(() => undefined);
    await c.send([...prediction('c', 0, {}, ones()), Buffer.from('more')]);
    await c.send(Array.from({ length: 5_000 }, () => Buffer.from('x')));
    await c.send([new Uint8Array(LIMITS.headerBytesMax + 1), ones()]);
    await c.send(prediction('c', 0, {}, small));
    await c.send(prediction('c', 0, { classes: 11 }, ones()));
    await c.send(prediction('c', 0, { rows: LINK_ROWS / 2, classes: 2 * LINK_CLASSES }, ones()));
    await c.send(prediction('c', 0, { checksum: 1 }, ones()));
    await c.send(prediction('c', 0, {}, nan));
    await c.send(prediction('c', 0, { sender: 'b' }, ones()));
    await c.send(prediction('c', 99, {}, ones()));
    await c.send(prediction('c', 0, { batchDigest: batchDigest(Uint32Array.of(1), 0) }, ones()));
    await a.until((state) => state.held.size > 0);
    const offers = Promise.all([a.offer(0, 1), b.offer(0, 2)]);
    const [answer] = await offers;
    assert.deepEqual(
      answer.teachers.map((teacher) => teacher.peerId),
      ['b'],
    );
    assert.equal(answer.missing.find((one) => one.peerId === 'c')?.reason, 'mismatch');
    const { MALFORMED = 0, ...rejected } = a.refused;
    assert.ok(MALFORMED >= 1);
    assert.deepEqual(rejected, {
      TOO_MANY_PARTS: 2,
      TOO_LARGE: 1,
      WRONG_SHAPE: 3,
      BAD_CHECKSUM: 1,
      NON_FINITE: 1,
      UNKNOWN_SENDER: 1,
      TOO_FAR_AHEAD: 1,
      BATCH_MISMATCH: 1,
    });
    // What is right is taken from the very same link.
    await c.send(prediction('c', 1, {}, ones()));
    // It claimed to be at step 99: nobody waits for its step 1 any more.
    await a.until((state) => state.held.size > 0);
    const [next] = await Promise.all([a.offer(1, 1), b.offer(1, 2)]);
    assert.deepEqual(
      next.teachers.map((teacher) => teacher.peerId),
      ['b', 'c'],
    );
  },
);

test(
  'the largest part comes through, and one byte more ends its connection and harms nobody',
  TIMEOUT,
  async (t) => {
    const [a, b] = [await LinkedPeer.open(t, 'a'), await LinkedPeer.open(t, 'b')];
    introduce([a, b]);
    await exchange([a, b], 0);
    const sender = new LinkDialer(t, a, { name: 'no link', keys: b.keys });
    const send = (bytes: number) => sender.dealer.send([Buffer.from('no header'), Buffer.alloc(bytes)]);
    await send(LIMITS.payloadBytesMax);
    const arrived = a.until(() => a.rejected('MALFORMED') === 1);
    await Promise.race([arrived, sender.saw('disconnect')]);
    assert.equal(sender.count('disconnect'), 0);
    await send(LIMITS.payloadBytesMax + 1);
    await sender.saw('disconnect'); // at the size that the part announces, before its bytes are taken
    for (let step = 1; step < 20; step++) await exchange([a, b], step);
    assert.equal(a.state.statistics.fullSteps, 20);
    assert.deepEqual(a.refused, { MALFORMED: 1 });
  },
);

test('a peer that comes back at another address is connected anew', TIMEOUT, async (t) => {
  const [a, b] = [await LinkedPeer.open(t, 'a'), await LinkedPeer.open(t, 'b')];
  introduce([a, b]);
  await exchange([a, b], 0);
  const before = b.endpoint;
  await b.close();
  const back = await LinkedPeer.open(t, 'b');
  assert.notEqual(back.endpoint, before);
  introduce([a, back], 1);
  for (let step = 1; step < 10; step++) await exchange([a, back], step);
});

test('a peer with messages queued can be closed', TIMEOUT, async (t) => {
  const [a, b] = [await LinkedPeer.open(t, 'a'), await LinkedPeer.open(t, 'b')];
  introduce([a, b]);
  await exchange([a, b], 0);
  const waiting = a.offer(1, 1);
  await b.close();
  await a.until((state) => state.links.get('b')?.up === false);
  a.do({ kind: 'abort' });
  assert.equal((await waiting).outcome, 'aborted');
  for (let step = 2; step < 6; step++) {
    const answer = a.offer(step, 1);
    a.do({ kind: 'abort' });
    await answer;
  }
  await a.close();
});

test('a port that is taken is a typed error', TIMEOUT, async (t) => {
  const a = await LinkedPeer.open(t, 'a');
  const again = openTeacherPort({
    bind: a.endpoint,
    guard: { keys: new LinkKeys(), admission: { entries: () => 0, forgetEntries: () => undefined } },
    context: new Context({ blocky: false }),
    onEvent: () => undefined,
    onPortFailure: () => undefined,
  });
  await assert.rejects(again, (error) => error instanceof CodistillError && error.code === 'ERR_PORT_TAKEN');
});

test('a link that stays down is told with its reason', TIMEOUT, async (t) => {
  const open = (id: string) => LinkedPeer.open(t, id, { strict: false });
  const [a, unreached, taken, other] = await Promise.all([
    open('a'),
    open('b'),
    open('c'),
    open('d'),
  ] as const);
  unreached.via = 'tcp://127.0.0.1:1';
  const stranger = createServer();
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  t.after(() => stranger.close());
  taken.via = `tcp://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
  introduce([a, unreached, taken, other], 0, [a, other]);
  await a.until((state) => state.links.get('d')?.granted === true);
  introduce([await open('a'), other], 1, [other]);
  const reasons = [
    'b cannot be reached at tcp://127.0.0.1:1,',
    'd refuses this process:',
    `${taken.via} answers,`,
  ];
  for (const reason of reasons) await a.until(() => a.outages.some((text) => text.startsWith(reason)));
});
