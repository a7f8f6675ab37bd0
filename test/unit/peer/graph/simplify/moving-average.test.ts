import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { pruned, type StepGraph } from '../../../../../peer/graph/graph.js';
import { withFusedAverages } from '../../../../../peer/graph/simplify/moving-average.js';
import { type LayersModel, type SymbolicTensor, type Tensor, tf } from '../../../../../peer/model/backend.js';
import { BatchNormalization } from '../../../../../peer/model/batch-normalization.js';
import { disposeTrainee, stateDifference, trainee } from '../../../../support/step-kit.js';

const SHAPE = [5, 4, 2] as const;
const CLASSES = 3;

/** One layer, and a linear one behind it. */
function networkWith(layer: (x: SymbolicTensor) => SymbolicTensor): LayersModel {
  const input = tf.input({ shape: [...SHAPE] });
  const flat = tf.layers.flatten().apply(layer(input)) as SymbolicTensor;
  const kernelInitializer = tf.initializers.randomNormal({ stddev: 0.3, seed: 1 });
  const logits = tf.layers.dense({ units: CLASSES, kernelInitializer }).apply(flat) as SymbolicTensor;
  return tf.model({ inputs: input, outputs: logits });
}

/** Trains twelve steps eagerly and compiled with this rule alone. */
async function compare(
  t: TestContext,
  network: () => LayersModel,
): Promise<{ before: StepGraph; after: StepGraph; apart: number }> {
  let [before, after]: (StepGraph | undefined)[] = [];
  const simplify = (graph: StepGraph): StepGraph => {
    before = graph;
    after = pruned(withFusedAverages(graph));
    return after;
  };
  const wishes = { inputShape: SHAPE, rows: 6, teachers: 0, training: { lr: 0.01 } };
  const eager = await trainee({ ...wishes, network: network(), eager: true });
  const compiled = await trainee({ ...wishes, network: network(), simplify });
  t.after(() => {
    for (const one of [eager, compiled]) disposeTrainee(one);
  });
  eager.train(0, 12);
  compiled.train(0, 12);
  return { before: before!, after: after!, apart: stateDifference(compiled.state(), eager.state()) };
}

test('batch normalisation moves its own averages, equal within rounding', async (t) => {
  const network = (): LayersModel =>
    networkWith((x) => new BatchNormalization({ name: 'norm' }).apply(x) as SymbolicTensor);
  const { before, after, apart } = await compare(t, network);
  assert.ok(before.nodes.length >= after.nodes.length + 6 + 2, 'six ops and their constants are gone');
  const norm = after.nodes.find(({ op }) => op === 'FusedBatchNormV3')!;
  assert.equal(norm.attributes.exponential_avg_factor!.value, Math.fround(0.1));
  const assigned = after.updates.flatMap(({ inputs }) => inputs).filter(({ node }) => node === norm.name);
  assert.deepEqual(
    assigned.map(({ output }) => output),
    [1, 2],
  );
  assert.ok(apart < 1e-6, `weights and statistics: ${apart}`);
});

/** Normalises, and adds the mean that the batch had to what comes out. */
class NormWithMean extends BatchNormalization {
  static override readonly className = 'NormWithMean' as 'CodistillBatchNormalization';

  override call(inputs: Tensor | Tensor[], options: { readonly training?: boolean }): Tensor {
    return tf.tidy(() => {
      const normalized = super.call(inputs, options);
      const moved = this.weights.at(-2)!.read();
      return tf.add(normalized, moved);
    });
  }
}

test('an average that is used in the step itself is left alone', async (t) => {
  const network = (): LayersModel =>
    networkWith((x) => new NormWithMean({ name: 'norm' }).apply(x) as SymbolicTensor);
  const { before, after, apart } = await compare(t, network);
  assert.deepEqual(after, before);
  assert.ok(apart < 1e-6, `weights and statistics: ${apart}`);
});
