/** Random small networks, compiled against eager. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type LayersModel, type SymbolicTensor, tf } from '../../peer/model/backend.js';
import { BatchNormalization } from '../../peer/model/batch-normalization.js';
import { SeededDropout } from '../../peer/model/seeded-dropout.js';
import { disposeTrainee, stateDifference, trainee } from '../support/step-kit.js';

const SHAPE = [7, 6, 2] as const;
const CLASSES = 3;

const activation = fc.constantFrom('linear', 'relu', 'tanh', 'sigmoid', 'elu', 'softplus', 'relu6');
const padding = fc.constantFrom('same' as const, 'valid' as const);
const side = fc.integer({ min: 1, max: 3 });

const layer = fc.oneof(
  fc.record({
    kind: fc.constant('conv' as const),
    filters: fc.integer({ min: 1, max: 5 }),
    kernelSize: side,
    strides: fc.integer({ min: 1, max: 2 }),
    padding,
    activation,
    useBias: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('depthwise' as const), kernelSize: side, padding, activation }),
  fc.record({
    kind: fc.constantFrom('maxPool' as const, 'averagePool' as const),
    poolSize: side,
    strides: side,
    padding,
  }),
  fc.record({ kind: fc.constant('norm' as const) }),
  fc.record({ kind: fc.constant('dropout' as const), rate: fc.constantFrom(0.1, 0.5) }),
  fc.record({ kind: fc.constant('residual' as const), activation }),
);
type LayerPlan = typeof layer extends fc.Arbitrary<infer T> ? T : never;

const plan = fc.record({
  layers: fc.array(layer, { maxLength: 4 }),
  pooled: fc.boolean(),
  dense: fc.option(fc.record({ units: fc.integer({ min: 1, max: 6 }), activation })),
  optimizer: fc.constantFrom('sgd' as const, 'adam' as const),
  momentum: fc.constantFrom(0, 0.9),
  nesterov: fc.boolean(),
  weightDecay: fc.constantFrom(0, 0.01),
  temperature: fc.constantFrom(1, 2.5),
  teachers: fc.integer({ min: 0, max: 2 }),
  update: fc.constantFrom('simultaneous' as const, 'sequential' as const),
  rows: fc.integer({ min: 2, max: 5 }),
});
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

/** Pooling and convolution never ask for more than is left of the picture. */
function fitting<T extends { padding: 'same' | 'valid' }>(options: T, x: SymbolicTensor): T {
  return Math.min(x.shape[1]!, x.shape[2]!) < 3 ? { ...options, padding: 'same' } : options;
}

function addLayer(x: SymbolicTensor, one: LayerPlan, ordinal: number): SymbolicTensor {
  const initial = tf.initializers.randomNormal({ stddev: 0.4, seed: ordinal + 1 });
  switch (one.kind) {
    case 'conv': {
      const { kind: _, ...options } = fitting(one, x);
      return tf.layers.conv2d({ ...options, kernelInitializer: initial }).apply(x) as SymbolicTensor;
    }
    case 'depthwise': {
      const { kind: _, ...options } = fitting(one, x);
      return tf.layers
        .depthwiseConv2d({ ...options, depthwiseInitializer: initial })
        .apply(x) as SymbolicTensor;
    }
    case 'maxPool':
      return tf.layers.maxPooling2d(fitting(one, x)).apply(x) as SymbolicTensor;
    case 'averagePool':
      return tf.layers.averagePooling2d(fitting(one, x)).apply(x) as SymbolicTensor;
    case 'norm':
      return new BatchNormalization({ name: `norm_${ordinal}` }).apply(x) as SymbolicTensor;
    case 'dropout':
      return new SeededDropout({ name: `drop_${ordinal}`, rate: one.rate, seed: 3, ordinal }).apply(
        x,
      ) as SymbolicTensor;
    case 'residual': {
      const branch = tf.layers
        .conv2d({
          filters: x.shape[3]!,
          kernelSize: 3,
          padding: 'same',
          activation: one.activation,
          kernelInitializer: initial,
        })
        .apply(x) as SymbolicTensor;
      return tf.layers.add().apply([branch, x]) as SymbolicTensor;
    }
  }
}

function networkOf({ layers, pooled, dense }: Plan): LayersModel {
  const input = tf.input({ shape: [...SHAPE] });
  const last = layers.reduce(addLayer, input);
  const flat = pooled ? tf.layers.globalAveragePooling2d({}) : tf.layers.flatten();
  let x = flat.apply(last) as SymbolicTensor;
  const kernelInitializer = tf.initializers.randomNormal({ stddev: 0.4, seed: 99 });
  if (dense !== null) x = tf.layers.dense({ ...dense, kernelInitializer }).apply(x) as SymbolicTensor;
  const logits = tf.layers.dense({ units: CLASSES, kernelInitializer }).apply(x) as SymbolicTensor;
  return tf.model({ inputs: input, outputs: logits });
}

const STEPS = 4;
/**
 * As in the tests of the zoo: other orders of summation, carried through four small steps. Adam moves a weight whose
 * true gradient is 0 (one before batch normalisation, say) by up to its learning rate in any direction.
 */
const TOLERANCE = 2e-4;

test('a random small network trains compiled as it does eagerly, and twice alike', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (wishes) => {
      const { optimizer, momentum, nesterov, weightDecay, temperature, update, teachers, rows } = wishes;
      const common = {
        inputShape: SHAPE,
        rows,
        teachers,
        training: { optimizer, momentum, nesterov, weightDecay, lr: optimizer === 'adam' ? 1e-5 : 0.01 },
        distillation: { temperature, update },
      };
      const eager = await trainee({ ...common, network: networkOf(wishes), eager: true });
      const compiled = await trainee({ ...common, network: networkOf(wishes) });
      const again = await trainee({ ...common, network: networkOf(wishes) });
      try {
        const [expected, losses, same] = [eager, compiled, again].map((one) => one.train(0, STEPS));
        assert.deepEqual(compiled.warnings, []);
        assert.deepEqual(same, losses);
        losses!.forEach(({ supervised, applied }, step) => {
          assert.ok(applied === expected![step]!.applied, `applied at step ${step}`);
          assert.ok(Math.abs(supervised - expected![step]!.supervised) < TOLERANCE, `loss at step ${step}`);
        });
        assert.ok(stateDifference(compiled.state(), eager.state()) < TOLERANCE);
        assert.equal(stateDifference(compiled.state(), again.state()), 0);
      } finally {
        for (const one of [eager, compiled, again]) disposeTrainee(one);
      }
    }),
    { numRuns: Number(process.env.CODISTILL_COMPILED_RUNS ?? 24), seed: 20_261 },
  );
});
