import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { lockDirectory } from '../../../scripts/directory-lock.js';
import { listRuns } from '../../../scripts/runs.js';
import { failure } from '../../support/data-files.js';
import { temporaryDirectory } from '../../support/launch.js';
import { writeRun } from '../../support/run-folders.js';

test('runs come newest first, each with what it was and what came of it', (t) => {
  const folder = temporaryDirectory(t);
  writeRun(folder, 'b', { startedAt: '2026-11-02T10:00:00.000Z', stoppedBy: 'steps', testAccuracy: 0.98 });
  writeRun(folder, 'a', {
    ...{ startedAt: '2026-11-03T10:00:00.000Z', stoppedBy: 'interrupted', networks: ['cnn'] },
    ...{ step: 20, testAccuracy: 0.5 },
  });
  writeRun(folder, 'c', { startedAt: '2026-11-01T10:00:00.000Z', networks: ['mlp', 'cnn', 'mlp'], step: 60 });
  const { runs, broken } = listRuns(folder);
  const shown = runs.map(({ path, startedAt, ...told }) => [
    path.at(-1),
    startedAt.slice(8, 10),
    ...Object.values(told),
  ]);
  assert.deepEqual(shown, [
    ['a', '03', 'cnn', 'mnist', 'lockstep', 'interrupted', 20, 0.25, 1], // the only peer's own
    ['b', '02', '2 mlp', 'mnist', 'lockstep', 'steps', 40, 0.98, 0.25],
    ['c', '01', '2 mlp, cnn', 'mnist', 'lockstep', 'ended early', 60, null, null],
  ]);
  assert.deepEqual(broken, []);
  assert.deepEqual(listRuns(join(folder, 'b')).runs, [runs[1]], 'of a run itself that one');
});

test('a run whose launcher lives is running, whatever it left before', (t) => {
  const folder = temporaryDirectory(t);
  const path = writeRun(folder, 'a', { startedAt: '2026-11-02T10:00:00.000Z', stoppedBy: 'interrupted' });
  const release = lockDirectory(path, '--run-dir', { onTrouble: assert.fail, onTaken: assert.fail });
  const state = (): string => listRuns(folder).runs[0]!.state;
  assert.equal(state(), 'running');
  release();
  assert.equal(state(), 'interrupted');
});

test('folders of runs that cannot be read are told apart, other folders left out', (t) => {
  const folder = temporaryDirectory(t);
  const ended = { startedAt: '2026-11-02T10:00:00.000Z', stoppedBy: 'steps' };
  writeRun(folder, 'whole', ended);
  writeFileSync(join(writeRun(folder, 'no-yaml', ended), 'run-spec.yaml'), 'peers: [');
  writeFileSync(join(writeRun(folder, 'half', ended), 'summary.json'), '{"peers": [');
  writeFileSync(join(writeRun(folder, 'other', ended), 'summary.json'), '7');
  rmSync(join(writeRun(folder, 'no-spec', ended), 'run-spec.yaml'));
  mkdirSync(join(folder, 'study', 'cells'), { recursive: true });
  writeFileSync(join(folder, 'file'), '');
  const { runs, broken } = listRuns(folder);
  assert.deepEqual(
    runs.map(({ path }) => path),
    [join(folder, 'whole')],
  );
  const problems = broken.map(({ path, problem }) => `${path.slice(folder.length + 1)}: ${problem}`).sort();
  const expected = [
    /^half: .*no summary: .*JSON/,
    /^no-spec: .*run-spec\.yaml/,
    /^no-yaml: .*no run spec|not a run spec/,
    /^other: .*no summary: it has no peers/,
  ];
  assert.equal(problems.length, expected.length);
  for (const [i, problem] of problems.entries()) assert.match(problem, expected[i]!);
  assert.throws(() => listRuns(join(folder, 'nowhere')), failure('ERR_RUN_DIR', /cannot list the runs in/));
});

test('of a run without a record the time of its spec is known, and a cut line is no step', (t) => {
  const folder = temporaryDirectory(t);
  const path = writeRun(folder, 'a', { startedAt: '2026-11-02T10:00:00.000Z' });
  appendFileSync(join(path, 'metrics.jsonl'), '{"kind":"step","step":99');
  assert.equal(listRuns(folder).runs[0]!.steps, 40);
  rmSync(join(path, 'metrics.jsonl'));
  const [run] = listRuns(folder).runs;
  assert.equal(run!.steps, null);
  assert.ok(Math.abs(Date.parse(run!.startedAt) - Date.now()) < 86_400_000);
});
