import assert from 'node:assert/strict';
import { connect as connectTcp } from 'node:net';
import { type TestContext, test } from 'node:test';
import { Context } from 'zeromq';
import { LinkKeys } from '../../../peer/net/link-keys.js';
import { openTeacherPort, type PortGuard, type TeacherPort } from '../../../peer/net/teacher-port.js';
import { routingId } from '../../../proto/identity.js';
import { LinkDialer, ones, prediction, speaker } from '../../support/link-speaker.js';
import { exchange, introduce, LINK_RUN, LinkedPeer, logitOf } from '../../support/linked-peer.js';
import { Wiretap } from '../../support/wiretap.js';

const TIMEOUT = { timeout: 300_000 };

test('the bytes of a link show no prediction, no id and no run', TIMEOUT, async (t) => {
  const [a, b] = [await LinkedPeer.open(t, 'overheard-a'), await LinkedPeer.open(t, 'overheard-b')];
  const tap = await Wiretap.open(t, a.endpoint);
  a.via = tap.endpoint;
  introduce([a, b]);
  const payload = 1234.5;
  for (let step = 0; step < 5; step++) {
    const [answer] = await Promise.all([a.offer(step, 0), b.offer(step, payload)]);
    assert.equal(logitOf(answer, b.peerId), payload);
  }
  const { bytes } = tap;
  assert.ok(bytes.length > 5 * ones().length, `${bytes.length} bytes were overheard`);
  for (const text of [a.peerId, b.peerId, LINK_RUN]) assert.equal(bytes.indexOf(text), -1, text);
  assert.equal(bytes.indexOf(Buffer.from(new Float32Array(2).fill(payload).buffer)), -1, 'a prediction');
});

test('bytes of a link that somebody says again are not heard', TIMEOUT, async (t) => {
  const [a, b] = [await LinkedPeer.open(t, 'a'), await LinkedPeer.open(t, 'b')];
  const port = Number(a.endpoint.split(':').at(-1));
  const tap = await Wiretap.open(t, a.endpoint);
  a.via = tap.endpoint;
  introduce([a, b]);
  for (let step = 0; step < 3; step++) await exchange([a, b], step);
  await b.close();
  await a.until((state) => state.links.get('b')?.up === false);
  const heard = a.state.statistics.bytesReceived;
  const said = [...tap.said];
  assert.ok(Buffer.concat(said).length > 3 * ones().length);
  // Each piece is an answer, as it was the first time.
  const socket = connectTcp(port, '127.0.0.1', () => socket.write(said.shift()!));
  socket.on('error', () => undefined).on('data', () => socket.write(said.shift() ?? ''));
  await new Promise((resolve) => socket.on('close', resolve));
  assert.equal(a.state.statistics.bytesReceived, heard);
});

test('a prediction that is changed on its way is not heard, and comes again', TIMEOUT, async (t) => {
  const [a, b] = [await LinkedPeer.open(t, 'a'), await LinkedPeer.open(t, 'b')];
  const tap = await Wiretap.open(t, a.endpoint);
  a.via = tap.endpoint;
  introduce([a, b]);
  await exchange([a, b], 0);
  tap.changeFrom = ones().length / 4;
  for (let step = 1; step < 4; step++) await exchange([a, b], step);
  assert.equal(tap.changeFrom, null);
  await tap.ended(1);
  assert.deepEqual(a.refused, {});
});

test('a stranger comes in neither without a key nor with one of its own', TIMEOUT, async (t) => {
  const [a, b] = [await LinkedPeer.open(t, 'a'), await LinkedPeer.open(t, 'b')];
  introduce([a, b]);
  await exchange([a, b], 0);
  const name = routingId('b', 1);
  const strangers = [new LinkDialer(t, a, { name, keys: null }), new LinkDialer(t, a, { name })];
  for (const stranger of strangers) {
    await stranger.saw('disconnect');
    assert.equal(stranger.count('handshake'), 0);
  }
  await exchange([a, b], 1);
  assert.deepEqual(a.refused, {});
});

