import { type Tensor, tf, type Variable } from '../backend.js';
import type { NamedVariable } from '../weights.js';
import { changingDecay, decayed, type Gradients, type Optimizer, zeroSlots } from './optimizer.js';

export interface SgdOptions {
  /** μ in [0, 1); 0 keeps no slot. */
  readonly momentum: number;
  readonly nesterov: boolean;
  /** L2 decay added to the gradient, `≥ 0`. */
  readonly weightDecay: number;
}

/**
 * Stochastic gradient descent as `torch.optim.SGD` defines it, dampening 0:
 *
 *   g ← gradient + weightDecay · w
 *   v ← μ · v + g                      (v = g at the first update)
 *   w ← w − lr · (g + μ · v)           (without Nesterov: w − lr · v)
 *
 * The learning rate stays outside the momentum, as in tfjs's own `MomentumOptimizer`, so a change of it acts at once;
 * Sutskever's form differs there. Weight decay is not scaled by 2, as λ·Σw² in a loss would be.
 *
 * @remarks Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html
 */
export class Sgd implements Optimizer {
  updates = 0;
  readonly #variables: readonly Variable[];
  readonly #options: SgdOptions;
  readonly #velocities: readonly Variable[];

  constructor(variables: readonly Variable[], options: SgdOptions) {
    this.#variables = variables;
    this.#options = options;
    this.#velocities = options.momentum === 0 ? [] : zeroSlots(variables);
  }

  apply(gradients: Gradients, learningRate: number, weightDecay?: number): void {
    tf.tidy(() => {
      this.#variables.forEach((variable, i) => {
        const gradient = gradients[variable.name];
        if (!gradient) return;
        const whole = decayed(gradient, variable, this.#options.weightDecay, weightDecay);
        const direction = this.#direction(whole, i);
        variable.assign(tf.sub(variable, tf.mul(direction, learningRate)));
      });
    });
    this.updates++;
  }

  scalars(learningRate: number, weightDecay?: number): Readonly<Record<string, number>> {
    return { learningRate, ...changingDecay(weightDecay) };
  }

  #direction(gradient: Tensor, i: number): Tensor {
    const { momentum, nesterov } = this.#options;
    const velocity = this.#velocities[i];
    if (velocity === undefined) return gradient;
    velocity.assign(tf.add(tf.mul(velocity, momentum), gradient));
    return nesterov ? tf.add(gradient, tf.mul(velocity, momentum)) : velocity;
  }

  slots(): NamedVariable[] {
    return this.#velocities.map((variable, i) => ({ name: `sgd/${i}/velocity`, variable }));
  }

  dispose(): void {
    tf.dispose([...this.#velocities]);
  }
}
