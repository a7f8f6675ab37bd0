import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LayersModel, type Tensor, tf, type Variable } from '../../../../../peer/model/backend.js';
import { createConstraints } from '../../../../../peer/model/regularization/constraints.js';
import type { CodistillError } from '../../../../../proto/errors.js';

type Constraint = ReturnType<typeof tf.constraints.nonNeg>;

const KERNEL = [3, 0.3, 4, -0.4, 0, 1.2]; // [3, 2]: columns of norm 5 and 1.3
/** Keras divides by the norm and this much more. */
const EPSILON = 1e-7;

function network(kernelConstraint: Constraint): LayersModel {
  const made = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3], kernelConstraint })] });
  (made.weights[0]!.read() as Variable).assign(tf.tensor2d(KERNEL, [3, 2]));
  return made;
}

/** The kernel after an update that changed every weight, or only those that are named by their place. */
function projected(made: LayersModel, updated: readonly number[] = [0, 1]): number[] {
  const gradients = Object.fromEntries(
    made.weights.map((weight, i) => [
      (weight.read() as Variable).name,
      updated.includes(i) ? tf.onesLike(weight.read()) : null,
    ]),
  );
  createConstraints(made)!.project(gradients);
  return [...made.weights[0]!.read().dataSync()];
}

/** Each column scaled from its norm to another. */
function scaled(normOf: (norm: number) => number): number[] {
  const factors = [5, 1.3].map((norm) => normOf(norm) / (norm + EPSILON));
  return KERNEL.map((value, i) => value * factors[i % 2]!);
}

const CASES: readonly (readonly [name: string, constraint: () => Constraint, expected: readonly number[]])[] =
  [
    ['maxNorm', () => tf.constraints.maxNorm({ maxValue: 2 }), scaled((norm) => Math.min(norm, 2))],
    ['unitNorm', () => tf.constraints.unitNorm({ axis: 0 }), scaled(() => 1)],
    ['nonNeg', () => tf.constraints.nonNeg(), KERNEL.map((value) => Math.max(value, 0))],
    [
      'minMaxNorm',
      () => tf.constraints.minMaxNorm({ minValue: 2, maxValue: 4, rate: 0.75 }),
      scaled((norm) => 0.75 * Math.min(Math.max(norm, 2), 4) + 0.25 * norm),
    ],
  ];

for (const [name, constraint, expected] of CASES) {
  test(`${name} makes of a weight what is computed by hand, and of a weight without update nothing`, () => {
    const made = network(constraint());
    assert.deepEqual(projected(made, [1]), [...Float32Array.from(KERNEL)]);
    const before = tf.memory().numTensors;
    projected(made).forEach((value, i) => {
      assert.ok(Math.abs(value - expected[i]!) < 1e-6, `${value}, not ${expected[i]}`);
    });
    assert.equal(tf.memory().numTensors, before + 2, 'the two gradients of this test');
  });
}

test('weights of cells, both directions, nested and wrapped layers are constrained, each once', () => {
  const nonNeg = {
    kernelConstraint: 'nonNeg',
    recurrentConstraint: 'nonNeg',
    biasConstraint: 'nonNeg',
  } as const;
  const inner = tf.sequential({
    layers: [
      tf.layers.dense({ units: 2, inputShape: [4], kernelConstraint: 'nonNeg', biasConstraint: 'nonNeg' }),
    ],
  });
  const made = tf.sequential({
    layers: [
      tf.layers.bidirectional({
        layer: tf.layers.lstm({ units: 2, returnSequences: true, ...nonNeg }) as never,
        inputShape: [3, 2],
      }),
      tf.layers.timeDistributed({ layer: inner }),
    ],
  });
  const weights = made.weights.map((weight) => weight.read() as Variable);
  for (const weight of weights) weight.assign(tf.fill(weight.shape, -1));
  createConstraints(made)!.project(Object.fromEntries(weights.map((weight) => [weight.name, weight])));
  assert.equal(weights.length, 8);
  for (const weight of weights)
    assert.ok(
      weight.dataSync().every((value) => value === 0),
      weight.name,
    );
});

test('the sum of gradients is that of constrained weights, and no number where one of them is none', () => {
  const made = network(tf.constraints.nonNeg());
  const [kernel, bias] = made.weights.map((weight) => (weight.read() as Variable).name);
  const sumOf = (kernelGradient: number[], biasGradient: number[]): number =>
    createConstraints(made)!
      .sumOf({ [kernel!]: tf.tensor1d(kernelGradient), [bias!]: tf.tensor1d(biasGradient) })
      .dataSync()[0]!;
  assert.equal(sumOf([1, 2, 4], [8, 16]), 7);
  assert.equal(sumOf([1, 2, 4], [Number.NaN]), 7);
  assert.ok(Number.isNaN(sumOf([1, Number.NaN, 4], [8])));
  assert.equal(
    createConstraints(made)!
      .sumOf({ [bias!]: tf.tensor1d([1]) })
      .dataSync()[0],
    0,
  );
});

test('a network without constraints has none', () => {
  const made = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] });
  assert.equal(createConstraints(made), undefined);
});

test('a constraint that fails or makes another shape is refused with the name of its layer', () => {
  const own = (apply: (weight: Tensor) => Tensor): Constraint =>
    Object.assign(Object.create(tf.constraints.nonNeg()), { apply });
  const refused = (constraint: Constraint, problem: RegExp): void => {
    const layer = tf.layers.dense({ name: 'own', units: 2, inputShape: [3], kernelConstraint: constraint });
    assert.throws(
      () => createConstraints(tf.sequential({ layers: [layer] })),
      (error: CodistillError) =>
        error.code === 'ERR_NETWORK_MODULE' && /own/.test(error.message) && problem.test(error.message),
    );
  };
  refused(
    own((weight) => tf.sum(weight)),
    /makes \[\] of a weight \[3,2\]/,
  );
  refused(
    own(() => {
      throw new Error('no idea');
    }),
    /fails: no idea/,
  );
});
