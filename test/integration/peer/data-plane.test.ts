import assert from 'node:assert/strict';
import { connect as connectTcp } from 'node:net';
import { type TestContext, test } from 'node:test';
import { Context, Dealer } from 'zeromq';
import { openTeacherPort } from '../../../peer/net/teacher-port.js';
import { payloadChecksum } from '../../../proto/checksum.js';
import { DTYPE, dataHeaderCodec, PHASE, type Prediction } from '../../../proto/codec.js';
import { CodistillError } from '../../../proto/errors.js';
import { batchDigest } from '../../../proto/identity.js';
import { LIMITS, PROTOCOL_VERSION } from '../../../proto/limits.js';
import {
  introduce,
  LINK_CLASSES,
  LINK_ROWS,
  LINK_RUN,
  LinkedPeer,
  logitOf,
} from '../../support/linked-peer.js';

const TIMEOUT = { timeout: 300_000 };

async function exchange(peers: readonly LinkedPeer[], step: number): Promise<void> {
  const answers = await Promise.all(peers.map((peer, i) => peer.offer(step, 100 * i + step)));
  for (const [i, answer] of answers.entries()) {
    for (const [j, teacher] of peers.entries()) {
      if (i !== j) assert.equal(logitOf(answer, teacher.peerId), 100 * j + step, `step ${step}`);
    }
  }
}

/** A peer of the view that says whatever a test wants, under its own routing id. */
async function impostor(t: TestContext, as: string, endpoint: string): Promise<Dealer> {
  const dealer = new Dealer({ linger: 0, routingId: `${as}#1` });
  t.after(() => dealer.close());
  dealer.connect(endpoint);
  const hello = { protocolVersion: PROTOCOL_VERSION, runId: LINK_RUN, sender: as, incarnation: 1, number: 1 };
  await dealer.send([dataHeaderCodec.encode({ body: 'hello', hello })]);
  const [credit] = await dealer.receive();
  assert.equal(dataHeaderCodec.decode(credit!).body, 'credit');
  return dealer;
}

function prediction(
  sender: string,
  step: number,
  wishes: Partial<Prediction>,
  payload: Uint8Array,
): Uint8Array[] {
  const header: Prediction = {
    runId: LINK_RUN,
    viewVersion: 1,
    epoch: 0,
    step,
    phase: PHASE.beforeUpdate,
    batchDigest: batchDigest(Uint32Array.of(step), 0),
    sender,
    incarnation: 1,
    rows: LINK_ROWS,
    classes: LINK_CLASSES,
    dtype: DTYPE.float32,
    checksum: payloadChecksum(payload),
    madeAtStep: step,
    withIds: false,
    topK: 0,
    featureShape: [],
    validated: false,
    validationAccuracy: 0,
    ...wishes,
  };
  return [dataHeaderCodec.encode({ body: 'prediction', prediction: header }), payload];
}

const ones = (): Uint8Array => new Uint8Array(new Float32Array(LINK_ROWS * LINK_CLASSES).fill(1).buffer);

test('a routing id that a stranger has claimed in advance silences nobody', TIMEOUT, async (t) => {
  const a = await LinkedPeer.open(t, 'a', { linkToken: 'token-of-a' });
  const b = await LinkedPeer.open(t, 'b', { linkToken: 'token-of-b' });
  introduce([a, b], 0, [a]);
  await impostor(t, 'b', a.endpoint); // it is greeted, as any peer whose view may be ahead
  introduce([a, b], 0, [b]);
  for (let step = 0; step < 5; step++) await exchange([a, b], step);
});

test('who does not know the token of a member does not speak for it', TIMEOUT, async (t) => {
  const a = await LinkedPeer.open(t, 'a', { linkToken: 'token-of-a' });
  const b = await LinkedPeer.open(t, 'b', { linkToken: 'token-of-b' });
  introduce([a, b], 0, [a]);
  const dealer = await impostor(t, 'b', a.endpoint);
  introduce([a, b], 0, [b]);
  await dealer.send(prediction('b', 0, {}, ones()));
  await a.until(() => a.rejected('UNKNOWN_SENDER') === 1);
  await exchange([a, b], 0);
});

test('three peers exchange 128 × 10 logits step after step', TIMEOUT, async (t) => {
  const peers = await Promise.all(['a', 'b', 'c'].map((id) => LinkedPeer.open(t, id)));
  introduce(peers);
  for (let step = 0; step < 200; step++) await exchange(peers, step);
  for (const peer of peers) {
    assert.equal(peer.state.statistics.fullSteps, 200);
    assert.deepEqual(peer.state.statistics.rejected, {});
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
    const endpoint = a.endpoint;
    await mute.close();
    const c = await impostor(t, 'c', endpoint);
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
    const { MALFORMED = 0, ...rejected } = a.state.statistics.rejected;
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

test('a frame over the size limit and bytes that are no ZeroMQ harm nobody', TIMEOUT, async (t) => {
  const [a, b] = [await LinkedPeer.open(t, 'a'), await LinkedPeer.open(t, 'b')];
  introduce([a, b]);
  await exchange([a, b], 0);
  const stranger = new Dealer({ linger: 0, reconnectInterval: -1 });
  t.after(() => stranger.close());
  const cutOff = new Promise((resolve) => stranger.events.on('disconnect', resolve));
  stranger.connect(a.endpoint);
  await stranger.send([Buffer.from('x'), Buffer.alloc(LIMITS.payloadBytesMax + 1)]);
  await cutOff; // at the size that the frame announces, before its bytes are taken
  const port = Number(a.endpoint.split(':').at(-1));
  for (const junk of ['GET / HTTP/1.1\r\n\r\n', '\x16\x03\x01\x02\x00\x01', '\xff'.repeat(100_000)]) {
    const socket = connectTcp(port, '127.0.0.1');
    socket.on('error', () => undefined);
    await new Promise<unknown>((resolve) => socket.write(junk, 'latin1', resolve));
    t.after(() => socket.destroy());
  }
  for (let step = 1; step < 20; step++) await exchange([a, b], step);
  assert.equal(a.state.statistics.fullSteps, 20);
});

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
    security: { kind: 'none' },
    context: new Context({ blocky: false }),
    onEvent: () => undefined,
    onPortFailure: () => undefined,
  });
  await assert.rejects(again, (error) => error instanceof CodistillError && error.code === 'ERR_PORT_TAKEN');
});
