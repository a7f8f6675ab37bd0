import type { CheckpointTensor } from '../../files/checkpoint-format.js';
import { tf, type Variable } from '../backend.js';
import type { NamedVariable } from '../weights.js';
import type { Gradients, Optimizer } from './optimizer.js';

/**
 * An optimizer that also keeps the exponential moving average of a network's weights, the teacher of Tarvainen and
 * Valpola 2017:
 *
 *   average ← decay · average + (1 − decay) · weight      after each update, from the weights it began with
 *
 * Moving statistics of batch normalisation are averaged alike, as they belong to the weights. The averages are slots:
 * checkpoints keep them, a compiled step updates them in its graph, and an update that is left out leaves them too.
 *
 * A slot takes in a weight as it was before the update, which a fused update has no other name for; what is still
 * missing, the last of the terms, comes with {@link tensors}.
 *
 * @remarks Source: arXiv 1703.01780, section 2, with a constant decay. It averages the parameters alone.
 */
export class Averaging implements Optimizer {
  readonly #inner: Optimizer;
  readonly #weights: readonly NamedVariable[];
  readonly #optimized: ReadonlySet<Variable>;
  readonly #decay: number;
  readonly #averages: readonly Variable[];

  /**
   * @param inner - Owned by this one from here on.
   * @param weights - Every weight of the network, in a fixed order.
   * @param optimized - Those that `inner` changes; the others have moved before it is applied.
   * @param decay - Of the average, in (0, 1).
   */
  constructor(
    inner: Optimizer,
    weights: readonly NamedVariable[],
    optimized: readonly Variable[],
    decay: number,
  ) {
    this.#inner = inner;
    this.#weights = weights;
    this.#optimized = new Set(optimized);
    this.#decay = decay;
    this.#averages = weights.map(({ variable }) => copied(variable));
  }

  get updates(): number {
    return this.#inner.updates;
  }

  set updates(updates: number) {
    this.#inner.updates = updates;
  }

  apply(gradients: Gradients, learningRate: number, weightDecay?: number): void {
    const decay = this.#decay;
    tf.tidy(() => {
      this.#averages.forEach((average, i) => {
        const share = tf.mul(this.#weights[i]!.variable, 1 - decay);
        average.assign(tf.add(tf.mul(average, decay), share));
      });
    });
    this.#inner.apply(gradients, learningRate, weightDecay);
  }

  scalars(learningRate: number, weightDecay?: number): Readonly<Record<string, number>> {
    return this.#inner.scalars(learningRate, weightDecay);
  }

  slots(): NamedVariable[] {
    const averages = this.#averages.map((variable, i) => ({
      name: `ema/${this.#weights[i]!.name}`,
      variable,
    }));
    return [...this.#inner.slots(), ...averages];
  }

  dispose(): void {
    this.#inner.dispose();
    tf.dispose([...this.#averages]);
  }

  /** The averages up to the weights of now, under the weights' names, copied. */
  tensors(): CheckpointTensor[] {
    return this.#weights.map(({ name, variable }, i) => {
      const average = this.#averages[i]!.dataSync() as Float32Array;
      const weight = variable.dataSync() as Float32Array;
      const values = this.#optimized.has(variable)
        ? average.map((value, k) => this.#decay * value + (1 - this.#decay) * weight[k]!)
        : average;
      return { name, shape: [...variable.shape], values };
    });
  }
}

/** In memory of its own: a clone would share the weight's, and a trace tells variables apart by that. */
function copied(variable: Variable): Variable {
  const values = variable.dataSync() as Float32Array;
  return tf.tidy(() => tf.variable(tf.tensor(values.slice(), variable.shape, 'float32'), false));
}
