import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { stringify } from 'yaml';
import type { CodistillError } from '../../../../proto/errors.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { planRuns } from '../../../../scripts/compare/study.js';
import {
  openStudyDirectory,
  placeOf,
  prepareRun,
  type RunPlace,
  recordFailure,
  stateOf,
} from '../../../../scripts/compare/study-directory.js';
import { temporaryDirectory } from '../../../support/launch.js';
import { smallStudy } from '../../../support/small-study.js';

const QUIET = { onTrouble() {}, onTaken() {} };
const RUNS = planRuns(smallStudy({ seeds: [1] }));

function writeSummary({ directory, run }: RunPlace, summary: object): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'run-spec.yaml'), stringify(run.spec));
  writeFileSync(join(directory, 'summary.json'), JSON.stringify(summary));
}
const COMPLETE = { stoppedBy: 'steps', peers: [{ testAccuracy: 0.9 }] };

test('a run is absent, begun, failed or done', (t) => {
  const place = placeOf(temporaryDirectory(t), RUNS[0]!);
  const kind = (): string => stateOf(place).kind;
  assert.equal(kind(), 'absent');
  mkdirSync(place.directory, { recursive: true });
  assert.equal(kind(), 'begun');
  writeSummary(place, { ...COMPLETE, stoppedBy: 'interrupted' });
  assert.equal(kind(), 'begun', 'an interrupted run is not done');
  writeSummary(place, { stoppedBy: 'steps', peers: [{ testAccuracy: null }] });
  assert.equal(kind(), 'begun', 'a run that was not scored is not done');
  writeSummary(place, COMPLETE);
  assert.equal(kind(), 'done');
  recordFailure(place, { code: 'ERR_NON_FINITE', message: 'NaN' });
  assert.deepEqual(stateOf(place), { kind: 'failed', failure: { code: 'ERR_NON_FINITE', message: 'NaN' } });
});

test('a summary or a failure that a loss of power cut off is none: its run is begun again', (t) => {
  const place = placeOf(temporaryDirectory(t), RUNS[0]!);
  writeSummary(place, COMPLETE);
  writeFileSync(join(place.directory, 'failure.json'), '');
  assert.equal(stateOf(place).kind, 'done');
  writeFileSync(join(place.directory, 'summary.json'), '{"stoppedBy": ');
  assert.equal(stateOf(place).kind, 'begun');
});

test('what an earlier try left is cleared away before a run is begun again, but for the logs of the last one that failed', (t) => {
  const place = placeOf(temporaryDirectory(t), RUNS[0]!);
  for (const said of ['older', 'old']) {
    recordFailure(place, { code: 'ERR_DISK', message: '' });
    writeFileSync(place.logFile, said);
    mkdirSync(join(place.directory, 'logs'));
    writeFileSync(join(place.directory, 'logs', 'peer-0.log'), `${said} peer`);
    prepareRun(place);
  }
  assert.equal(stateOf(place).kind, 'absent');
  assert.equal(existsSync(place.logFile), false);
  const logs = ['launch.log', 'logs/peer-0.log'];
  assert.deepEqual(
    logs.map((name) => readFileSync(join(place.failedDirectory, name), 'utf8')),
    ['old', 'old peer'],
  );
  assert.match(readFileSync(place.specFile, 'utf8'), /exchange:/);
});

test('a run that was trained with another spec is not taken for this one', (t) => {
  const path = temporaryDirectory(t);
  const place = placeOf(path, RUNS[0]!);
  const open = () => openStudyDirectory(path, 'small', RUNS, QUIET);
  writeSummary({ ...place, run: { ...place.run, spec: parseRunSpec({ training: { lr: 0.7 } }) } }, COMPLETE);
  assert.throws(open, (error: CodistillError) => {
    assert.equal(error.code, 'ERR_RUN_DIR');
    assert.match(error.message, /alone, seed 1.*training\.lr: 0\.7 there/s);
    return true;
  });
  writeSummary(place, COMPLETE);
  open().release();
});

test('a directory that cannot be made is told by the option that names it', (t) => {
  const file = join(temporaryDirectory(t), 'file');
  writeFileSync(file, '');
  assert.throws(() => openStudyDirectory(join(file, 'study'), 'small', RUNS, QUIET), {
    code: 'ERR_RUN_DIR',
    message: /^cannot create the directory .*study: /,
    fix: /--study-dir/,
  });
});

test('only one process compares in a directory', (t) => {
  const path = temporaryDirectory(t);
  const directory = openStudyDirectory(path, 'small', RUNS, QUIET);
  assert.throws(() => openStudyDirectory(path, 'small', RUNS, QUIET), { code: 'ERR_RUN_DIR_BUSY' });
  directory.release();
});

test('a run that was killed on the way is kept where it is to go on, but not one of another spec', (t) => {
  const place = placeOf(temporaryDirectory(t), RUNS[0]!);
  const other = { ...place, run: { ...place.run, spec: parseRunSpec({ training: { lr: 0.5 } }) } };
  writeSummary(place, { stoppedBy: 'interrupted', peers: [] });
  prepareRun(place, true);
  assert.equal(stateOf(place).kind, 'begun');
  prepareRun(other, true);
  assert.equal(stateOf(place).kind, 'absent');
});
