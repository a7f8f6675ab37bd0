import { assertNever, ShapeError } from '../../../proto/errors.js';
import type { RunSpec } from '../../../proto/run-spec.js';
import { generalWeights, linearLogits, minLogits, naiveLogits, type RowOfNetworks } from './kdcl.js';
import { logSoftmax } from './softmax.js';
import { standardized } from './standardization.js';
import { meanLogits, meanProbabilities } from './teacher-mean.js';
import { type TeacherShares, teacherShares } from './teacher-shares.js';
import type { Teaching } from './teaching.js';
import { trimmedMeans } from './trimmed-mean.js';

/** How several teachers become one, and how far they may lead. */
type Rule = Pick<RunSpec['distillation'], 'targets' | 'teacherWeights' | 'divergenceMax'>;

/**
 * How a loss takes its targets: as probabilities at `T`; as their logarithms, where a probability that rounds to 0
 * would be too little; or as logits, which have no temperature.
 */
export type TargetForm = 'probabilities' | 'log-probabilities' | 'logits';

/** The terms on which targets are made. Targets carry them to the loss, which treats the peer's own logits alike. */
export interface TargetTerms<Form extends TargetForm = TargetForm> {
  readonly form: Form;
  /** `T > 0`, dimensionless: divides the logits of both sides before the softmax. */
  readonly temperature: number;
  /** Whether the logits of both sides are standardised row by row, before they are divided. */
  readonly standardize: boolean;
}

/** The targets of one batch, made of the teachers' predictions. */
export interface TeachingTargets extends TargetTerms {
  /** float32 `[rows * classes]`. */
  readonly targets: Float32Array;
  /** float32 `[rows]`, 0 to 1: factor on the distillation loss of each row; 0 where nobody taught. */
  readonly rowWeights: Float32Array;
}

/** Whether targets, or the weights of their rows, depend on the peer's own predictions. */
export function readsOwnLogits({ targets, divergenceMax }: Omit<Rule, 'teacherWeights'>): boolean {
  return targets.startsWith('kdcl-') || divergenceMax > 0;
}

/**
 * Makes one target of several teachers' predictions for a batch.
 *
 * | rule | target |
 * | --- | --- |
 * | `mean` | Σ_t share[t] · softmax(z_t / T); as logits the mean, with the gradient of the losses' mean |
 * | `trimmed-mean` | as `mean`, class by class without the largest and the smallest, {@link file://./trimmed-mean.ts} |
 * | `logit-mean` | softmax(Σ_t share[t] · z_t / T) |
 * | `kdcl-…` | as in {@link file://./kdcl.ts}, the peer's own logits among the teachers' |
 *
 * Logits are standardised, if asked for, teacher by teacher where probabilities are averaged, and after they were
 * combined where logits are. Everything is summed in float64, teacher by teacher in the given order, and rounded to
 * float32 once: with teachers sorted by peer id the order in which predictions arrive cannot change a bit.
 *
 * With a `divergenceMax` a row whose target lies further from the peer's own prediction than that many nats of KL divergence
 * weighs less, so that its loss is no larger than the bound's: no row carries the network away.
 *
 * @param teachings - Sorted by peer id; none at all gives row weights of 0.
 * @param ownLogits - float32 `[rows * classes]`, of the peer that learns. Only the KDCL rules and `divergenceMax` look at them.
 * @param labels - int32 `[rows]`.
 * @throws {ShapeError} `ERR_SHAPE` when a size does not fit, or a weight or a coverage is no finite number `≥ 0`.
 */
export function teachingTargets(
  teachings: readonly Teaching[],
  ownLogits: Float32Array,
  labels: Int32Array,
  choice: TargetTerms & Rule,
  classes: number,
): TeachingTargets {
  checkShapes(teachings, ownLogits, labels.length, classes);
  const { form, temperature, standardize } = choice;
  const weighed = teacherShares(teachings, labels, classes, choice.teacherWeights);
  const write = rowWriter(teachings, ownLogits, labels, choice, { classes, weighed });
  const targets = new Float32Array(labels.length * classes);
  const untaught = form === 'logits' ? 0 : form === 'probabilities' ? 1 / classes : -Math.log(classes);
  for (let row = 0; row < labels.length; row++) {
    const start = row * classes;
    if (weighed.rowWeights[row] === 0) targets.fill(untaught, start, start + classes);
    else targets.set(write(row), start);
  }
  if (choice.divergenceMax > 0) weighDown(weighed.rowWeights, targets, ownLogits, choice, classes);
  return { form, temperature, standardize, targets, rowWeights: weighed.rowWeights };
}

