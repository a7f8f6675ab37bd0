import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecords } from '../../peer/files/metrics-file.js';
import { CodistillError, type ErrorCode, EXIT_CODES } from '../../proto/errors.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { type LaunchSettings, launchInStudy } from '../compare/launched-run.js';
import type { PlannedRun } from '../compare/study.js';
import { placeOf, prepareRun } from '../compare/study-directory.js';
import { type Pace, stepSecondsOf, stepsIn } from './pace.js';

/** Held out while the pace is measured, so that validating takes no time. */
const HELD_OUT = 0.002;
const STEPS_A_LOOK = 4;
const LOOK_MS = 250;

/**
 * Trains a few steps of a run as it will be trained, and tells how fast it goes.
 *
 * @param directory - Where it may write; what it wrote is gone afterwards.
 * @throws {CodistillError} The run's own error.
 */
export async function measurePace(
  run: PlannedRun,
  directory: string,
  settings: LaunchSettings,
): Promise<Pace> {
  const place = placeOf(directory, { ...run, spec: briefly(run.spec) });
  prepareRun(place);
  const startMs = performance.now();
  let steps = 0;
  const launched = launchInStudy(place, settings, (line) => {
    steps = stepsIn(line) ?? steps;
  });
  const lasting = (1 - run.spec.data.validationFraction) / (1 - HELD_OUT);
  let pace: Pace | undefined;
  const peers = run.spec.peers.filter(({ role }) => role === 'learner').map(({ id }) => id);
  const look = setInterval(() => {
    const file = join(place.directory, 'metrics.jsonl');
    const records = existsSync(file) ? parseRecords(readFileSync(file, 'utf8')) : [];
    const stepSeconds = stepSecondsOf(records, peers);
    if (stepSeconds === null || steps === 0) return;
    const trained = Math.max(...records.map(({ trainingSeconds }) => Number(trainingSeconds ?? 0)));
    const startSeconds = Math.max(0, (performance.now() - startMs) / 1000 - trained);
    // Where epochs give the length, fewer held out are more steps.
    pace = { stepSeconds, startSeconds, steps: run.spec.training.steps || Math.round(steps * lasting) };
    clearInterval(look);
    launched.stop();
  }, LOOK_MS);
  const failure = await launched.ended;
  clearInterval(look);
  rmSync(directory, { recursive: true, force: true });
  if (pace !== undefined) return pace;
  // It was over before it could be measured: that is what it takes.
  if (failure === null)
    return { stepSeconds: 0, startSeconds: (performance.now() - startMs) / 1000, steps: 0 };
  const code = Object.hasOwn(EXIT_CODES, failure.code) ? (failure.code as ErrorCode) : 'ERR_INTERNAL';
  throw new CodistillError(code, `${run.variant}: ${failure.message}`, {
    fix: 'see the log in the study directory',
  });
}

function briefly(spec: RunSpec): RunSpec {
  const training = { ...spec.training, evaluateEverySteps: STEPS_A_LOOK };
  return { ...spec, training, data: { ...spec.data, validationFraction: HELD_OUT } };
}
