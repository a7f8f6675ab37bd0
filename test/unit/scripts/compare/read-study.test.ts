import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { savePredictions } from '../../../../peer/evaluation/predictions-file.js';
import { readStudy } from '../../../../scripts/compare/read-study.js';
import { planRuns } from '../../../../scripts/compare/study.js';
import { placeOf, recordFailure } from '../../../../scripts/compare/study-directory.js';
import { temporaryDirectory } from '../../../support/launch.js';
import { smallStudy, smallVariant } from '../../../support/small-study.js';

const SCORES = { testAccuracy: 0.9, testLoss: 0.3 };
const FACTS = {
  startedAt: '2026-11-22T08:00:00.000Z',
  commit: 'abc',
  versions: { codistill: '0.1.0', node: '20' },
  machine: { cores: 2, cpu: 'CPU', platform: 'linux' },
};

test('runs that are done are measured, failed ones are told, churn is between trainings on the same data', (t) => {
  const path = temporaryDirectory(t);
  const study = smallStudy({
    variants: [smallVariant('alone', 'alone')],
    seeds: [1, 2, 3, 4, 5],
    seedsPerData: 2,
  });
  const places = planRuns(study).map((run) => placeOf(path, run));
  // Two classes, four samples: the first class's probability by seed. Seeds 1 and 2 share data, as do 3 and 4.
  const first: Readonly<Record<number, readonly number[]>> = {
    1: [0.9, 0.9, 0.2, 0.2],
    2: [0.9, 0.4, 0.2, 0.2],
    3: [0.5, 0.9, 0.2, 0.2],
  };
  for (const place of places) {
    const { seed } = place.run;
    const probabilities = first[seed];
    if (probabilities === undefined) continue;
    mkdirSync(join(place.directory, 'peers', 'a'), { recursive: true });
    const peers = [{ id: 'a', ...SCORES, best: SCORES, restarts: 0 }];
    writeFileSync(
      join(place.directory, 'summary.json'),
      JSON.stringify({ stoppedBy: 'steps', wallSeconds: 1, peers, ensemble: SCORES, agreement: null }),
    );
    writeFileSync(
      join(place.directory, 'metrics.jsonl'),
      `${JSON.stringify({ kind: 'run', ...FACTS, startedAt: `2026-11-22T0${seed}:00:00.000Z` })}\n{"kind":"ev`,
    );
    savePredictions(place.directory, 'last', {
      peer: 'a',
      step: 1,
      dataDigest: 'd',
      classNames: [],
      samples: 4,
      positions: 1,
      classes: 2,
      ids: Uint32Array.of(0, 1, 2, 3),
      probabilities: Float32Array.from(probabilities.flatMap((p) => [p, 1 - p])),
    });
  }
  recordFailure(places[3]!, { code: 'ERR_NON_FINITE', message: 'NaN' });
  const { runs, failures, retrainings, facts } = readStudy(study, places);
  assert.deepEqual(
    runs.map(({ seed }) => seed),
    [1, 2, 3],
  );
  assert.deepEqual(failures, [{ variant: 'alone', seed: 4, code: 'ERR_NON_FINITE', message: 'NaN' }]);
  assert.equal(retrainings.length, 1, 'seed 3 has lost its partner');
  assert.deepEqual([retrainings[0]!.data, retrainings[0]!.churn], [1, 0.25]);
  assert(Math.abs(retrainings[0]!.variation - 0.125) < 1e-7);
  assert.deepEqual(
    [facts.from, facts.to, facts.commits],
    ['2026-11-22T01:00:00.000Z', '2026-11-22T03:00:00.000Z', ['abc']],
  );
  assert.deepEqual(facts.machines, ['2 cores of CPU, linux']);
});
