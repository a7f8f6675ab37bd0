import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { EXIT_CODES } from '../../proto/errors.js';
import { dataSeed, parseRunSpec } from '../../proto/run-spec.js';
import type { Report } from '../../scripts/compare/report.js';
import { StudyRun } from '../../scripts/compare/run-study.js';
import { placeOf, stateOf } from '../../scripts/compare/study-directory.js';
import { WarmScorer } from '../../scripts/compare/warm-scorer.js';
import { readRunSpec } from '../../scripts/launch/run-directory.js';
import { SharedServer } from '../../scripts/launch/shared-server.js';
import type { RunSummary } from '../../scripts/launch/summary.js';
import { WarmProcesses } from '../../scripts/launch/warm-processes.js';
import { braked } from '../support/brake.js';
import {
  codistill,
  eventually,
  isAlive,
  type MetricRecord,
  Running,
  readRecords,
  readSummary,
  temporaryDirectory,
} from '../support/launch.js';

/** @param view - Of the peers that are taught. */
const study = (view: string): string => `
name: tiny
about: Two variants, two seeds.
base:
  data: { name: 'synthetic:classes=4,size=4x4x1,train=400,test=200,noise=0.8' }
  training: { batch: 20, steps: 40, evaluateEverySteps: 10 }
  network: mlp:16
variants:
  alone: { exchange: { mode: none } }
  taught: { exchange: { mode: lockstep }, peers: [{ view: ${view} }, { view: ${view} }] }
seeds: 2
seedsPerData: 2
target: { value: baseline-final }
gates: [{ metric: trainAccuracy, variants: [alone], min: 0.3 }]
hypotheses:
  - { name: it sends, test: difference, metric: bytesSent, variant: taught, direction: higher }
`;

/** The processes of a run, once its two peers have begun, by what its study noted of them. */
async function processesOf(runDir: string): Promise<readonly number[]> {
  const started = (name: string): number[] => {
    const log = existsSync(`${runDir}.log`) ? readFileSync(`${runDir}.log`, 'utf8') : '';
    return [...log.matchAll(new RegExp(`^${name}: started[^,]*, pid (\\d+)`, 'gm'))].map(([, pid]) =>
      Number(pid),
    );
  };
  await eventually(() => started('peer-1').length > 0, `a run in ${runDir}`);
  return started('\\S+');
}

