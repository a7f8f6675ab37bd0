import { type Tensor, tf, type Variable } from '../backend.js';
import type { NamedVariable } from '../weights.js';
import { changingDecay, decayed, type Gradients, type Optimizer, zeroSlots } from './optimizer.js';

export interface AdamOptions {
  /** L2 decay added to the gradient, `≥ 0`; not AdamW's. */
  readonly weightDecay: number;
  /** @default 1e-8 */
  readonly epsilon?: number;
}

/** Decay of the moments, the defaults of everybody. */
const BETA1 = 0.9;
const BETA2 = 0.999;

/**
 * Adam as `torch.optim.Adam` defines it:
 *
 *   g ← gradient + weightDecay · w
 *   m ← β₁ · m + (1 − β₁) · g
 *   v ← β₂ · v + (1 − β₂) · g²
 *   w ← w − lr / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
 *
 * Bias corrections come from the number of updates t, in float64. tfjs's own Adam multiplies them up step by step
 * and restores them by a power, so that a resumed run differs from an unbroken one.
 *
 * @remarks Sources: Kingma and Ba 2015 (arXiv 1412.6980), algorithm 1;
 *   https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html
 */
export class Adam implements Optimizer {
  updates = 0;
  readonly #variables: readonly Variable[];
  readonly #weightDecay: number;
  readonly #epsilon: number;
  readonly #firstMoments: readonly Variable[];
  readonly #secondMoments: readonly Variable[];

  constructor(variables: readonly Variable[], options: AdamOptions) {
    this.#variables = variables;
    this.#weightDecay = options.weightDecay;
    this.#epsilon = options.epsilon ?? 1e-8;
    this.#firstMoments = zeroSlots(variables);
    this.#secondMoments = zeroSlots(variables);
  }

  apply(gradients: Gradients, learningRate: number, weightDecay?: number): void {
    const { stepSize, rootOfCorrection } = this.#corrected(learningRate);
    tf.tidy(() => {
      this.#variables.forEach((variable, i) => {
        const raw = gradients[variable.name];
        if (!raw) return;
        const gradient = decayed(raw, variable, this.#weightDecay, weightDecay);
        const m = this.#moment(this.#firstMoments[i]!, gradient, BETA1);
        const v = this.#moment(this.#secondMoments[i]!, tf.square(gradient), BETA2);
        const denominator = tf.add(tf.div(tf.sqrt(v), rootOfCorrection), this.#epsilon);
        variable.assign(tf.sub(variable, tf.mul(tf.div(m, denominator), stepSize)));
      });
    });
    this.updates++;
  }

  scalars(learningRate: number, weightDecay?: number): Readonly<Record<string, number>> {
    return { ...this.#corrected(learningRate), ...changingDecay(weightDecay) };
  }

  #corrected(learningRate: number): { readonly stepSize: number; readonly rootOfCorrection: number } {
    const t = this.updates + 1;
    return {
      stepSize: learningRate / (1 - BETA1 ** t),
      rootOfCorrection: Math.sqrt(1 - BETA2 ** t),
    };
  }

  #moment(slot: Variable, value: Tensor, beta: number): Tensor {
    slot.assign(tf.add(tf.mul(slot, beta), tf.mul(value, 1 - beta)));
    return slot;
  }

  slots(): NamedVariable[] {
    return [
      ...this.#firstMoments.map((variable, i) => ({ name: `adam/${i}/first-moment`, variable })),
      ...this.#secondMoments.map((variable, i) => ({ name: `adam/${i}/second-moment`, variable })),
    ];
  }

  dispose(): void {
    tf.dispose([...this.#firstMoments, ...this.#secondMoments]);
  }
}
