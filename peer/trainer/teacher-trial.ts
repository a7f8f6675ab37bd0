import { CodistillError, type ErrorCode } from '../../proto/errors.js';
import { reasonOf } from '../../proto/user-module.js';
import { metricsOf } from '../core/scoring/scores.js';
import { evaluationBatches } from '../data/fill.js';
import type { PeerData } from '../data/peer-data.js';
import { concatenated, type PredictOutputs } from '../model/evaluate.js';
import type { TeacherSpec } from './teacher-interface.js';
import type { FrozenNetwork } from './teacher-source.js';

/** Samples that a teacher is tried on, at least; as many whole batches as that takes. */
const TRIED_MIN = 256;
/** How far the sum of a row of probabilities may be from one: those of half precision and a thousand classes. */
const SUM_TOLERANCE = 5e-3;
/** The smallest normal float32: the logarithm of zero would be minus infinity. */
const PROBABILITY_MIN = 2 ** -126;
/** Standard deviations above the share of the largest class up to which a teacher counts as guessing. */
const GUESSING_DEVIATIONS = 3;

/** TensorFlow's words for a variable that a session does not restore from the SavedModel. */
const UNRESTORED = /could not find variable|variable .*uninitialized/i;

/** The part of a peer's data that a trial needs, in the format that the teacher is fed. */
export type TrialData = Pick<PeerData, 'dataset' | 'format' | 'sample' | 'split' | 'plan'>;

/**
 * Tries a frozen teacher on samples before anybody learns from it: it gives as many numbers as there are classes, all of
 * them finite, and logits or probabilities.
 *
 * @param warn - Called with one line for each thing that the user should know.
 * @returns `predict`, or its logarithm where it gives probabilities: the softmax of that is the probabilities again.
 * @throws {CodistillError} `ERR_SHAPE` when it does not predict these samples, or other numbers than they need;
 *   `ERR_NON_FINITE`; `ERR_CONFIG` when it is said to give probabilities and does not.
 */
export function tryTeacher(
  predict: PredictOutputs,
  frozen: FrozenNetwork,
  teacher: TeacherSpec,
  data: TrialData,
  warn: (message: string) => void,
): PredictOutputs {
  const say = (message: string): void => warn(`teacher ${teacher.source} ${message}`);
  const { logits, labels } = predictSome(predict, frozen, teacher, data);
  const { classes } = data.sample;
  warnOfGuessing(logits, labels, classes, say);
  const isForeign = frozen.kind === 'predict' || !frozen.isOfCatalog;
  if (!isForeign || !givesProbabilities(logits, classes, teacher, say)) return predict;
  return (inputs, rows) => {
    const made = predict(inputs, rows);
    return { ...made, logits: made.logits.map((p) => Math.log(Math.max(p, PROBABILITY_MIN))) };
  };
}

/** Predictions of held-out samples, then of others, in batches as large as those of its students. */
function predictSome(
  predict: PredictOutputs,
  frozen: FrozenNetwork,
  { source }: TeacherSpec,
  { dataset, format, sample, split, plan }: TrialData,
): { readonly logits: Float32Array; readonly labels: Int32Array } {
  const { rowsMax } = plan;
  const known = [...split.validation, ...split.train];
  const batches = Math.min(Math.ceil(TRIED_MIN / rowsMax), Math.floor(known.length / rowsMax));
  const tried = Uint32Array.from(known.slice(0, batches * rowsMax));
  const numbers = sample.positions * sample.classes;
  const parts: Float32Array[] = [];
  const labels: number[] = [];
  for (const batch of evaluationBatches(format, dataset.train, rowsMax, tried)) {
    parts.push(predicted(predict, batch.inputs, batch.rows, numbers, source));
    labels.push(...batch.labels);
    // A graph may have a size of batch inside it that its signature does not tell.
    if (frozen.kind === 'predict' && parts.length === 1) predicted(predict, batch.inputs, 1, numbers, source);
  }
  return { logits: concatenated(parts), labels: Int32Array.from(labels) };
}

function predicted(
  predict: PredictOutputs,
  inputs: Float32Array,
  rows: number,
  numbers: number,
  source: string,
): Float32Array {
  const fix = `export it with a batch of any size and an output of ${numbers} numbers for each sample`;
  let logits: Float32Array;
  try {
    logits = predict(inputs, rows).logits;
  } catch (cause) {
    const reason = reasonOf(cause).split('\n', 1)[0];
    const remedy = UNRESTORED.test(String(cause))
      ? 'in Keras 3 write it with model.export(FOLDER), not tf.saved_model.save'
      : fix;
    throw unfit(source, 'ERR_SHAPE', `does not predict ${rows} samples: ${reason}`, remedy, cause);
  }
  if (logits.length !== rows * numbers) {
    const problem = `gives ${logits.length} numbers for ${rows} samples, not ${numbers} for each`;
    throw unfit(source, 'ERR_SHAPE', problem, fix);
  }
  if (logits.every(Number.isFinite)) return logits;
  const scales = 'check the scale of its input (input=uint8, 0..1 or -1..1), or train it anew';
  throw unfit(source, 'ERR_NON_FINITE', 'predicts numbers that are not finite', scales);
}

function unfit(
  source: string,
  code: ErrorCode,
  problem: string,
  fix: string,
  cause?: unknown,
): CodistillError {
  return new CodistillError(code, `teacher ${source} ${problem}`, { fix, facts: { source }, cause });
}

/** Whether rows are probabilities: as the user says, else where all of them are from 0 to 1 and sum to one. */
function givesProbabilities(
  values: Float32Array,
  classes: number,
  { gives, source }: TeacherSpec,
  say: (message: string) => void,
): boolean {
  if (gives === 'logits') return false;
  const isShare = values.every((value) => value >= -SUM_TOLERANCE && value <= 1 + SUM_TOLERANCE);
  const sums = Array.from({ length: values.length / classes }, (_, row) =>
    values.subarray(row * classes, (row + 1) * classes).reduce((sum, value) => sum + value, 0),
  );
  const other = sums.find((sum) => Math.abs(sum - 1) > SUM_TOLERANCE);
  if (isShare && other === undefined) {
    if (gives === '') say('gives probabilities, rows that sum to one: their logarithms teach');
    return true;
  }
  if (gives === 'probabilities') {
    const found = isShare ? `a row that sums to ${other!.toPrecision(4)}` : 'numbers below 0 or above 1';
    const fix = 'leave probabilities out, or name the output that gives them with output=';
    throw unfit(source, 'ERR_CONFIG', `is said to give probabilities, but gives ${found}`, fix);
  }
  if (isShare) {
    say(
      'gives numbers from 0 to 1 that do not sum to one, as sigmoids do: they are taken for logits; say logits if they are',
    );
  }
  return false;
}

/** Tells the user of a teacher that knows no more than which class is the largest: order of classes, scale of inputs. */
function warnOfGuessing(
  logits: Float32Array,
  labels: Int32Array,
  classes: number,
  say: (message: string) => void,
): void {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const guessing = Math.max(...counts.values()) / labels.length;
  const { accuracy } = metricsOf(logits, labels, classes);
  const deviation = Math.sqrt((guessing * (1 - guessing)) / labels.length);
  if (guessing === 1 || accuracy > guessing + GUESSING_DEVIATIONS * deviation) return;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  say(
    `is right on ${percent(accuracy)} of ${labels.length} predictions, where naming the largest class always is on ${percent(guessing)}: check the order of its classes and the scale of its input (input=uint8, 0..1 or -1..1)`,
  );
}
