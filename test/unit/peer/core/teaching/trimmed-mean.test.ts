import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trimmedMeans } from '../../../../../peer/core/teaching/trimmed-mean.js';
import { assertClose } from '../../../../support/closeness.js';
import { softmax, standardize } from '../../../../support/reference-loss.js';

const CLASSES = 3;
const TERMS = { form: 'probabilities', temperature: 1, standardize: false } as const;
const LOGITS = { ...TERMS, form: 'logits' } as const;
const rows = [
  [1, 2, 0],
  [2, 1, -1],
  [0, 3, 1],
  [1.5, 1.5, 0.5],
].map((row) => Float32Array.from(row));
const equal = (count: number): number[] => new Array(count).fill(1 / count);
const trimmed = (
  networks: readonly Float32Array[],
  terms: Omit<Parameters<typeof trimmedMeans>[2], 'classes'> = TERMS,
  shares: readonly number[] = equal(networks.length),
): number[] => {
  const each = shares.map((share) => Float64Array.of(share));
  return [...trimmedMeans(networks, each, { classes: CLASSES, ...terms })(0)];
};

test('of three teachers the middle one counts, class by class', () => {
  assertClose(trimmed(rows.slice(0, 3), LOGITS), [1, 2, 0], 1e-12);
  const chances = rows.slice(0, 3).map((row) => softmax([...row]));
  const middle = chances[0]!.map((_, c) => chances.map((row) => row[c]!).sort((a, b) => a - b)[1]!);
  const sum = middle.reduce((a, b) => a + b);
  assertClose(
    trimmed(rows.slice(0, 3)),
    middle.map((value) => value / sum),
    1e-6,
  );
});

test('of four the two in the middle count by their shares, of eight two are left out at either end', () => {
  assertClose(trimmed(rows, LOGITS), [1.25, 1.75, 0.25], 1e-12);
  // The middle two of class 0 are the first and the fourth.
  assertClose([trimmed(rows, LOGITS, [0.6, 0.1, 0.1, 0.2])[0]!], [(0.6 * 1 + 0.2 * 1.5) / 0.8], 1e-12);
  const eight = [0, 100, 1, 2, -50, 3, 90, -60].map((value) => Float32Array.of(value, 0, 0));
  assertClose([trimmed(eight, LOGITS)[0]!], [(0 + 1 + 2 + 3) / 4], 1e-12);
});

test('of one or two nobody is left out: the mean', () => {
  const two = rows.slice(0, 2);
  const expected = two
    .map((row) => softmax([...row]))
    .reduce((a, b) => a.map((value, c) => (value + b[c]!) / 2));
  assertClose(trimmed(two), expected, 1e-6);
  assertClose(trimmed(rows.slice(0, 1)), softmax([...rows[0]!]), 1e-6);
});

test('no single teacher, whatever it says, leads beyond what the others say', () => {
  const honest = rows.slice(0, 3);
  for (const wild of [
    [1e30, -1e30, 0],
    [-80, 70, 3],
    [0, 0, 1e3],
  ]) {
    const mean = trimmed([...honest, Float32Array.from(wild)], LOGITS);
    mean.forEach((value, c) => {
      const said = honest.map((row) => row[c]!);
      assert.ok(value >= Math.min(...said) && value <= Math.max(...said), `${wild}: class ${c} is ${value}`);
    });
  }
});

test('logarithms are those of the probabilities, also where these round to 0', () => {
  const logs = trimmed(rows, { ...TERMS, form: 'log-probabilities', temperature: 2 });
  assertClose(logs.map(Math.exp), trimmed(rows, { ...TERMS, temperature: 2 }), 1e-9);
  const sure = [1000, 1001, 1002].map((value) => Float32Array.of(value, 0, 0));
  assertClose(trimmed(sure, { ...TERMS, form: 'log-probabilities' }), [0, -1001, -1001], 1e-9);
});

test('in each row those count that cover it, and no row takes anything from the one before', () => {
  const networks = rows.map((row) => Float32Array.of(9, 9, 9, ...row));
  const shares = [0.5, 0.5, 0, 0.5].map((share, t) => Float64Array.of(equal(4)[t]!, share));
  const target = trimmedMeans(networks, shares, { classes: CLASSES, ...LOGITS });
  assertClose([...target(0)], [9, 9, 9], 1e-12);
  assertClose([...target(1)], [1.5, 1.5, 0], 1e-12);
});

test('teachers that are sure of different classes leave nothing known', () => {
  const sure = [0, 1, 2].map((top) =>
    Float32Array.from({ length: CLASSES }, (_, c) => (c === top ? 2000 : 0)),
  );
  assertClose(trimmed(sure), equal(CLASSES), 1e-12);
});

test('logits are standardised teacher by teacher first', () => {
  const three = rows.slice(0, 3);
  const each = three.map((row) => standardize([[...row]])[0]!);
  const middle = each[0]!.map((_, c) => each.map((row) => row[c]!).sort((a, b) => a - b)[1]!);
  assertClose(trimmed(three, { ...LOGITS, standardize: true }), middle, 1e-6);
});
