import { type LayersModel, type Tensor, type Tensor2D, tf } from '../../peer/model/backend.js';
import { supervisedLoss } from '../../peer/model/losses/supervised.js';
import { Sgd } from '../../peer/model/optimizers/sgd.js';
import { setDropoutStep } from '../../peer/model/seeded-dropout.js';
import { namedWeights, trainableVariables } from '../../peer/model/weights.js';

/** All weights of a network, as bits. */
export function weightBits(model: LayersModel): number[][] {
  return namedWeights(model).map(({ variable }) => {
    const values = variable.dataSync() as Float32Array;
    return [...new Uint32Array(values.slice().buffer)];
  });
}

/** Losses of a few updates on one fixed batch of 8 samples of noise: a network that can learn at all learns it by heart. */
export function overfit(model: LayersModel, steps: number, learningRate: number): number[] {
  const classes = model.outputs[0]!.shape[1]!;
  const variables = trainableVariables(model);
  const sgd = new Sgd(variables, { momentum: 0.9, nesterov: true, weightDecay: 0 });
  const losses: number[] = [];
  const samples = noiseFor(model, 8, 11);
  const predictions = tf.tidy(() => (model.apply(samples) as Tensor2D).shape[0]);
  const labels = tf.tensor1d(
    Array.from({ length: predictions }, (_, i) => i % classes),
    'int32',
  );
  for (let step = 0; step < steps; step++) {
    setDropoutStep(model, step);
    const loss = () => supervisedLoss(model.apply(samples, { training: true }) as Tensor2D, labels);
    const { value, grads } = tf.variableGrads(loss, variables);
    losses.push(value.dataSync()[0]!);
    sgd.apply(grads, learningRate);
    tf.dispose([value, ...Object.values(grads)]);
  }
  tf.dispose([samples, labels]);
  sgd.dispose();
  return losses;
}

/** Noise that a network may read: pixels, or tokens of its vocabulary where it reads windows of text. */
function noiseFor(model: LayersModel, rows: number, seed: number): Tensor {
  const [, ...sample] = model.inputs[0]!.shape as number[];
  const shape = [rows, ...sample];
  if (sample.length > 1) return tf.randomNormal(shape, 0, 1, 'float32', seed);
  const vocabulary = model.outputs[0]!.shape.at(-1)!;
  return tf.tidy(() => tf.floor(tf.randomUniform(shape, 0, vocabulary, 'float32', seed)));
}

/** Output `[rows, classes]` of a network in inference mode for noise. */
export function outputOf(model: LayersModel, rows: number): { shape: number[]; values: Float32Array } {
  return tf.tidy(() => {
    const output = model.apply(noiseFor(model, rows, 5)) as Tensor2D;
    return { shape: output.shape, values: (output.dataSync() as Float32Array).slice() };
  });
}
