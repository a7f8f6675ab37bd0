import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generalWeights, linearLogits, minLogits } from '../../../../../peer/core/teaching/kdcl.js';
import { teachingTargets } from '../../../../../peer/core/teaching/targets.js';
import type { Teaching } from '../../../../../peer/core/teaching/teaching.js';
import { ShapeError } from '../../../../../proto/errors.js';
import { assertClose } from '../../../../support/closeness.js';
import { softmax, standardize } from '../../../../support/reference-loss.js';
import { softTargets, targetsChoice, teachingsOf } from '../../../../support/soft-targets.js';

const LN2 = Math.log(2);

test('the soft targets of one teacher are its softmax', () => {
  const targets = softTargets([Float32Array.of(0, LN2, 0, 0, 0, 5 * LN2)], undefined, 2, 3, 1);
  assertClose(targets, [1 / 4, 2 / 4, 1 / 4, 1 / 34, 1 / 34, 32 / 34], 1e-7);
});

test('temperature divides the logits', () => {
  const targets = softTargets([Float32Array.of(0, 2 * LN2)], undefined, 1, 2, 2);
  assertClose(targets, [1 / 3, 2 / 3], 1e-7);
});

test('several teachers are averaged as probabilities, not as logits', () => {
  const teachers = [Float32Array.of(0, LN2), Float32Array.of(3 * LN2, 0)];
  assertClose(softTargets(teachers, undefined, 1, 2, 1), [(1 / 3 + 8 / 9) / 2, (2 / 3 + 1 / 9) / 2], 1e-7);
});

test('weights count relative to their sum', () => {
  const teachers = [Float32Array.of(0, LN2), Float32Array.of(3 * LN2, 0)];
  assertClose(softTargets(teachers, [3, 1], 1, 2, 1), [(1 + 8 / 9) / 4, (2 + 1 / 9) / 4], 1e-7);
  assert.deepEqual(softTargets(teachers, [3, 1], 1, 2, 1), softTargets(teachers, [6, 2], 1, 2, 1));
  assert.deepEqual(softTargets(teachers, [2, 2], 1, 2, 1), softTargets(teachers, undefined, 1, 2, 1));
});

test('a teacher of weight 0 changes nothing', () => {
  const teacher = Float32Array.of(1, 2, 3);
  const other = Float32Array.of(9, -4, 0);
  assert.deepEqual(
    softTargets([teacher, other], [1, 0], 1, 3, 1),
    softTargets([teacher], undefined, 1, 3, 1),
  );
});

test('huge logits neither overflow nor vanish', () => {
  const targets = softTargets([Float32Array.of(3e38, -3e38, 3e38)], undefined, 1, 3, 1);
  assert.deepEqual([...targets], [0.5, 0, 0.5]);
});

test('the teachers given are left as they are', () => {
  const teacher = Float32Array.of(1, 2);
  softTargets([teacher], undefined, 1, 2, 1);
  assert.deepEqual([...teacher], [1, 2]);
});

const CLASSES = 3;
const ROWS = 2;
const LABELS = Int32Array.of(1, 0);
const OWN = Float32Array.of(0.5, 0.25, 0, 2, 0, -1);
const A = Float32Array.of(0, 3, -1, 1, 1, 0);
const B = Float32Array.of(2, -1, 0.5, 4, -2, 1);

/** Target and row weights for rows of three classes. */
function taught(
  teachings: readonly Teaching[],
  wishes: Parameters<typeof targetsChoice>[0] = {},
): { readonly rows: number[][]; readonly weights: number[] } {
  const { targets, rowWeights } = teachingTargets(teachings, OWN, LABELS, targetsChoice(wishes), CLASSES);
  return { rows: rowsOf(targets), weights: [...rowWeights] };
}

const rowsOf = (values: Float32Array): number[][] =>
  Array.from({ length: ROWS }, (_, r) => [...values.subarray(r * CLASSES, (r + 1) * CLASSES)]);

const combined = (shares: readonly number[], rows: readonly (readonly number[])[]): number[] =>
  rows[0]!.map((_, c) => rows.reduce((sum, row, t) => sum + shares[t]! * row[c]!, 0));