/** Makes the target of one row, float64 `[classes]`, which the next row may overwrite. */
function rowWriter(
  teachings: readonly Teaching[],
  ownLogits: Float32Array,
  labels: Int32Array,
  { targets: rule, form, temperature, standardize }: TargetTerms & Rule,
  { classes, weighed }: { readonly classes: number; readonly weighed: TeacherShares },
): (row: number) => Float64Array {
  const { shares, rowWeights } = weighed;
  const logits = teachings.map((teaching) => teaching.logits);
  const fromLogits = (combined: Float64Array): Float64Array =>
    inForm(standardize ? standardized(combined, 0, classes) : combined, form, temperature);
  /** The networks that cover a row, the peer's own first. */
  const kdcl =
    (choose: (row: RowOfNetworks) => Float64Array) =>
    (row: number): Float64Array => {
      const networks = [ownLogits, ...logits.filter((_, t) => shares[t]![row]! > 0)];
      return fromLogits(choose({ networks, start: row * classes, classes, label: labels[row]! }));
    };
  const mean = (networks: readonly Float32Array[], sharesOf: readonly Float64Array[]) => {
    if (form === 'logits') return (row: number) => fromLogits(meanLogits(networks, sharesOf, row, classes));
    const options = { classes, form, temperature, standardize };
    const sums = new Float64Array(classes);
    return (row: number) => meanProbabilities(networks, sharesOf, row, options, sums);
  };
  switch (rule) {
    case 'mean':
      return mean(logits, shares);
    case 'trimmed-mean':
      return trimmedMeans(logits, shares, { classes, form, temperature, standardize });
    case 'logit-mean':
      return (row) => fromLogits(meanLogits(logits, shares, row, classes));
    case 'kdcl-naive':
      return kdcl(naiveLogits);
    case 'kdcl-linear':
      return kdcl(linearLogits);
    case 'kdcl-minlogit':
      return kdcl(minLogits);
    case 'kdcl-general': {
      const [networks, sharesOf] = generalShares(ownLogits, logits, shares, labels, classes, rowWeights);
      return mean(networks, sharesOf);
    }
    default:
      return assertNever(rule);
  }
}

/** The networks' weights by {@link generalWeights}, and of each row those that cover it, made to sum to 1 again. */
function generalShares(
  own: Float32Array,
  logits: readonly Float32Array[],
  shares: readonly Float64Array[],
  labels: Int32Array,
  classes: number,
  rowWeights: Float32Array,
): readonly [readonly Float32Array[], readonly Float64Array[]] {
  const taking = logits.flatMap((_, t) => (shares[t]!.some((share) => share > 0) ? [t] : []));
  const networks = [own, ...taking.map((t) => logits[t]!)];
  const covers = (row: number): boolean => taking.every((t) => shares[t]![row]! > 0);
  const weights = generalWeights(networks, labels, classes, (row) => rowWeights[row]! > 0 && covers(row));
  const rowShares = networks.map(() => new Float64Array(labels.length));
  for (let row = 0; row < labels.length; row++) {
    const covering = weights.map((weight, i) => (i === 0 || shares[taking[i - 1]!]![row]! > 0 ? weight : 0));
    const total = covering.reduce((sum, weight) => sum + weight, 0);
    covering.forEach((weight, i) => {
      rowShares[i]![row] = total > 0 ? weight / total : i === 0 ? 1 : 0;
    });
  }
  return [networks, rowShares];
}

/** Multiplies the weight of each row whose KL divergence, target to own prediction, exceeds the bound by bound ÷ divergence. */
function weighDown(
  rowWeights: Float32Array,
  targets: Float32Array,
  ownLogits: Float32Array,
  { form, temperature, standardize, divergenceMax }: TargetTerms & Rule,
  classes: number,
): void {
  for (let row = 0; row < rowWeights.length; row++) {
    if (rowWeights[row] === 0) continue;
    const start = row * classes;
    const own = standardize
      ? standardized(ownLogits, start, classes)
      : ownLogits.subarray(start, start + classes);
    const ownLogs = logSoftmax(own, 0, classes, temperature);
    const target = targets.subarray(start, start + classes);
    const divergence = divergenceOf(logProbabilities(target, form, temperature), ownLogs);
    if (divergence > divergenceMax) rowWeights[row]! *= divergenceMax / divergence;
  }
}

function logProbabilities(target: Float32Array, form: TargetForm, temperature: number): Float64Array {
  switch (form) {
    case 'logits':
      return logSoftmax(target, 0, target.length, temperature);
    case 'probabilities':
      return Float64Array.from(target, Math.log);
    case 'log-probabilities':
      return Float64Array.from(target);
    default:
      return assertNever(form);
  }
}

/** Σ_c q_c · (ln q_c − ln p_c), nats; a class that q excludes adds nothing. */
function divergenceOf(targetLogs: Float64Array, ownLogs: Float64Array): number {
  return targetLogs.reduce((sum, log, c) => {
    const probability = Math.exp(log);
    return probability === 0 ? sum : sum + probability * (log - ownLogs[c]!);
  }, 0);
}

function inForm(logits: Float64Array, form: TargetForm, temperature: number): Float64Array {
  if (form === 'logits') return logits;
  const logProbabilities = logSoftmax(logits, 0, logits.length, temperature);
  return form === 'probabilities' ? logProbabilities.map(Math.exp) : logProbabilities;
}

function checkShapes(
  teachings: readonly Teaching[],
  ownLogits: Float32Array,
  rows: number,
  classes: number,
): void {
  if (ownLogits.length !== rows * classes) {
    throw new ShapeError(`own predictions have ${ownLogits.length} logits, ${rows * classes} expected`);
  }
  for (const { peerId, logits, weight, coverage } of teachings) {
    if (logits.length !== rows * classes) {
      throw new ShapeError(`teacher ${peerId} has ${logits.length} logits, ${rows * classes} expected`);
    }
    if (!(Number.isFinite(weight) && weight >= 0)) {
      throw new ShapeError(`teacher ${peerId} has the weight ${weight}, which is not finite and ≥ 0`);
    }
    if (coverage !== undefined && !(coverage.length > 0 && rows % coverage.length === 0)) {
      throw new ShapeError(`teacher ${peerId} covers ${coverage.length} samples, the batch has ${rows} rows`);
    }
  }
}
