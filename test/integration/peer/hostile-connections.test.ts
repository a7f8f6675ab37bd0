import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { LinkKeys } from '../../../peer/net/link-keys.js';
import { LinkDialer } from '../../support/link-speaker.js';
import { exchange, introduce, LinkedPeer } from '../../support/linked-peer.js';

/** How many connections are made, and how many of them at a time: fewer than wait at a port to be accepted. */
const CONNECTIONS = Number(process.env.CODISTILL_HOSTILE ?? 210);
const AT_A_TIME = 50;

/** The 64 bytes by which both ends of ZMTP 3.1 begin. */
const GREETING = Buffer.concat([
  Buffer.from('ff00000000000000007f0301', 'hex'),
  Buffer.from('CURVE'.padEnd(52, '\0'), 'latin1'),
]);
/** A part that others follow, and the beginning of one of 2⁶² bytes. */
const ONE_OF_MANY_PARTS = Buffer.from('010178', 'hex');
const WITHOUT_END = Buffer.from('024000000000000000', 'hex');

/** What somebody without a member's key says to a port, once or for as long as somebody listens. */
const SAID: readonly { readonly first: Buffer; readonly after?: Buffer }[] = [
  { first: Buffer.alloc(0) },
  { first: Buffer.from('GET / HTTP/1.1\r\n\r\n') },
  { first: Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]) },
  { first: Buffer.alloc(0), after: Buffer.alloc(10_000, 0xff) },
  { first: GREETING.subarray(0, 20) },
  { first: GREETING, after: Buffer.concat(Array<Buffer>(1_000).fill(ONE_OF_MANY_PARTS)) },
  { first: Buffer.concat([GREETING, WITHOUT_END]), after: Buffer.alloc(10_000) },
];

/** Resolves when the port has closed the connection. */
function connection(port: number, { first, after }: (typeof SAID)[number]): Promise<void> {
  const socket = connectTcp(port, '127.0.0.1');
  const sayAll = (): void => {
    if (after !== undefined && socket.writable) socket.write(after, sayAll);
  };
  socket.on('error', () => undefined).resume();
  socket.write(first, sayAll);
  return new Promise((resolve) => socket.on('close', () => resolve()));
}

/** Somebody who speaks CURVE with a key of its own, or takes another key for that of the port. */
async function stranger(t: TestContext, to: LinkedPeer, serverKey: Uint8Array): Promise<void> {
  const dialer = new LinkDialer(t, to, { name: 'stranger', serverKey });
  await dialer.saw('disconnect');
  assert.equal(dialer.count('handshake'), 0);
  await dialer.close();
}

const descriptors = (): number => readdirSync('/proc/self/fd').length;

test(`${CONNECTIONS} hostile connections are closed, and harm nobody`, {
  timeout: 60_000 + 100 * CONNECTIONS,
  skip: process.platform === 'linux' ? false : 'descriptors are counted on Linux',
}, async (t) => {
  const [a, b] = [await LinkedPeer.open(t, 'a'), await LinkedPeer.open(t, 'b')];
  introduce([a, b]);
  await exchange([a, b], 0);
  const port = Number(a.endpoint.split(':').at(-1));
  const kinds = [
    ...SAID.map((said) => () => connection(port, said)),
    () => stranger(t, a, a.keys.publicKey),
    () => stranger(t, a, new LinkKeys().publicKey),
  ];
  await Promise.all(kinds.map((connect) => connect()));
  const before = descriptors();
  let begun = 0;
  const connectAll = async (): Promise<void> => {
    while (begun < CONNECTIONS) await kinds[begun++ % kinds.length]!();
  };
  const hostile = Promise.all(Array.from({ length: AT_A_TIME }, connectAll));
  let attacked = true;
  void hostile.finally(() => {
    attacked = false;
  });
  let step = 1;
  for (; attacked; step++) await exchange([a, b], step);
  await hostile;
  for (const end = step + 5; step < end; step++) await exchange([a, b], step);
  while (descriptors() > before + 2) await delay(10);
  assert.equal(a.state.statistics.fullSteps, step);
  assert.deepEqual(a.refused, {});
});