test('the mean with full coverage has the very bits of a plain float64 mean', () => {
  const teachers = [A, B, OWN];
  const plain = new Float64Array(ROWS * CLASSES);
  for (const logits of teachers) {
    for (let start = 0; start < plain.length; start += CLASSES) {
      const row = logits.subarray(start, start + CLASSES);
      const largest = Math.max(...row);
      const normalizer = row.reduce((sum, logit) => sum + Math.exp((logit - largest) / 2), 0);
      row.forEach((logit, c) => {
        plain[start + c]! += (1 / 3 / normalizer) * Math.exp((logit - largest) / 2);
      });
    }
  }
  const { targets, rowWeights } = teachingTargets(
    teachingsOf(teachers),
    OWN,
    LABELS,
    targetsChoice({ temperature: 2 }),
    CLASSES,
  );
  assert.deepEqual(targets, Float32Array.from(plain));
  assert.deepEqual(rowWeights, Float32Array.of(1, 1));
});

test('without teachers targets are uniform and no row weighs anything', () => {
  const { rows, weights } = taught([]);
  assert.deepEqual(weights, [0, 0]);
  assertClose(rows.flat(), new Array(6).fill(1 / 3), 1e-7);
  assertClose(taught([], { form: 'log-probabilities' }).rows.flat(), new Array(6).fill(-Math.log(3)), 1e-7);
  assert.deepEqual(taught([], { form: 'logits' }).rows.flat(), [0, 0, 0, 0, 0, 0]);
});

test('a row that a teacher does not cover is taught by the others, and one that nobody covers not at all', () => {
  const [a, b] = teachingsOf([A, B]);
  const partly = taught([
    { ...a!, coverage: Float32Array.of(1, 0) },
    { ...b!, coverage: Float32Array.of(1, 1) },
  ]);
  assert.deepEqual(partly.weights, [1, 1]);
  assertClose(partly.rows[0]!, taught([a!, b!]).rows[0]!, 1e-7);
  assertClose(partly.rows[1]!, taught([b!]).rows[1]!, 1e-7);
  const nobody = taught([{ ...a!, coverage: Float32Array.of(1, 0) }]);
  assert.deepEqual(nobody.weights, [1, 0]);
  assertClose(nobody.rows[1]!, [1 / 3, 1 / 3, 1 / 3], 1e-7);
});

test('an aged prediction counts less beside a fresh one, and a row as much as its predictions on average', () => {
  const [a, b] = teachingsOf([A, B]);
  const { rows, weights } = taught([{ ...a!, coverage: Float32Array.of(0.25, 0.25) }, b!]);
  assert.deepEqual(weights, [0.625, 0.625]);
  const expected = combined([0.2, 0.8], [taught([a!]).rows[0]!, taught([b!]).rows[0]!]);
  assertClose(rows[0]!, expected, 1e-7);
});

test('coverage by sample holds for each of its predictions', () => {
  const [a] = teachingsOf([A]);
  assert.deepEqual(taught([{ ...a!, coverage: Float32Array.of(0.5) }]).weights, [0.5, 0.5]);
});

test('averaged logits make other targets than averaged probabilities', () => {
  const { rows } = taught(teachingsOf([A, B]), { targets: 'logit-mean' });
  assertClose(rows[0]!, softmax(combined([0.5, 0.5], [rowsOf(A)[0]!, rowsOf(B)[0]!])), 1e-7);
  assert.ok(Math.abs(rows[0]![0]! - taught(teachingsOf([A, B])).rows[0]![0]!) > 0.01);
});

test('a loss of logarithms gets the logarithm of the mean probability, where it would round to 0 too', () => {
  const teachers = teachingsOf([A, B]);
  const logs = taught(teachers, { form: 'log-probabilities', temperature: 2 }).rows.flat();
  assertClose(logs.map(Math.exp), taught(teachers, { temperature: 2 }).rows.flat(), 1e-6);
  const sure = Float32Array.of(1000, 0, 0, 0, 0, 0);
  assertClose(taught(teachingsOf([sure]), { form: 'log-probabilities' }).rows[0]!, [0, -1000, -1000], 1e-4);
});

