import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runSpecHash } from '../../../../proto/run-spec.js';
import { planRuns } from '../../../../scripts/compare/study.js';
import { placeOf } from '../../../../scripts/compare/study-directory.js';
import { knownEstimates, secondsLeft } from '../../../../scripts/reproduce/estimates.js';
import { temporaryDirectory } from '../../../support/launch.js';
import { smallTable } from '../../../support/small-table.js';

test('a run takes as long as those that are done, or as was measured of the same spec', (t) => {
  const directory = temporaryDirectory(t);
  const { study, cells } = smallTable({ cells: ['both'] });
  const places = planRuns(study).map((run) => placeOf(directory, run));
  const left = (): number | null => secondsLeft(knownEstimates(study, places, directory), places, 2);
  assert.equal(left(), null, 'nothing is known');
  const [alone, taught] = study.variants.map(({ spec }) => ({
    ...{ spec: runSpecHash(spec), stepSeconds: 1, startSeconds: 0, steps: 100 },
  }));
  const keep = (kept: object): void => writeFileSync(join(directory, 'estimates.json'), JSON.stringify(kept));
  keep({ alone, taught });
  assert(Math.abs(left()! - (8 * 110) / 2) < 1e-9);
  keep({ alone, taught: { ...taught, spec: 'of another spec' } });
  assert.equal(left(), null);
  const done = places.find(({ run }) => run.variant === 'taught')!;
  mkdirSync(done.directory, { recursive: true });
  const summary = { stoppedBy: 'steps', wallSeconds: 50, peers: [{ testAccuracy: 0.9 }] };
  writeFileSync(join(done.directory, 'summary.json'), JSON.stringify(summary));
  assert(Math.abs(left()! - (4 * 110 + 3 * 50) / 2) < 1e-9);
  const estimates = knownEstimates(study, places, directory);
  assert.equal(secondsLeft(estimates, places, 1, cells), secondsLeft(estimates, places, 1));
  assert.equal(secondsLeft(estimates, places, 1, []), 0);
});

test('measurements that a loss of power cut off are none', (t) => {
  const directory = temporaryDirectory(t);
  writeFileSync(join(directory, 'estimates.json'), '{"alone": ');
  assert.equal(knownEstimates(smallTable().study, [], directory).size, 0);
});
