import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { type PeerResult, readResult, writeResult } from '../../../peer/io/peer-result.js';
import { CodistillError } from '../../../proto/errors.js';
import { type FakeCohort, startFakeCohort } from '../../support/fake-cohort.js';
import { eventually, readRecords, temporaryDirectory } from '../../support/launch.js';

const TIMEOUT = { timeout: 600_000 };
const STEPS = 60;

function hasCode(code: string): (error: unknown) => boolean {
  return (error) => error instanceof CodistillError && error.code === code;
}

for (const update of ['simultaneous', 'sequential']) {
  for (const quorum of ['any', 'all']) {
    test(
      `two peers teach each other and finish together, ${update}, quorum ${quorum}`,
      TIMEOUT,
      async (t) => {
        const cohort = await startFakeCohort(t, { distillation: { update }, exchange: { quorum } });
        const training = { stepsTotal: STEPS, stepMs: 5 };
        const outcomes = await Promise.all([
          cohort.startPeer('peer-0', training),
          cohort.startPeer('peer-1', training),
        ]);
        for (const { stoppedBy, result } of outcomes) {
          assert.equal(stoppedBy, 'finished');
          const { fullSteps, degradedSteps, soloSteps, missed } = result!;
          assert.equal(fullSteps + degradedSteps + soloSteps, STEPS);
          if (quorum === 'all') assert.deepEqual([fullSteps, missed], [STEPS, {}], 'at every step');
          assert.ok(fullSteps > 0, cohort.log.join('\n'));
        }
        const file = join(cohort.runDir, 'peers', 'peer-0', 'result.json');
        const result = JSON.parse(await readFile(file, 'utf8')) as PeerResult;
        assert.equal(result.steps, STEPS);
        assert.ok(result.bytesReceived >= result.fullSteps * 5_120);
        if (quorum === 'all') assert.ok(result.bytesSent >= STEPS * 5_120);
        const exchanges = (await cohort.records()).filter((record) => record.kind === 'exchange');
        assert.ok(exchanges.length >= 2, 'the exchange is recorded every round');
        assert.equal((await cohort.coordinator).stoppedBy, 'steps');
      },
    );
  }
}

test('peers on different batches are never taught by each other', TIMEOUT, async (t) => {
  const cohort = await startFakeCohort(t, {});
  const outcomes = await Promise.all([
    cohort.startPeer('peer-0', { stepsTotal: 20, stepMs: 5 }),
    cohort.startPeer('peer-1', { stepsTotal: 20, stepMs: 5, otherBatchAt: 10 }),
  ]);
  for (const { result } of outcomes) assert.ok(result!.soloSteps >= 10);
  // Whose prediction comes in time, be it of one of them, is compared.
  assert.ok(outcomes.some(({ result }) => result!.rejected.BATCH_MISMATCH! >= 1));
  assert.ok(cohort.log.some((line) => /BATCH_MISMATCH.*step 1\d: peer-\d and peer-\d/.test(line)));
});

test('a peer waits while its teacher evaluates', TIMEOUT, async (t) => {
  const cohort = await startFakeCohort(t, {});
  const training = { stepsTotal: 10, stepMs: 5 };
  await Promise.all([
    cohort.startPeer('peer-0', training),
    cohort.startPeer('peer-1', { ...training, evaluateAt: 1, evaluateMs: 2_500 }),
  ]);
  const taught = (await cohort.records()).find(({ kind, peer }) => kind === 'taught' && peer === 'peer-0');
  assert.equal((taught!.teachers as number[])[1], 1, cohort.log.join('\n'));
});

test(
  'a trainer that throws or exits ends its peer with an error, and the other one finishes',
  TIMEOUT,
  async (t) => {
    for (const fault of [{ throwAt: 10 }, { exitAt: 10 }]) {
      const cohort = await startFakeCohort(t, {});
      const failing = cohort.startPeer('peer-0', { stepsTotal: STEPS, stepMs: 5, ...fault });
      const other = cohort.startPeer('peer-1', { stepsTotal: STEPS, stepMs: 5 });
      await assert.rejects(failing, hasCode('ERR_INTERNAL'));
      const { result } = await other;
      assert.equal(result!.steps, STEPS);
      assert.ok(result!.soloSteps > 0);
    }
  },
);