test('a study that is killed half-way goes on where it was, and ends in a table', async (t) => {
  const directory = temporaryDirectory(t);
  const file = join(directory, 'tiny.yaml');
  const { view, release } = braked(t, 20, 1_000); // a run of 40 steps is killed before its end
  writeFileSync(file, study(view));
  const studyDir = join(directory, 'tiny');
  const runDir = (variant: string, seed: number): string => join(studyDir, 'runs', variant, `seed-${seed}`);
  const args = ['compare', file, '--study-dir', studyDir, '--parallel', '1'];

  const killed = new Running(args);
  await killed.seen(/alone, seed 1: test accuracy/);
  const second = runDir('taught', 1);
  // Those of the first run are warm; a user's module has processes of its own.
  const warm = await processesOf(runDir('alone', 1));
  const processes = [...(await processesOf(second)), ...warm];
  assert.equal(new Set(processes).size, 7, 'one nats-server, and of each run the coordinator and two peers');
  assert(isAlive(warm.at(-1)!));
  killed.child.kill('SIGKILL');
  await killed.finished;
  await eventually(() => !processes.some(isAlive), 'the run under way ends with its study');
  assert.equal(existsSync(join(second, 'summary.json')), false, 'it was ended, it did not come to its end');
  release();
  const firstDone = statSync(join(runDir('alone', 1), 'summary.json')).mtimeMs;

  const resumed = await codistill([...args, '--json']);
  assert.equal(resumed.code, 0, resumed.stderr);
  const report = JSON.parse(resumed.stdout) as Report;
  assert.equal(
    statSync(join(runDir('alone', 1), 'summary.json')).mtimeMs,
    firstDone,
    'what was done is not done again',
  );
  await t.test('every number of the table is that of the runs', () => {
    const { columns, rows, gates, hypotheses } = report.comparison;
    assert.deepEqual(
      columns.map(({ variant, runsDone, runsPlanned }) => [variant, runsDone, runsPlanned]),
      [
        ['alone', 2, 2],
        ['taught', 2, 2],
      ],
    );
    for (const variant of ['alone', 'taught']) {
      for (const seed of [1, 2]) {
        const { peers, ensemble } = readSummary(runDir(variant, seed));
        const value = (key: string): number =>
          rows.find((row) => row.key === key)!.cells[variant]!.values[seed]!;
        assert.equal(value('testAccuracy'), (peers[0]!.testAccuracy + peers[1]!.testAccuracy) / 2);
        assert.equal(value('testLoss'), (peers[0]!.testLoss + peers[1]!.testLoss) / 2);
        assert.equal(value('ensembleAccuracy'), ensemble.testAccuracy);
        assert.equal(value('steps'), 40);
        assert(value('bestTestAccuracy') > 0.3 && value('trainAccuracy') > 0.3);
      }
    }
    const keys = rows.map(({ key }) => key);
    for (const key of [
      'churn',
      'variation',
      'stepsToTarget',
      'secondsToTarget',
      'waitFraction',
      'samplesPerSecond',
    ]) {
      assert(keys.includes(key), key);
    }
    assert.equal(gates[0]!.passed, true);
    assert.equal(hypotheses[0]!.findings[0]!.effect.n, 2);
  });
  await t.test(
    'arms of a seed share it for weights, batches and data; a retraining shares the data alone',
    () => {
      const seeds = (variant: string, seed: number): readonly number[] => {
        const { training, data } = readRunSpec(runDir(variant, seed));
        return [training.seed, dataSeed({ training, data })];
      };
      assert.deepEqual(
        [seeds('alone', 1), seeds('taught', 1)],
        [
          [1, 1],
          [1, 1],
        ],
      );
      assert.deepEqual(
        [seeds('alone', 2), seeds('taught', 2)],
        [
          [2, 1],
          [2, 1],
        ],
      );
    },
  );
  await t.test(
    'one process scores all runs, as one for each does, and another comes where it died',
    async (t) => {
      const places = ['alone', 'taught'].flatMap((variant) => [1, 2].map((seed) => runDir(variant, seed)));
      // Of the process that a launcher has for scoring by itself.
      assert(places.every((place) => !existsSync(join(place, 'logs', 'evaluate.log'))));
      const scorer = new WarmScorer();
      t.after(() => scorer.close());
      const wishes = { scoreTraining: true, scoreFlatness: true, savePredictions: false, saveLogits: false };
      const request = { runDir: places[0]!, ...wishes };
      const answers = [await scorer.score(request), await scorer.score(request)];
      const alone = await codistill([
        ...['evaluate', places[0]!, '--json', '--checkpoint', 'both'],
        ...['--score-training', '--score-flatness'],
      ]);
      const scores = { kind: 'scores', scores: JSON.parse(alone.stdout) };
      assert.deepEqual(answers, [scores, scores]);
      const missing = await scorer.score({ ...request, runDir: join(studyDir, 'nowhere') });
      assert.equal(missing.kind === 'error' && missing.error.code, 'ERR_RUN_DIR');
      process.kill(scorer.pid!, 'SIGKILL');
      const next = await scorer.score(request);
      assert(next.kind === 'died' || next.kind === 'scores'); // whichever we hear of first
      assert.deepEqual(await scorer.score(request), scores);
    },
  );
  await t.test('the report lies beside the runs, and a further call only writes it again', async () => {
    for (const name of ['table.md', 'table.csv', 'values.csv', 'table.json', 'curves.html', 'curves.svg']) {
      assert(statSync(join(studyDir, name)).size > 100, name);
    }
    const again = await codistill(args);
    assert.equal(again.code, 0, again.stderr);
    assert.match(again.stdout, /4 of 4 runs/);
    assert.match(again.stdout, /│ test accuracy +│/);
    assert.doesNotMatch(again.stdout, /seed 1: test accuracy/, 'nothing was run');
  });
});

/** All that a run of a peer leaves but its times: files of its checkpoints, its records, its scores. */
function leavings(runDir: string, peerId: string): unknown {
  const folder = join(runDir, 'peers', peerId, 'checkpoints');
  const timeless = (record: MetricRecord): [string, unknown][] =>
    Object.entries(record).filter(([name]) => !/Ms$|Seconds$|Fraction$|PerSecond$/.test(name));
  const told = ['step', 'evaluation'];
  const records = readRecords(runDir).filter(
    ({ kind, peer }) => told.includes(String(kind)) && peer === peerId,
  );
  const { peers } = JSON.parse(readFileSync(join(runDir, 'summary.json'), 'utf8')) as Pick<
    RunSummary,
    'peers'
  >;
  const { testLoss, testAccuracy, best, restarts, numerics } = peers.find(({ id }) => id === peerId)!;
  return {
    checkpoints: readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'base64')]),
    records: records.map(timeless),
    scores: { testLoss, testAccuracy, best, restarts, numerics },
  };
}

test('runs of processes that stay warm equal runs that are launched one by one, bit for bit', async (t) => {
  const directory = temporaryDirectory(t);
  const file = join(directory, 'warm.yaml');
  const strict = study('full')
    .replace('steps: 40', 'steps: 20')
    .replace('base:', 'base:\n  exchange: { quorum: all }');
  writeFileSync(file, strict.replace('seedsPerData: 2\n', ''));
  const studyDir = join(directory, 'warm');
  const warm = await codistill(['compare', file, '--study-dir', studyDir, '--parallel', '1']);
  assert.equal(warm.code, 0, warm.stdout + warm.stderr);
  const places = ['alone', 'taught'].map((variant) => join(studyDir, 'runs', variant, 'seed-2'));
  const pids = await Promise.all(places.map(processesOf));
  assert.deepEqual(pids[0], pids[1], 'both had the same nats-server, coordinator and peers');
  assert.deepEqual(pids.flat().filter(isAlive), [], 'no process outlives the study');
  for (const place of places) {
    const cold = `${place}-cold`;
    const alone = await codistill(['launch', '--config', `${place}.yaml`, '--run-dir', cold, '--json']);
    assert.equal(alone.code, 0, alone.stderr);
    for (const id of ['peer-0', 'peer-1']) assert.deepEqual(leavings(place, id), leavings(cold, id));
  }
});

