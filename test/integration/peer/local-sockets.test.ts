import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type TestContext, test } from 'node:test';
import { peerDirectory } from '../../../peer/files/life.js';
import { routingId } from '../../../proto/identity.js';
import { temporaryDirectory } from '../../support/launch.js';
import { LinkDialer, ones } from '../../support/link-speaker.js';
import { exchange, introduce, LinkedPeer } from '../../support/linked-peer.js';
import { Wiretap } from '../../support/wiretap.js';

const TIMEOUT = { timeout: 300_000 };

interface Met {
  readonly peers: readonly [LinkedPeer, LinkedPeer];
  /** On the way to the address that each tells. */
  readonly taps: readonly Wiretap[];
  /** Directories of their sockets. */
  readonly directories: readonly string[];
}

/** Two peers of these run directories, not introduced yet. */
async function openPeers(t: TestContext, runDirs: readonly [string, string], strict = true): Promise<Met> {
  const open = (peerId: string, i: number): Promise<LinkedPeer> =>
    LinkedPeer.open(t, peerId, { runDir: runDirs[i]!, linkToken: `${i}`.repeat(32), strict });
  const peers = [await open('a', 0), await open('b', 1)] as const;
  const taps = await Promise.all(peers.map((peer) => Wiretap.open(t, peer.endpoint)));
  taps.forEach((tap, i) => {
    peers[i]!.via = tap.endpoint;
  });
  const directories = runDirs.map((runDir, i) => join(peerDirectory(runDir, peers[i]!.peerId), 'links'));
  return { peers, taps, directories };
}

async function exchangeSteps({ peers }: Met): Promise<void> {
  introduce(peers);
  for (let step = 0; step < 3; step++) await exchange(peers, step);
  for (const peer of peers) assert.deepEqual(peer.refused, {});
}

/** Predictions that each heard by its address, rounded down. */
function byAddress({ taps }: Met): readonly number[] {
  return taps.map((tap) => Math.floor(Buffer.concat(tap.said).length / ones().length));
}

function bothIn(t: TestContext): [string, string] {
  const runDir = temporaryDirectory(t);
  return [runDir, runDir];
}

test('peers of one run directory meet at sockets there, and leave none behind', TIMEOUT, async (t) => {
  const met = await openPeers(t, bothIn(t));
  await exchangeSteps(met);
  assert.deepEqual(byAddress(met), [0, 0]);
  await Promise.all(met.peers.map((peer) => peer.close()));
  for (const directory of met.directories)
    assert.equal(lstatSync(directory, { throwIfNoEntry: false }), undefined);
});

test('peers of other run directories, as on other machines, meet by address', TIMEOUT, async (t) => {
  const met = await openPeers(t, [temporaryDirectory(t), temporaryDirectory(t)]);
  await exchangeSteps(met);
  assert.deepEqual(byAddress(met), [3, 3]);
});

test('a socket that others could have made, or that is gone, is not used', TIMEOUT, async (t) => {
  const spoil = [
    (directory: string): void => chmodSync(directory, 0o710),
    (directory: string): void => rmSync(directory, { recursive: true }),
    (directory: string): void => {
      const [socket] = readdirSync(directory);
      rmSync(join(directory, socket!));
      writeFileSync(join(directory, socket!), '');
    },
  ];
  for (const how of spoil) {
    const met = await openPeers(t, bothIn(t));
    how(met.directories[1]!);
    await exchangeSteps(met);
    const [, toB] = byAddress(met);
    assert.equal(toB, 3, String(how));
  }
});

test('a socket at which nobody listens any more is left for the address', TIMEOUT, async (t) => {
  const met = await openPeers(t, bothIn(t));
  const [, b] = met.peers;
  const token = b.linkToken;
  const dead = join(met.directories[1]!, token);
  // A process that dies leaves its socket's file.
  const die = `require('net').createServer().listen(${JSON.stringify(dead)}, () => process.kill(process.pid, 'SIGKILL'))`;
  rmSync(dead);
  spawnSync(process.execPath, ['-e', die]);
  assert.ok(lstatSync(dead).isSocket());
  await exchangeSteps(met);
  assert.deepEqual(byAddress(met), [0, 3]);
});

test('a run directory too deep for a socket has its peers meet by address', TIMEOUT, async (t) => {
  const [runDir] = bothIn(t);
  const deep = join(runDir, 'x'.repeat(100));
  const met = await openPeers(t, [deep, deep]);
  await exchangeSteps(met);
  assert.deepEqual(byAddress(met), [3, 3]);
});

test('no other user of the machine opens the socket', TIMEOUT, async (t) => {
  const [runDir] = bothIn(t);
  const { directories, peers } = await openPeers(t, [runDir, runDir]);
  const [directory] = directories;
  assert.equal(lstatSync(directory!).mode & 0o777, 0o700);
  if (process.getuid?.() !== 0) return t.diagnostic('the rest needs root');
  // Whatever lies above lets others through, so that it is this directory which stops them.
  for (const above of [runDir, join(runDir, 'peers'), join(directory!, '..')]) chmodSync(above, 0o755);
  const dial = `
    const [path, user] = process.argv.slice(1);
    process.setuid(Number(user));
    const ended = (code) => process.stdout.write(process.getuid() + ' ' + code, () => process.exit());
    require('net').connect(path).on('error', ({ code }) => ended(code)).on('connect', () => ended('in'));`;
  const socket = join(directory!, peers[0].linkToken);
  const tried = ['65534', '0'].map(
    (user) => spawnSync(process.execPath, ['-e', dial, socket, user], { encoding: 'utf8' }).stdout,
  );
  assert.deepEqual(tried, ['65534 EACCES', '0 in']);
});

test('a member that is removed is not heard at the socket any more', TIMEOUT, async (t) => {
  const met = await openPeers(t, bothIn(t), false);
  const [a, b] = met.peers;
  introduce(met.peers);
  await b.until((state) => state.links.get('a')?.granted === true);
  introduce([a], 1, [a]);
  void b.offer(1, 1);
  await a.until(() => a.rejected('UNKNOWN_SENDER') > 0);
});

test('whoever opens the socket without the name of a link is not heard', TIMEOUT, async (t) => {
  const met = await openPeers(t, bothIn(t));
  const [a] = met.peers;
  introduce(met.peers, 0, [a]);
  const endpoint = `ipc://${join(met.directories[0]!, a.linkToken)}`;
  const stranger = new LinkDialer(
    t,
    { keys: a.keys, endpoint },
    { name: routingId('b', 1, met.peers[1].linkToken), keys: null },
  );
  await stranger.saw('handshake');
  await stranger.hello('b');
  await a.until(() => a.rejected('UNKNOWN_SENDER') > 0);
});