test('a loss of logits gets their mean, whatever the temperature', () => {
  for (const targets of ['mean', 'logit-mean'] as const) {
    const { rows } = taught(teachingsOf([A, B], [3, 1]), { form: 'logits', targets, temperature: 7 });
    assertClose(rows[0]!, combined([0.75, 0.25], [rowsOf(A)[0]!, rowsOf(B)[0]!]), 1e-6);
  }
});

test('logits are standardised teacher by teacher before probabilities are averaged, and logits after', () => {
  const [a, b] = [standardize([rowsOf(A)[0]!])[0]!, standardize([rowsOf(B)[0]!])[0]!];
  const mean = taught(teachingsOf([A, B]), { standardize: true }).rows[0]!;
  assertClose(mean, combined([0.5, 0.5], [softmax(a), softmax(b)]), 1e-6);
  const logitMean = taught(teachingsOf([A, B]), { standardize: true, form: 'logits' }).rows[0]!;
  const middle = combined([0.5, 0.5], [rowsOf(A)[0]!, rowsOf(B)[0]!]);
  assertClose(logitMean, standardize([middle])[0]!, 1e-6);
});

test('KDCL takes the peer for one of the networks, where a teacher covers the row', () => {
  // On row 0 A is best for label 1; on row 1, label 0, B is, and of A and the peer itself the latter.
  const naive = (teachers: readonly Teaching[]): number[][] =>
    taught(teachers, { targets: 'kdcl-naive' }).rows;
  const [a, b] = teachingsOf([A, B]);
  assertClose(naive([a!, b!])[0]!, softmax(rowsOf(A)[0]!), 1e-6);
  assertClose(naive([a!, b!])[1]!, softmax(rowsOf(B)[1]!), 1e-6);
  assertClose(naive([a!])[1]!, softmax(rowsOf(OWN)[1]!), 1e-6);
  assertClose(naive([a!, { ...b!, coverage: Float32Array.of(1, 0) }])[1]!, softmax(rowsOf(OWN)[1]!), 1e-6);
});

for (const [rule, choose] of [
  ['kdcl-minlogit', minLogits],
  ['kdcl-linear', linearLogits],
] as const) {
  test(`${rule} is the softmax of its own logits, row by row`, () => {
    const { rows } = taught(teachingsOf([A, B]), { targets: rule, temperature: 3 });
    rows.forEach((row, r) => {
      const networks = [OWN, A, B];
      const logits = choose({ networks, start: r * CLASSES, classes: CLASSES, label: LABELS[r]! });
      assertClose(row, softmax([...logits], 3), 1e-6);
    });
  });
}

test('kdcl-general is the mean of all probabilities by weights from the batch', () => {
  const weights = generalWeights([OWN, A, B], LABELS, CLASSES, () => true);
  const { rows } = taught(teachingsOf([A, B]), { targets: 'kdcl-general', temperature: 2 });
  const expected = combined(
    [...weights],
    [OWN, A, B].map((one) => softmax(rowsOf(one)[0]!, 2)),
  );
  assertClose(rows[0]!, expected, 1e-6);
});

test('kdcl-general leaves a teacher out of the rows it does not cover', () => {
  // On row 0, which all cover, the peer and b err on different classes, so that both have a share.
  const own = Float32Array.of(0.5, 1, -1, 2, 0, -1);
  const a = Float32Array.of(1, 0, 1, 1, 1, 0);
  const b = Float32Array.of(-1, 1, 0.5, 4, -2, 1);
  const [left, right] = teachingsOf([a, b]);
  const teachings = [{ ...left!, coverage: Float32Array.of(1, 0) }, right!];
  const options = targetsChoice({ targets: 'kdcl-general' });
  const { targets } = teachingTargets(teachings, own, LABELS, options, CLASSES);
  const weights = [...generalWeights([own, a, b], LABELS, CLASSES, (row) => row === 0)];
  const [ofOwn, , ofB] = weights;
  assert.ok(ofOwn! > 0.1 && ofB! > 0.1, `${weights}`);
  const shares = [ofOwn! / (ofOwn! + ofB!), ofB! / (ofOwn! + ofB!)];
  const expected = combined(shares, [softmax(rowsOf(own)[1]!), softmax(rowsOf(b)[1]!)]);
  assertClose(rowsOf(targets)[1]!, expected, 1e-6);
});

