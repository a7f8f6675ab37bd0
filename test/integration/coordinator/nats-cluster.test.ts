import assert from 'node:assert/strict';
import process from 'node:process';
import { test } from 'node:test';
import { connect } from 'nats';
import { runExchangeCohort } from '../../../bench/exchange-cohort.js';
import { openSnapshotBucket } from '../../../coordinator/net/snapshot-bucket.js';
import { makeWeightsBucket } from '../../../coordinator/net/weights-bucket.js';
import { SNAPSHOT_BUCKET, weightsBucket } from '../../../proto/subjects.js';
import { examineNats } from '../../../scripts/net/watch.js';
import { startTestNatsCluster, type TestNatsCluster } from '../../support/nats-cluster.js';
import { startTestNatsServer } from '../../support/nats-server.js';

/** `CODISTILL_LEADER_KILLS=20` kills more leaders, some five minutes. */
const KILLS = Number(process.env.CODISTILL_LEADER_KILLS ?? 2);
/** A killed leader is missed for 6 to 10 s. */
const KILL_MS = 12_000;
const STEP_MS = 25;
const PUT_MS_MAX = 60_000;

/** A put that lasts until the bucket has a leader again. */
async function putTook(cluster: TestNatsCluster, value: string): Promise<number> {
  const beganMs = performance.now();
  for (;;) {
    try {
      const connection = await connect({ servers: cluster.url.split(','), reconnect: false, timeout: 1_000 });
      try {
        const kv = await openSnapshotBucket(connection, cluster.url);
        await kv.put('probe', value);
        assert.equal((await kv.get('probe'))?.string(), value);
        return performance.now() - beganMs;
      } finally {
        await connection.close();
      }
    } catch (error) {
      if (performance.now() - beganMs > PUT_MS_MAX) throw error;
    }
  }
}

/** The server that leads the bucket of snapshots. */
async function leaderOf(cluster: TestNatsCluster): Promise<string> {
  const connection = await connect({ servers: cluster.url.split(',') });
  try {
    const manager = await connection.jetstreamManager();
    const { config, cluster: group } = await manager.streams.info(`KV_${SNAPSHOT_BUCKET}`);
    assert.equal(config.num_replicas, 3);
    return group!.leader!;
  } finally {
    await connection.close();
  }
}

test(`no step is lost while the leader of a cluster of three is killed ${KILLS} times`, async (t) => {
  const cluster = await startTestNatsCluster();
  t.after(() => cluster.stop());
  await examineNats({ natsUrl: cluster.url, natsProof: {} });
  const exchanges = Math.ceil((KILLS * KILL_MS) / STEP_MS);
  const work = { classes: 3, stepMs: STEP_MS, stages: [{ rows: 4, warmUps: 0, exchanges }] };
  let begin = (): void => {};
  const began = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const training = runExchangeCohort(2, work, {
    natsUrl: cluster.url,
    roundSteps: 100,
    log: ({ message }) => {
      if (message.startsWith('round 1,')) begin();
    },
  });
  await Promise.race([began, training]);
  const puts: number[] = [];
  for (let i = 0; i < KILLS; i++) {
    const leader = cluster.named(await leaderOf(cluster));
    await leader.kill();
    puts.push(await putTook(cluster, `after ${i}`));
    await leader.restart();
    await putTook(cluster, `whole after ${i}`);
  }
  t.diagnostic(`a put succeeded after ${puts.map((ms) => Math.round(ms)).join(', ')} ms`);
  const spans = await training; // it throws where an exchange went without a teacher
  assert.deepEqual(
    spans.map(({ spansMs }) => spansMs.length),
    [exchanges, exchanges],
  );
});

test('the buckets of a cluster are kept three times, and what is no such cluster is refused', async (t) => {
  const cluster = await startTestNatsCluster();
  t.after(() => cluster.stop());
  const access = { natsUrl: cluster.url, natsProof: {} };
  await examineNats(access);
  const connection = await connect({ servers: cluster.url.split(',') });
  await makeWeightsBucket(connection, cluster.url, 'run');
  const manager = await connection.jetstreamManager();
  const weights = await manager.streams.info(`KV_${weightsBucket('run')}`);
  assert.equal(weights.config.num_replicas, 3);
  await manager.streams.update(`KV_${SNAPSHOT_BUCKET}`, { num_replicas: 1 });
  await connection.close();
  await assert.rejects(examineNats(access), { code: 'ERR_NATS_CLUSTER', message: /has 1$/ });

  const alone = await startTestNatsServer();
  t.after(() => alone.stop());
  const [first, second] = cluster.servers.map(({ url }) => url);
  await assert.rejects(examineNats({ ...access, natsUrl: [first, second, alone.url].join(',') }), {
    code: 'ERR_NATS_CLUSTER',
    message: new RegExp(`${alone.url} is in no cluster`),
  });
  await cluster.servers[1]!.kill();
  await cluster.servers[2]!.kill();
  await assert.rejects(examineNats(access), {
    code: 'ERR_NATS_CLUSTER',
    message: /only 1 of 3 servers answer, which is no majority/,
  });
});
