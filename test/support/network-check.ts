import { type LayersModel, type Tensor2D, tf } from '../../peer/model/backend.js';
import { supervisedLoss } from '../../peer/model/losses.js';
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

/** Losses of a few updates on one fixed batch of noise: a network that can learn at all learns it by heart. */
export function overfit(model: LayersModel, steps: number, learningRate: number): number[] {
  const [, height, width, channels] = model.inputs[0]!.shape as number[];
  const classes = model.outputs[0]!.shape[1]!;
  const variables = trainableVariables(model);
  const sgd = new Sgd(variables, { momentum: 0.9, nesterov: true, weightDecay: 0 });
  const losses: number[] = [];
  const images = tf.randomNormal([8, height!, width!, channels!], 0, 1, 'float32', 11);
  const labels = tf.tensor1d(
    Array.from({ length: 8 }, (_, i) => i % classes),
    'int32',
  );
  for (let step = 0; step < steps; step++) {
    setDropoutStep(model, step);
    const loss = () => supervisedLoss(model.apply(images, { training: true }) as Tensor2D, labels);
    const { value, grads } = tf.variableGrads(loss, variables);
    losses.push(value.dataSync()[0]!);
    sgd.apply(grads, learningRate);
    tf.dispose([value, ...Object.values(grads)]);
  }
  tf.dispose([images, labels]);
  sgd.dispose();
  return losses;
}

/** Output `[rows, classes]` of a network in inference mode for noise. */
export function outputOf(model: LayersModel, rows: number): { shape: number[]; values: Float32Array } {
  return tf.tidy(() => {
    const [, ...sample] = model.inputs[0]!.shape as number[];
    const output = model.apply(tf.randomNormal([rows, ...sample], 0, 1, 'float32', 5)) as Tensor2D;
    return { shape: output.shape, values: (output.dataSync() as Float32Array).slice() };
  });
}