test(
  'a peer that is started again when the run is over keeps the result of its end, and the run ends as it should',
  TIMEOUT,
  async (t) => {
    const training = { stepsTotal: STEPS, stepMs: 5 };
    for (const hadResult of [true, false]) {
      const cohort = await startFakeCohort(t, {});
      const failing = cohort.startPeer('peer-1', { ...training, throwAt: STEPS - 1 });
      const { result } = await cohort.startPeer('peer-0', training);
      await assert.rejects(failing, hasCode('ERR_INTERNAL'));
      const earlier = { ...result!, id: 'peer-1', samplesPerSecond: 77 };
      if (hadResult) await writeResult(cohort.runDir, earlier);
      const again = await cohort.startPeer('peer-1', { ...training, resumesAt: STEPS });
      assert.equal(again.stoppedBy, 'finished');
      if (hadResult) assert.deepEqual(again.result, earlier);
      else assert.ok(Number.isNaN(again.result!.samplesPerSecond), 'an empty life has no speed');
      assert.deepEqual(readResult(cohort.runDir, 'peer-1'), again.result);
      const { stoppedBy, reason } = await cohort.coordinator;
      assert.deepEqual(
        [stoppedBy, reason],
        ['steps', `the step budget: ${STEPS} steps`],
        'nobody was given up',
      );
    }
  },
);

test('a strict peer fails and says who is missing', TIMEOUT, async (t) => {
  const cohort = await startFakeCohort(t, { exchange: { quorum: 'all', waitMsMax: 2_000 } });
  const dying = cohort.startPeer('peer-0', { stepsTotal: STEPS, stepMs: 5, throwAt: 10 });
  const strict = cohort.startPeer('peer-1', { stepsTotal: STEPS, stepMs: 5 });
  await assert.rejects(dying);
  await assert.rejects(strict, (error) => {
    assert.ok(error instanceof CodistillError);
    assert.equal(error.code, 'ERR_STRICT_TIMEOUT');
    assert.match(error.message, /missing: peer-0/);
    return true;
  });
  const goodbye = /^coordinator: peer-1 \(incarnation 1\) left at step \d+: ERR_STRICT_TIMEOUT/;
  await eventually(() => cohort.log.some((line) => goodbye.test(line)), 'nobody waits for its lease');
});

