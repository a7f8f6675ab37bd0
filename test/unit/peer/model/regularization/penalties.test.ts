import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type LayersModel,
  type Scalar,
  type Tensor,
  tf,
  type Variable,
} from '../../../../../peer/model/backend.js';
import { createPenalties } from '../../../../../peer/model/regularization/penalties.js';
import type { CodistillError } from '../../../../../proto/errors.js';
import { RATES, REGULARIZED, weightsByName } from '../../../../support/regularized-networks.js';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Penalty of a network by the definition, in float64, and its gradients by the weights' names. */
function byHand(network: LayersModel): { penalty: number; slopes: Map<string, number[]> } {
  const slopes = new Map<string, number[]>();
  const terms = weightsByName(network).map(([name, variable]) => {
    const { l1, l2 } = RATES[name] ?? { l1: 0, l2: 0 };
    const values = [...variable.dataSync()];
    if (l1 + l2 > 0)
      slopes.set(
        (variable as Variable).name,
        values.map((w) => l1 * Math.sign(w) + 2 * l2 * w),
      );
    return l1 * sum(values.map(Math.abs)) + l2 * sum(values.map((w) => w * w));
  });
  return { penalty: sum(terms), slopes };
}

function assertNear(actual: number, expected: number): void {
  assert.ok(
    Math.abs(actual - expected) <= 1e-5 * Math.max(1, Math.abs(expected)),
    `${actual}, not ${expected}`,
  );
}

for (const [name, create] of Object.entries(REGULARIZED)) {
  test(`${name}: penalty and gradients are those computed by hand, each weight once`, () => {
    const network = create();
    const penalties = createPenalties(network)!;
    const { penalty, slopes } = byHand(network);
    assert.ok(slopes.size > 0);
    const before = tf.memory().numTensors;
    const { value, grads } = tf.variableGrads(() => penalties.total());
    assertNear(value.dataSync()[0]!, penalty);
    for (const [variable, slope] of slopes) {
      [...grads[variable]!.dataSync()].forEach((actual, i) => {
        assertNear(actual, slope[i]!);
      });
    }
    assert.equal(Object.values(grads).filter((one) => one !== null).length, slopes.size);
    tf.dispose([value, grads]);
    assert.equal(tf.memory().numTensors, before);
    network.dispose();
  });
}

test('a network without regularizers has no penalty', () => {
  const network = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] });
  assert.equal(createPenalties(network), undefined);
});

test('the penalty of a frozen layer has no gradient', () => {
  const layer = tf.layers.dense({ units: 2, inputShape: [2], kernelRegularizer: 'l1l2' });
  const network = tf.sequential({
    layers: [layer, tf.layers.dense({ units: 2, kernelRegularizer: 'l1l2' })],
  });
  layer.trainable = false;
  const { grads } = tf.variableGrads(() => createPenalties(network)!.total());
  const taught = network.layers.map(
    ({ weights }) => (grads[(weights[0]!.read() as Variable).name] ?? null) !== null,
  );
  assert.deepEqual(taught, [false, true]);
});

test('where a weight is 0, |w| has no slope', () => {
  const network = tf.sequential({
    layers: [tf.layers.dense({ units: 2, inputShape: [2], biasRegularizer: tf.regularizers.l1({ l1: 3 }) })],
  });
  const { grads } = tf.variableGrads(() => createPenalties(network)!.total());
  const [gradient] = Object.values(grads).filter((one) => one !== null);
  assert.deepEqual([...gradient!.dataSync()], [0, 0]);
});

test("a layer's template is not penalised, nor a layer that is in no network", () => {
  const template = tf.layers.gru({ units: 2, kernelRegularizer: tf.regularizers.l2({ l2: 1 }) });
  template.apply(tf.zeros([1, 3, 2])); // builds the template, which is none of the network's
  const layer = tf.layers.bidirectional({ layer: template, mergeMode: 'concat', inputShape: [3, 2] });
  const network = tf.sequential({ layers: [layer] });
  const kernels = weightsByName(network).filter(([name]) => name === 'kernel');
  const expected = sum(kernels.map(([, kernel]) => sum([...kernel.dataSync()].map((w) => w * w))));
  assertNear(createPenalties(network)!.total().dataSync()[0]!, expected);
});

/** A regularizer class of a user's own; tfjs wants no more than `apply`. */
class Own extends (Object.getPrototypeOf(tf.regularizers.l1l2().constructor) as new () => object) {
  static readonly className = 'OwnRegularizer';
  readonly apply: (weight: Tensor) => Scalar;

  constructor(apply: (weight: Tensor) => Scalar) {
    super();
    this.apply = apply;
  }

  getConfig(): object {
    return {};
  }
}

function withOwn(apply: (weight: Tensor) => Tensor, trainable = true): LayersModel {
  const kernelRegularizer = new Own(apply as (weight: Tensor) => Scalar) as never;
  const layer = tf.layers.dense({ name: 'own', units: 2, inputShape: [2], kernelRegularizer });
  const network = tf.sequential({ layers: [layer, tf.layers.dense({ units: 2 })] });
  layer.trainable = trainable;
  return network;
}

test("a user's own regularizer and a layer's further losses are added as they are", () => {
  const network = withOwn((weight) => tf.sum(tf.pow(weight, 4)));
  const [kernel, bias] = network.weights.map((weight) => weight.read() as Variable);
  kernel!.assign(tf.tensor2d([1, 2, -3, 0.5], [2, 2]));
  bias!.assign(tf.tensor1d([4, 5]));
  network.layers[0]!.addLoss(() => tf.sum(bias!) as Scalar);
  const { value, grads } = tf.variableGrads(() => createPenalties(network)!.total());
  assertNear(value.dataSync()[0]!, 1 + 16 + 81 + 0.0625 + 9);
  assert.deepEqual([...grads[kernel!.name]!.dataSync()], [4, 32, -108, 0.5]);
  assert.deepEqual([...grads[bias!.name]!.dataSync()], [1, 1]);
});

test('what cannot be honoured is refused with the name of the layer', () => {
  const refused = (network: LayersModel, problem: RegExp): void =>
    assert.throws(
      () => createPenalties(network),
      (error: CodistillError) =>
        error.code === 'ERR_NETWORK_MODULE' &&
        error.message.startsWith('layer "own": ') &&
        problem.test(error.message) &&
        error.fix !== '',
    );
  const fixed = (weight: Tensor): Tensor => tf.scalar(weight.dataSync()[0]!);
  refused(
    withOwn((weight) => tf.sum(weight, 0)),
    /no scalar but \[2\]/,
  );
  refused(
    withOwn(() => {
      throw new Error('no idea');
    }),
    /fails: no idea/,
  );
  refused(withOwn(fixed), /fails: .*connection/);
  assert.ok(createPenalties(withOwn(fixed, false)), 'a frozen layer needs no gradient');
  const active = tf.layers.dense({ name: 'own', units: 2, activityRegularizer: 'l1l2' });
  refused(
    tf.sequential({ layers: [tf.layers.timeDistributed({ layer: active, inputShape: [3, 2] })] }),
    /activity regularizer cannot be honoured/,
  );
});