test('a member that takes another key for that of the port does not reach it', TIMEOUT, async (t) => {
  const [a, b] = [await LinkedPeer.open(t, 'a'), await LinkedPeer.open(t, 'b')];
  introduce([a, b], 0, [a]);
  const serverKey = new LinkKeys().publicKey;
  const dialer = new LinkDialer(t, a, { name: 'any', keys: b.keys, serverKey });
  await dialer.saw('disconnect', 2);
  assert.equal(dialer.count('handshake'), 0);
});

/** A port without its handler. */
async function openPort(t: TestContext, wishes: Partial<PortGuard>): Promise<TeacherPort> {
  const port = await openTeacherPort({
    bind: 'tcp://127.0.0.1:*',
    guard: {
      keys: new LinkKeys(),
      admission: { entries: () => 0, forgetEntries: () => undefined },
      ...wishes,
    },
    context: new Context({ blocky: false }),
    onEvent: () => assert.fail('heard somebody'),
    onPortFailure: (error) => assert.fail(String(error)),
  });
  t.after(() => port.close());
  return port;
}

test('a port whose handler is down lets nobody in', TIMEOUT, async (t) => {
  const keys = new LinkKeys();
  const port = await openPort(t, { keys });
  const dialer = new LinkDialer(t, { keys, endpoint: port.endpoint }, { name: 'any' });
  await dialer.saw('disconnect', 2);
  assert.equal(dialer.count('handshake'), 0);
});

test(
  'a member that dials under the id of another is not believed as it, and silences nobody',
  TIMEOUT,
  async (t) => {
    const peers = await Promise.all(['a', 'b', 'c'].map((id) => LinkedPeer.open(t, id)));
    const [a, b, c] = peers as [LinkedPeer, LinkedPeer, LinkedPeer];
    introduce(peers, 0, [a]);
    const ends = { teacher: 'b', incarnation: 1, student: 'a' };
    const guesses = [routingId('b', 1), c.keys.linkName(a.keys.publicKey, ends)!];
    for (const [i, name] of guesses.entries()) {
      const impostor = new LinkDialer(t, a, { name, keys: c.keys });
      await impostor.saw('handshake');
      await impostor.hello('b');
      await impostor.dealer.send(prediction('b', 0, {}, ones()));
      await a.until(() => a.rejected('UNKNOWN_SENDER') === 2 * (i + 1));
    }
    introduce(peers, 0, [b, c]);
    for (let step = 0; step < 3; step++) await exchange(peers, step);
    assert.deepEqual(a.refused, { UNKNOWN_SENDER: 2 * guesses.length });
  },
);

test(
  'frames of one member that another sends again on its own connection are refused',
  TIMEOUT,
  async (t) => {
    const peers = await Promise.all(['a', 'b', 'c'].map((id) => LinkedPeer.open(t, id)));
    const [a, b, c] = peers as [LinkedPeer, LinkedPeer, LinkedPeer];
    introduce(peers, 0, [a, b]);
    const replayer = await speaker(t, c, a);
    await replayer.send(prediction('b', 0, {}, ones()));
    await a.until(() => a.rejected('UNKNOWN_SENDER') === 1);
    const answers = Promise.all([a.offer(0, 1), b.offer(0, 2)]);
    await replayer.send(prediction('c', 0, {}, ones()));
    await (await speaker(t, c, b)).send(prediction('c', 0, {}, ones()));
    assert.equal(logitOf((await answers)[0], 'b'), 2);
  },
);

test('who listens at the address of a member gets none of its predictions', TIMEOUT, async (t) => {
  const peers = await Promise.all(['a', 'b', 'c'].map((id) => LinkedPeer.open(t, id)));
  const [a, b, c] = peers as [LinkedPeer, LinkedPeer, LinkedPeer];
  const way = await Wiretap.open(t, c.endpoint);
  b.via = way.endpoint;
  introduce([a, b], 0, [a]);
  c.do({ kind: 'cohort', view: { version: 1, members: [...a.state.members.values()] }, rounds: [] }); // lets a in
  void a.offer(0, 1);
  await way.ended(3);
  assert.equal(c.state.statistics.bytesReceived, 0);
  assert.equal(a.state.links.get('b')?.up, false);
  a.do({ kind: 'abort' });
});