test('the order of teachers decides no more than rounding, whatever the rule', () => {
  const [a, b] = teachingsOf([A, B]);
  const rules = [
    'mean',
    'trimmed-mean',
    'logit-mean',
    'kdcl-naive',
    'kdcl-linear',
    'kdcl-minlogit',
    'kdcl-general',
  ] as const;
  for (const targets of rules) {
    assertClose(taught([a!, b!], { targets }).rows.flat(), taught([b!, a!], { targets }).rows.flat(), 1e-4);
  }
});

test('a teacher of NaN makes targets of NaN, in bounded time: the step notices and makes no update', () => {
  const broken = A.map(() => Number.NaN);
  const rules = ['mean', 'logit-mean', 'kdcl-linear', 'kdcl-minlogit', 'kdcl-general'] as const;
  for (const targets of rules) {
    assert.ok(
      taught(teachingsOf([broken, B]), { targets })
        .rows.flat()
        .every(Number.isNaN),
      targets,
    );
  }
});

test('sizes and weights that do not fit are refused', () => {
  const two = Float32Array.of(1, 2);
  assert.throws(
    () => softTargets([two, Float32Array.of(1)], undefined, 1, 2, 1),
    /teacher teacher-1 has 1 logits, 2 expected/,
  );
  for (const weight of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => softTargets([two], [weight], 1, 2, 1), ShapeError);
  }
  const [a] = teachingsOf([A]);
  assert.throws(() => taught([{ ...a!, coverage: Float32Array.of(1, 1, 1) }]), ShapeError);
  assert.throws(() => taught([{ ...a!, coverage: new Float32Array() }]), ShapeError);
  assert.throws(() => teachingTargets([], two, LABELS, targetsChoice(), CLASSES), ShapeError);
});

test('a row whose target is too far from the own prediction weighs as much less as it is too far', () => {
  const divergences = [0, 1].map((row) => {
    const [q, p] = [softmax(rowsOf(A)[row]!), softmax(rowsOf(OWN)[row]!)];
    return q.reduce((sum, chance, c) => sum + chance * Math.log(chance / p[c]!), 0);
  });
  const [far, near] = [Math.max(...divergences), Math.min(...divergences)];
  const bound = (far + near) / 2;
  for (const form of ['probabilities', 'log-probabilities', 'logits'] as const) {
    const { rows, weights } = taught(teachingsOf([A]), { divergenceMax: bound, form });
    assert.deepEqual(rows, taught(teachingsOf([A]), { form }).rows, 'targets stay as they are');
    assertClose(
      weights,
      divergences.map((divergence) => Math.min(1, bound / divergence)),
      1e-5,
    );
  }
});

test('rows that nobody covers stay at 0 under a bound', () => {
  const [a] = teachingsOf([A]);
  const { weights } = taught([{ ...a!, coverage: Float32Array.of(0, 1) }], { divergenceMax: 1e-3 });
  assert.equal(weights[0], 0);
  assert.ok(weights[1]! > 0 && weights[1]! < 1);
});

test('trimmed targets are those of the teachers that cover a row', () => {
  const wild = Float32Array.of(90, 0, 0, 0, 0, 90);
  const covered = teachingsOf([A, B, OWN, wild]).map((one, i) =>
    i === 3 ? { ...one, coverage: Float32Array.of(1, 0) } : one,
  );
  const { rows } = taught(covered, { targets: 'trimmed-mean' });
  assertClose(rows[1]!, taught(teachingsOf([A, B, OWN]), { targets: 'trimmed-mean' }).rows[1]!, 1e-7);
  assert.ok(rows[0]![0]! < Math.max(softmax(rowsOf(B)[0]!)[0]!, softmax(rowsOf(OWN)[0]!)[0]!) + 0.05);
});