test('a run begins while the one before it is scored', { timeout: 300_000 }, async (t) => {
  const directory = temporaryDirectory(t);
  const spec = parseRunSpec({
    data: { name: 'synthetic:classes=4,size=4x4x1,train=400,test=200' },
    training: { batch: 20, steps: 20 },
    exchange: { mode: 'none' },
    peers: [{ id: 'peer-0', network: 'mlp:8' }],
  });
  const places = ['first', 'second'].map((variant) => placeOf(directory, { variant, seed: 1, spec }));
  const [scorer, processes, server] = [new WarmScorer(), new WarmProcesses(), new SharedServer(directory, 1)];
  t.after(async () => {
    scorer.close();
    processes.close();
    await server.close();
  });
  const second = new AbortController();
  const begun = once(second.signal, 'abort');
  const ignore = (): void => {};
  const study = new StudyRun({
    ...{
      places,
      parallel: 1,
      scoresAside: true,
      retryFailed: false,
      resume: false,
      nowMs: () => performance.now(),
    },
    settings: {
      ...{ dataDir: undefined, cores: 2, processes, server },
      scores: { scoreTraining: false, savePredictions: false },
      scorer: { score: (request) => begun.then(() => scorer.score(request)) },
    },
    view: {
      ...{ moved: ignore, ended: ignore, progress: ignore, say: ignore, close: ignore },
      started: (place) => {
        if (place === places[1]) second.abort();
      },
    },
    interruption: new AbortController().signal,
  });
  await study.finish();
  assert.deepEqual(
    places.map((place) => stateOf(place).kind),
    ['done', 'done'],
  );
});

test('a variant that diverges is told as failed, and not tried again unasked', async (t) => {
  const studyDir = join(temporaryDirectory(t), 'study');
  const args = [
    ...['compare', '--study-dir', studyDir, '--seeds', '1'],
    ...[
      '--data',
      'synthetic:classes=4,size=4x4x1,train=400,test=200',
      '--network',
      'mlp:16',
      '--steps',
      '20',
    ],
    ...['--variant', 'fit: --exchange none', '--variant', 'burst: --exchange none --lr 1e30'],
  ];
  const ended = await codistill(args);
  assert.equal(ended.code, EXIT_CODES.ERR_NON_FINITE, ended.stdout + ended.stderr);
  assert.match(ended.stdout, /burst, seed 1: failed after .*ERR_NON_FINITE/);
  assert.match(ended.stdout, /│ runs +│ 1 of 1 +│ 0 of 1/);
  assert.match(ended.stderr, /1 of 2 runs failed/);
  const again = await codistill([...args, '--report-only']);
  assert.equal(again.code, EXIT_CODES.ERR_NON_FINITE);
  assert.match(again.stdout, /failed: burst, seed 1: ERR_NON_FINITE/);
});

test('Ctrl-C ends the runs under way, and they count as neither done nor failed', async (t) => {
  const studyDir = join(temporaryDirectory(t), 'study');
  const running = new Running([
    ...[
      'compare',
      '--study-dir',
      studyDir,
      '--seeds',
      '1',
      '--vary',
      'exchange=none lockstep',
      '--parallel',
      '2',
    ],
    ...[
      '--data',
      'synthetic:classes=4,size=4x4x1,train=400,test=200',
      '--network',
      'mlp:16',
      '--steps',
      '1000000',
    ],
  ]);
  const places = ['none', 'lockstep'].map((variant) => join(studyDir, 'runs', variant, 'seed-1'));
  await Promise.all(places.map(processesOf));
  const [server, ...others] = await processesOf(places[0]!);
  process.kill(others.at(-1)!, 'SIGKILL');
  const told = (place: string): string => readFileSync(`${place}.log`, 'utf8');
  await eventually(
    () => /^peer-1: started again/m.test(told(places[0]!)),
    'a warm peer that is killed is replaced',
  );
  process.kill(server!, 'SIGKILL');
  await eventually(
    () => places.every((place) => /^nats-server: started again/m.test(told(place))),
    'both runs hear that their nats-server is back',
  );
  const pids = (await Promise.all(places.map(processesOf))).flat();
  running.child.kill('SIGINT');
  const ended = await running.finished;
  assert.equal(ended.code, EXIT_CODES.ERR_INTERRUPTED, ended.stdout + ended.stderr);
  assert.deepEqual(pids.filter(isAlive), []);
  assert(places.every((place) => !existsSync(join(place, 'failure.json'))));
  assert.match(ended.stdout, /│ runs +│ 0 of 1 +│ 0 of 1/);
});
