import { reasonOf } from '../../../proto/user-module.js';
import { type LayersModel, type Scalar, type Tensor, tf, type Variable } from '../backend.js';
import type { Gradients } from '../optimizers/optimizer.js';
import { refusedRule } from './refused-rule.js';

/** The constraints that a network puts on its own weights: what becomes of a weight after each update. */
export interface Constraints {
  /**
   * Projects every weight that has just been updated: `w ← constraint(w)`.
   *
   * @param gradients - Of the update; a weight without gradient keeps its value.
   */
  project(gradients: Gradients): void;
  /**
   * Sum of all gradients of constrained weights, a scalar that is finite only if they are: `nonNeg` would make 0 of a
   * NaN, and nothing would show it. The caller owns it.
   */
  sumOf(gradients: Gradients): Scalar;
}

/** `maxNorm`, `nonNeg`, `unitNorm`, `minMaxNorm`, or a class of a user's own. */
interface Constraint {
  apply(weight: Tensor): Tensor;
}

/**
 * Finds the constraints of a network; `undefined` when it has none.
 *
 * Weights begin as their initializers make them, and a checkpoint's stay as they are: only updates are projected, as in
 * Keras. tfjs keeps constraints with its weights, but its own `fit` does not apply them.
 *
 * @throws {CodistillError} `ERR_NETWORK_MODULE` naming the weight when its constraint throws, or makes another shape of it.
 */
export function createConstraints(network: LayersModel): Constraints | undefined {
  const found = new Map<Variable, Constraint>();
  for (const weight of network.weights) {
    const { constraint, originalName } = weight as unknown as {
      constraint?: Constraint;
      originalName: string;
    };
    if (constraint == null) continue;
    const variable = weight.read() as Variable;
    checkConstraint(originalName, variable, constraint);
    found.set(variable, constraint);
  }
  if (found.size === 0) return undefined;
  const updated = (gradients: Gradients): [Variable, Constraint][] =>
    [...found].filter(([variable]) => gradients[variable.name] != null);
  return {
    project(gradients) {
      for (const [variable, constraint] of updated(gradients)) {
        tf.tidy(() => variable.assign(constraint.apply(variable)));
      }
    },
    sumOf: (gradients) =>
      tf.tidy(() => {
        const sums = updated(gradients).map(([variable]) => tf.sum(gradients[variable.name]!) as Scalar);
        return sums.length === 0 ? tf.scalar(0) : (tf.addN(sums) as Scalar);
      }),
  };
}

function checkConstraint(name: string, variable: Variable, constraint: Constraint): void {
  const shape = tf.tidy(() => {
    try {
      return constraint.apply(variable).shape;
    } catch (cause) {
      throw refusedRule(name, `its constraint fails: ${reasonOf(cause)}`, cause);
    }
  });
  if (shape.join() !== variable.shape.join()) {
    throw refusedRule(name, `its constraint makes [${shape}] of a weight [${variable.shape}]`);
  }
}