test('an interrupted peer finishes its step, says goodbye and writes its result', TIMEOUT, async (t) => {
  const cohort = await startFakeCohort(t, {});
  const stop = new AbortController();
  const training = { stepsTotal: 100_000, stepMs: 5 };
  const leaving = cohort.startPeer('peer-0', training, { signal: stop.signal });
  const staying = new AbortController();
  const other = cohort.startPeer('peer-1', training, { signal: staying.signal });
  while (!cohort.log.some((line) => line.startsWith('peer-0 info: training starts'))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  stop.abort();
  const outcome = await leaving;
  assert.equal(outcome.stoppedBy, 'interrupted');
  assert.ok(outcome.result!.steps < 100_000);
  // With its reason: not because its lease has run out.
  while (!cohort.log.some((line) => /^coordinator: .*peer-0 .*left at step \d+: interrupted/.test(line))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  staying.abort();
  assert.equal((await other).stoppedBy, 'interrupted');
});

test('a second process of the same peer takes over from the first', TIMEOUT, async (t) => {
  const cohort = await startFakeCohort(t, {});
  const training = { stepsTotal: 100_000, stepMs: 5 };
  const stop = new AbortController();
  const first = cohort.startPeer('peer-0', training);
  const other = cohort.startPeer('peer-1', training, { signal: stop.signal });
  while (!cohort.log.some((line) => line.startsWith('peer-0 info: training starts'))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  const second = cohort.startPeer('peer-0', training, { signal: stop.signal });
  await assert.rejects(first, hasCode('ERR_SUPERSEDED'));
  stop.abort();
  const outcomes = await Promise.all([second, other]);
  assert.deepEqual(
    outcomes.map((outcome) => outcome.stoppedBy),
    ['interrupted', 'interrupted'],
  );
});

/** The newest record of a kind of one peer, or of all. */
function newest(cohort: FakeCohort, kind: string, field: 'step' | 'round', peer?: string): number {
  const own = readRecords(cohort.runDir).filter(
    (record) => record.kind === kind && (peer === undefined || record.peer === peer),
  );
  return Math.max(-1, ...own.map((record) => Number(record[field])));
}

test('training goes on while nats-server is gone, and rounds are heard again', TIMEOUT, async (t) => {
  const cohort = await startFakeCohort(t, {});
  const training = { stepsTotal: 1_000_000, stepMs: 10 };
  const stop = new AbortController();
  const peers = ['peer-0', 'peer-1'];
  const running = peers.map((peer) => cohort.startPeer(peer, training, { signal: stop.signal }));
  await eventually(() => newest(cohort, 'exchange', 'round') >= 1, 'training starts');
  await cohort.nats.kill();
  for (const peer of peers) {
    const before = newest(cohort, 'step', 'step', peer);
    await eventually(() => newest(cohort, 'step', 'step', peer) > before + 50, `${peer} trains on`);
  }
  // At most four rounds are open, and were announced before.
  const announced = newest(cohort, 'exchange', 'round') + 4;
  await cohort.nats.restart();
  for (const peer of peers)
    await eventually(() => newest(cohort, 'exchange', 'round', peer) > announced, `${peer} hears of rounds`);
  stop.abort();
  for (const { stoppedBy, result } of await Promise.all(running)) {
    assert.equal(stoppedBy, 'interrupted');
    assert.ok(result!.fullSteps > 0, cohort.log.join('\n'));
  }
});

test(
  'a peer with a run spec of its own is told in what it differs, and which of its modules has another text',
  TIMEOUT,
  async (t) => {
    const folder = temporaryDirectory(t);
    const network = join(folder, 'network.mjs');
    await writeFile(network, 'export default () => undefined;');
    const cohort = await startFakeCohort(t, { peers: [{ id: 'peer-0', network }, { id: 'peer-1' }] });
    await eventually(() => cohort.log.some((line) => /waiting for 2 peers/.test(line)), 'the run has begun');
    const training = { stepsTotal: 5, stepMs: 1 };
    const { spec } = cohort;
    const other = { ...spec, training: { ...spec.training, lr: 0.25 } };
    await assert.rejects(cohort.startPeer('peer-1', training, { spec: other }), (error) => {
      assert.ok(error instanceof CodistillError);
      assert.equal(error.code, 'ERR_JOIN_REFUSED');
      assert.match(error.message, /\n {2}training\.lr: [\d.]+ there, 0\.25 asked for$/);
      return true;
    });
    await writeFile(network, 'export default () => null;');
    await assert.rejects(cohort.startPeer('peer-0', training, { spec }), (error) => {
      assert.ok(error instanceof CodistillError);
      assert.equal(error.code, 'ERR_JOIN_REFUSED');
      assert.ok(error.message.includes(`module ${network}: this peer has `), error.message);
      return true;
    });
  },
);

test('a run spec is fetched, and a peer that the run does not have is refused', TIMEOUT, async (t) => {
  const cohort = await startFakeCohort(t, {});
  await assert.rejects(cohort.startPeer('nobody', { stepsTotal: 1, stepMs: 1 }), hasCode('ERR_CONFIG'));
  await assert.rejects(
    cohort.startPeer('peer-0', { stepsTotal: 1, stepMs: 1 }, { bind: 'tcp://0.0.0.0:*' }),
    hasCode('ERR_INSECURE_BIND'),
  );
});

test(
  'a module that only the coordinator names is not loaded, and is when its folder is allowed here',
  TIMEOUT,
  async (t) => {
    const folder = temporaryDirectory(t);
    const network = join(folder, 'network.mjs');
    await writeFile(network, 'export default () => undefined;');
    const cohort = await startFakeCohort(t, { peers: [{ id: 'peer-0', network }] });
    const training = { stepsTotal: 5, stepMs: 1 };
    await assert.rejects(cohort.startPeer('peer-0', training), hasCode('ERR_MODULE_NOT_ALLOWED'));
    const { stoppedBy } = await cohort.startPeer('peer-0', training, { allowModules: [folder] });
    assert.equal(stoppedBy, 'finished');
  },
);