test('a member that dials before the view lists it comes in once it does', TIMEOUT, async (t) => {
  const [a, b] = [await LinkedPeer.open(t, 'a'), await LinkedPeer.open(t, 'b')];
  introduce([a, b], 0, [b]);
  const way = new LinkDialer(t, a, { name: 'any', keys: b.keys });
  await way.saw('disconnect');
  assert.equal(way.count('handshake'), 0);
  introduce([a, b], 0, [a]);
  await way.saw('handshake');
  for (let step = 0; step < 3; step++) await exchange([a, b], step);
});

test('the open link of a member that is removed is cut, until it is listed again', TIMEOUT, async (t) => {
  const open = (id: string) => LinkedPeer.open(t, id, { strict: false });
  const [a, b, c] = await Promise.all([open('a'), open('b'), open('c')] as const);
  const linked = (peer: LinkedPeer) => peer.until((state) => state.links.get('a')?.granted === true);
  introduce([a, b, c]);
  await Promise.all([linked(b), linked(c)]);
  introduce([a, c], 1, [a, c]);
  await b.until((state) => state.links.get('a')?.up === false);
  const again = new LinkDialer(t, a, { name: 'any', keys: b.keys });
  await again.shutOut();
  assert.equal(b.state.links.get('a')?.up, false);
  await linked(c);
  introduce([a, b, c], 2);
  await Promise.all([linked(b), again.saw('handshake')]);
});

test('a removed member is cut also where it came in under a name that is no link', TIMEOUT, async (t) => {
  const [a, b] = [await LinkedPeer.open(t, 'a', { strict: false }), await LinkedPeer.open(t, 'b')];
  introduce([a, b]);
  await b.until((state) => state.links.get('a')?.granted === true);
  const other = new LinkDialer(t, a, { name: 'another name', keys: b.keys });
  await other.saw('handshake');
  await b.close();
  introduce([a], 1);
  await other.shutOut();
});

test('a removed member that has ended is no reason to open the port anew', TIMEOUT, async (t) => {
  const asked: string[] = [];
  const entries = (key: string): number => {
    asked.push(key);
    return key === 'comes twice' ? 2 : 1;
  };
  let whenCut = (): void => undefined;
  const cut = new Promise<void>((resolve) => {
    whenCut = resolve;
  });
  const port = await openPort(t, { admission: { entries, forgetEntries: () => whenCut() } });
  const links = ['ended', 'comes twice'].map((key) => [key, { peerId: key, key, from: key }] as const);
  port.set(new Map(links));
  port.set(new Map());
  await cut;
  assert.deepEqual(asked, ['ended', 'comes twice']);
});

test('the key of a member that was replaced is refused for good', TIMEOUT, async (t) => {
  const [a, old, c] = await Promise.all(['a', 'b', 'c'].map((id) => LinkedPeer.open(t, id)));
  introduce([a!, old!, c!]);
  await exchange([a!, old!, c!], 0);
  const b = await LinkedPeer.open(t, 'b', { linkToken: 'of the new process' });
  introduce([a!, b, c!], 1);
  await old!.until((state) => state.links.get('a')?.up === false);
  const dialer = new LinkDialer(t, a!, { name: 'any', keys: old!.keys });
  await dialer.saw('handshake:error:auth');
  assert.equal(dialer.count('handshake'), 0);
  for (let step = 1; step < 4; step++) await exchange([a!, b, c!], step);
  assert.equal(old!.state.links.get('a')?.up, false);
});

test('a peer that joins again under its key is heard in its next life', TIMEOUT, async (t) => {
  const [a, b] = [await LinkedPeer.open(t, 'a'), await LinkedPeer.open(t, 'b')];
  introduce([a, b]);
  await exchange([a, b], 0);
  b.do({ kind: 'incarnation', incarnation: 2 });
  introduce([a, b], 1);
  for (let step = 1; step < 4; step++) await exchange([a, b], step);
});
