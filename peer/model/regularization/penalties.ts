import { reasonOf } from '../../../proto/user-module.js';
import { type LayersModel, type Scalar, type Tensor, tf } from '../backend.js';
import { trainableVariables } from '../weights.js';
import { type Layer, layersWithin } from './layers-within.js';
import { refusedRule } from './refused-rule.js';

/** The penalties that a network's own regularizers add to its loss. */
export interface Penalties {
  /** Their sum for the weights of now, a scalar float32 that gradients flow through. The caller owns it. */
  total(): Scalar;
}

/** One regularizer of one weight, or another loss that a layer adds. */
type Term = () => Scalar;

/**
 * Finds the regularizers of a network; `undefined` when it has none.
 *
 *   penalty = Σ over the weights of  l1 · Σ|w| + l2 · Σw²
 *
 * A weight counts once, however often its layer is called, as in Keras; `calculateLosses` of tfjs counts a layer once a
 * call, and leaves out the cells of recurrent layers and both directions of bidirectional ones. A layer's further losses
 * (`addLoss`, regularizer classes of a user's own) are taken as they are. Where |w| has no slope its gradient is 0, as in
 * Keras; tfjs takes −1 there.
 *
 * @throws {CodistillError} `ERR_NETWORK_MODULE` naming the layer when it regularizes its activity, which tfjs does not
 *   implement, or when a loss of its own throws, is no scalar, or depends on no weight that trains.
 */
export function createPenalties(network: LayersModel): Penalties | undefined {
  const weights = new Set(network.weights.map((weight) => weight.read()));
  const losses = new Map<Term, Layer>();
  for (const layer of layersWithin(network)) {
    if ((layer as { activityRegularizer?: unknown }).activityRegularizer != null) {
      throw refusedRule(layer.name, 'an activity regularizer cannot be honoured, tfjs does not implement it');
    }
    for (const loss of layer.losses) if (!losses.has(loss)) losses.set(loss, layer); // a wrapper shows its layer's again
  }
  const terms = [...losses].flatMap(([loss, layer]): Term[] => {
    const elastic = tried(layer, () => elasticOf(loss));
    if (elastic === undefined) {
      checkTerm(layer, loss, network);
      return [loss];
    }
    return weights.has(elastic.variable) ? [() => elasticPenalty(elastic)] : [];
  });
  if (terms.length === 0) return undefined;
  return { total: () => tf.addN(terms.map((term) => term())) as Scalar };
}

/** An `L1L2` regularizer and its weight. */
interface Elastic {
  readonly l1: number;
  readonly l2: number;
  readonly variable: Tensor;
}

/** Layers keep functions: one call shows which regularizer is asked about which weight. */
function elasticOf(loss: Term): Elastic | undefined {
  const { prototype } = tf.regularizers.l1l2().constructor as { prototype: { apply(x: Tensor): Scalar } };
  const original = prototype.apply;
  const asked: (Elastic & { readonly value: Scalar })[] = [];
  prototype.apply = function (this: Elastic, x) {
    const value = original.call(this, x);
    asked.push({ l1: this.l1, l2: this.l2, variable: x, value });
    return value;
  };
  let whole: Scalar | undefined;
  try {
    tf.tidy(() => {
      whole = loss();
    });
  } finally {
    prototype.apply = original;
  }
  const [only] = asked;
  return asked.length === 1 && only!.value === whole && only!.variable instanceof tf.Variable
    ? only
    : undefined;
}

/**
 * One term and its gradient, `l1 · sign(w) + 2 · l2 · w`, as two ops a weight: the gradient of tfjs' own formula takes
 * five, and a constant as large as the weight.
 */
function elasticPenalty({ l1, l2, variable }: Elastic): Scalar {
  const penalty = tf.customGrad((weight, save) => {
    const w = weight as Tensor;
    (save as (tensors: Tensor[]) => void)([w]);
    const parts = [
      ...(l1 === 0 ? [] : [tf.mul(tf.sum(tf.abs(w)), l1)]),
      ...(l2 === 0 ? [] : [tf.mul(tf.sum(tf.square(w)), l2)]),
    ];
    const gradFunc = (upstream: Tensor, [saved]: Tensor[]): Tensor => {
      const slopes = [
        ...(l1 === 0 ? [] : [tf.mul(tf.sign(saved!), tf.mul(upstream, l1))]),
        ...(l2 === 0 ? [] : [tf.mul(saved!, tf.mul(upstream, 2 * l2))]),
      ];
      return slopes.length === 0 ? tf.zerosLike(saved!) : slopes.reduce((sum, slope) => tf.add(sum, slope));
    };
    return { value: parts.length === 0 ? tf.scalar(0) : tf.addN(parts), gradFunc };
  });
  return penalty(variable) as Scalar;
}

/** Judges a loss of a layer by itself, before training. */
function checkTerm(layer: Layer, loss: Term, network: LayersModel): void {
  const shape = tried(layer, () => tf.tidy(() => loss().shape.join()));
  if (shape !== '') throw refusedRule(layer.name, `its loss is no scalar but [${shape}]`);
  if (layer.trainableWeights.length === 0) return; // a frozen layer's penalty is a constant
  tried(layer, () => {
    const { value, grads } = tf.variableGrads(loss, trainableVariables(network));
    tf.dispose([value, grads]);
  });
}

/** Calls a function of a user's, whose errors name the layer. */
function tried<Result>(layer: Layer, body: () => Result): Result {
  try {
    return body();
  } catch (cause) {
    throw refusedRule(layer.name, `its regularizer fails: ${reasonOf(cause)}`, cause);
  }
}
