import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type TestContext, test } from 'node:test';
import type { NatsConnection } from 'nats';
import { openSnapshotBucket } from '../../../../coordinator/net/snapshot-bucket.js';
import { makeWeightsBucket } from '../../../../coordinator/net/weights-bucket.js';
import { openWeightsStore, type WeightsStore } from '../../../../peer/net/weights-store.js';
import { dialNats } from '../../../../proto/net/dial.js';
import { inboxOf, type Member } from '../../../../proto/subjects.js';
import { RESTART_POLICY } from '../../../../scripts/launch/restart-policy.js';
import { type ServerPlace, type ServerUser, SharedServer } from '../../../../scripts/launch/shared-server.js';
import type { ProcessEvent } from '../../../../scripts/launch/supervised-process.js';
import { eventually, isAlive, temporaryDirectory } from '../../../support/launch.js';

const PEER = { peerId: 'peer-0' };

/** A run's ears, and what they have heard. */
interface Heard extends ServerUser {
  readonly events: ProcessEvent[];
  readonly said: string[];
  readonly givenUp: string[];
}

function ears(): Heard {
  const [events, said, givenUp]: [ProcessEvent[], string[], string[]] = [[], [], []];
  return {
    ...{ events, said, givenUp },
    show: (event) => events.push(event),
    say: (message) => said.push(message),
    onGivenUp: (_, logFile) => givenUp.push(logFile),
  };
}

function sharedServer(t: TestContext, policy = RESTART_POLICY): SharedServer {
  const server = new SharedServer(temporaryDirectory(t), 4, policy);
  t.after(() => server.close());
  return server;
}

function pidsOf({ events }: Heard): readonly number[] {
  return events.flatMap((event) => (event.kind === 'started' ? [event.pid] : []));
}

/** What the coordinator and a peer of a run leave at its place. */
async function train(
  t: TestContext,
  runId: string,
  { natsUrl, accounts }: ServerPlace,
): Promise<{ readonly weights: WeightsStore; readonly snapshots: () => Promise<readonly string[]> }> {
  const connected = async (member: Member): Promise<NatsConnection> => {
    const natsProof = { creds: await accounts.credentials(member) };
    const inbox = inboxOf(runId, member);
    const connection = await dialNats({ natsUrl, natsProof, party: 'peer', name: runId, inbox });
    t.after(() => connection.close());
    return connection;
  };
  const coordinator = await connected('coordinator');
  const bucket = await openSnapshotBucket(coordinator, natsUrl);
  await bucket.put(runId, 'a snapshot');
  await makeWeightsBucket(coordinator, natsUrl, runId);
  const peer = await connected(PEER);
  const weights = openWeightsStore(runId, () => peer);
  await weights.publish(PEER.peerId, 7, new Uint8Array(8));
  const snapshots = async (): Promise<readonly string[]> => {
    const entries = await Promise.all(['one', 'other'].map((key) => bucket.get(key)));
    return entries.flatMap((entry) => (entry === null ? [] : [entry.key]));
  };
  return { weights, snapshots };
}

test('runs share a server, and what one leaves there is gone when it gives its place back', async (t) => {
  const server = sharedServer(t);
  const [first, second] = [ears(), ears()];
  const [one, other] = await Promise.all([server.admit('one', first), server.admit('other', second)]);
  assert.equal(one.natsUrl, other.natsUrl);
  const third = ears();
  await (await server.admit('third', third)).release();
  assert.deepEqual(pidsOf(third), pidsOf(first), 'who comes later is told of it, too');
  assert.deepEqual(pidsOf(second), pidsOf(first));
  const left = await train(t, 'one', one);
  const stays = await train(t, 'other', other);
  assert.deepEqual(await stays.snapshots(), ['one', 'other']);
  assert.equal(await left.weights.stepOf(PEER.peerId), 7);
  await one.release();
  assert.deepEqual(first.said, []);
  assert.deepEqual(await stays.snapshots(), ['other']);
  assert.equal(await left.weights.stepOf(PEER.peerId), null);
  assert.equal(await stays.weights.stepOf(PEER.peerId), 7);
  await server.close();
  assert(!isAlive(pidsOf(first)[0]!));
});

test('a server that is killed comes back for the runs that use it', async (t) => {
  const server = sharedServer(t);
  const heard = ears();
  const { natsUrl } = await server.admit('one', heard);
  process.kill(pidsOf(heard)[0]!, 'SIGKILL');
  await eventually(() => pidsOf(heard).length === 2, 'it is started again');
  const next = await server.admit('other', ears());
  assert.equal(next.natsUrl, natsUrl);
  await train(t, 'other', next);
});

test('one that dies too often is told as given up, and replaced for the next run', async (t) => {
  const server = sharedServer(t, { ...RESTART_POLICY, restartsMax: 0 });
  const heard = ears();
  const place = await server.admit('one', heard);
  process.kill(pidsOf(heard)[0]!, 'SIGKILL');
  await eventually(() => heard.givenUp.length === 1, 'it is given up');
  await place.release();
  assert.deepEqual(heard.said, [], 'there is nothing left to be removed');
  const next = ears();
  await server.admit('other', next);
  assert.equal(next.givenUp.length, 0);
  assert.notDeepEqual(pidsOf(next), pidsOf(heard));
});

test('one that could not be started is tried again for the next run', async (t) => {
  const directory = join(temporaryDirectory(t), 'study');
  writeFileSync(directory, 'no folder');
  const server = new SharedServer(directory, 4);
  t.after(() => server.close());
  await assert.rejects(server.admit('one', ears()), /ENOTDIR/);
  rmSync(directory);
  await server.admit('other', ears());
});
