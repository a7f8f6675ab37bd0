import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { predictionChurn } from '../../peer/core/scoring/churn.js';
import { readPredictions } from '../../peer/evaluation/predictions-file.js';
import { type MetricRecord, parseRecords } from '../../peer/files/metrics-file.js';
import type { RunFacts } from '../launch/run-facts.js';
import type { FailedRun } from './comparison.js';
import { meanOf } from './inference.js';
import { measuresOf } from './measures.js';
import type { ReportFacts } from './report.js';
import { type Retrainings, type RunMeasures, retrainingGroups } from './samples.js';
import type { Study } from './study.js';
import { type RunPlace, stateOf } from './study-directory.js';

/** Everything that the runs of a study left behind so far. */
export interface StudyFindings {
  readonly runs: readonly RunMeasures[];
  readonly failures: readonly FailedRun[];
  readonly retrainings: readonly Retrainings[];
  readonly facts: Omit<ReportFacts, 'command' | 'parallel'>;
}

/** Reads what lies in a study's directory. Runs that are not done are left out; failed ones are told apart. */
export function readStudy(study: Study, places: readonly RunPlace[]): StudyFindings {
  const runs: RunMeasures[] = [];
  const failures: FailedRun[] = [];
  const facts: RunFacts[] = [];
  const done: RunPlace[] = [];
  for (const place of places) {
    const state = stateOf(place);
    const { variant, seed } = place.run;
    if (state.kind === 'failed') failures.push({ variant, seed, ...state.failure });
    if (state.kind !== 'done') continue;
    const records = readRecords(place);
    runs.push(measuresOf(place.run, state.summary, records));
    facts.push(
      ...records.filter(({ kind }) => kind === 'run').map((record) => record as unknown as RunFacts),
    );
    done.push(place);
  }
  return { runs, failures, retrainings: readRetrainings(study, done), facts: factsOf(facts) };
}

function readRecords({ directory }: RunPlace): readonly MetricRecord[] {
  const file = join(directory, 'metrics.jsonl');
  if (!existsSync(file)) return [];
  return parseRecords(readFileSync(file, 'utf8'));
}

/** Churn of the first learner, which is the one that would be served: between every two trainings on the same data. */
function readRetrainings(study: Study, done: readonly RunPlace[]): readonly Retrainings[] {
  return study.variants.flatMap(({ name, spec }) =>
    [...retrainingGroups(study)].flatMap(([data, seeds]): Retrainings[] => {
      const trained = done.filter(({ run }) => run.variant === name && seeds.includes(run.seed));
      const served = spec.peers.find(({ role }) => role === 'learner')!.id;
      const predictions = trained.map(({ directory }) => readPredictions(directory, served, 'last'));
      const pairs = predictions.flatMap((one, i) =>
        predictions.slice(i + 1).map((other) => [one, other] as const),
      );
      if (pairs.length === 0) return [];
      const churns = pairs.map(([a, b]) => predictionChurn(a.probabilities, b.probabilities, a.classes));
      return [
        {
          variant: name,
          data,
          churn: meanOf(churns.map(({ disagreement }) => disagreement)),
          variation: meanOf(churns.map(({ totalVariation }) => totalVariation)),
        },
      ];
    }),
  );
}

function factsOf(facts: readonly RunFacts[]): StudyFindings['facts'] {
  const each = (text: (one: RunFacts) => string): readonly string[] => [...new Set(facts.map(text))].sort();
  const times = facts.map(({ startedAt }) => startedAt).sort();
  return {
    commits: each(({ commit }) => commit ?? 'no git checkout'),
    machines: each(({ machine }) => `${machine.cores} cores of ${machine.cpu}, ${machine.platform}`),
    versions: each(({ versions }) =>
      Object.entries(versions)
        .map(([name, version]) => `${name} ${version ?? '–'}`)
        .join(', '),
    ),
    from: times[0] ?? null,
    to: times.at(-1) ?? null,
  };
}
