import { type Scalar, type Tensor, type Tensor1D, type Tensor2D, tf } from '../backend.js';

/** Factors of the two parts, as in the authors' code. */
const DISTANCE = 25;
const ANGLE = 50;
/** Samples whose angles are compared, the first of a batch: there are as many angles as their number cubed. */
export const ANGLE_SAMPLES_MAX = 64;
/** In units of the mean squared distance: below, samples count as one, and rounding is not made a direction. */
const SQUARE_MIN = 1e-6;
const MEAN_MIN = 1e-12;

/**
 * Relational knowledge distillation: distances and angles between samples as the teachers have them.
 *
 *   d[i, j] = ‖x_i − x_j‖ / mean over pairs,       cos[i, j, k] = ⟨ (x_j − x_i) / ‖x_j − x_i‖, (x_k − x_i) / ‖x_k − x_i‖ ⟩
 *   L = 25 · mean over i, j of w[i] · w[j] · h(d − d_T)  +  50 · mean over i, j, k of w[i] · w[j] · w[k] · h(cos − cos_T)
 *   h(e) = e² / 2 where |e| < 1, else |e| − 1/2
 *
 * Both follow from squared distances alone (2 ⟨a, b⟩ = ‖a‖² + ‖b‖² − ‖a − b‖²), so these are all that the loss takes of
 * a teacher's embedding, of any width. Angles are taken of the batch's first 64 samples at most.
 *
 * @param embeddings - x, this peer's, float32 `[batch, width]`. Gradients flow here only.
 * @param distances - The teachers' squared distances in units of their mean, float32 `[batch, batch]`. Constants.
 * @param weights - w, float32 `[batch]`, 0 where nobody taught.
 * @returns Scalar float32, `≥ 0`. The caller owns it.
 * @remarks Source: Park et al. 2019 (arXiv 1904.05068), equations 5 to 9; the factors from RepDistiller.
 */
export function relationalLoss(embeddings: Tensor2D, distances: Tensor2D, weights: Tensor1D): Scalar {
  const batch = embeddings.shape[0];
  const pairs = tf.mul(tf.reshape(weights, [batch, 1]), weights); // w[i] · w[j]
  const counted = tf.mul(tf.step(pairs), tf.sub(1, tf.eye(batch))) as Tensor2D; // 1 for pairs i ≠ j that count
  const squares = relativeSquares(embeddings, counted);
  const [own, teachers] = [lengths(squares, counted), lengths(distances, counted)];
  const apart = tf.mul(huber(tf.sub(inMeans(own, counted), inMeans(teachers, counted))), pairs);
  const turned = angleLoss(
    { squares, lengths: own, counted },
    { squares: distances, lengths: teachers, counted },
    weights,
  );
  return tf.add(tf.mul(tf.mean(apart), DISTANCE), tf.mul(turned, ANGLE)) as Scalar;
}

interface Sides {
  readonly squares: Tensor2D;
  readonly lengths: Tensor;
  readonly counted: Tensor2D;
}

/** ‖x_i − x_j‖² in units of its mean over the pairs that count, by the embeddings' products; 0 elsewhere. */
function relativeSquares(embeddings: Tensor2D, counted: Tensor2D): Tensor2D {
  const centered = tf.sub(embeddings, tf.mean(embeddings, 0, true)); // less to cancel
  const products = tf.matMul(centered, centered, false, true) as Tensor2D;
  const lengthSquares = tf.sum(tf.square(centered), 1, true); // [batch, 1]
  const squares = tf.sub(tf.add(lengthSquares, tf.transpose(lengthSquares)), tf.mul(products, 2));
  const positive = tf.mul(tf.relu(squares), counted);
  return tf.div(positive, tf.add(meanOf(positive, counted), MEAN_MIN));
}

/** Distances, 0 for the pairs that do not count. */
function lengths(squares: Tensor2D, counted: Tensor2D): Tensor {
  return tf.mul(tf.sqrt(tf.add(squares, SQUARE_MIN)), counted);
}

function inMeans(distances: Tensor, counted: Tensor2D): Tensor {
  return tf.div(distances, tf.add(meanOf(distances, counted), MEAN_MIN));
}

function meanOf(values: Tensor, counted: Tensor2D): Tensor {
  return tf.div(tf.sum(values), tf.maximum(tf.sum(counted), 1));
}

function angleLoss(own: Sides, teachers: Sides, weights: Tensor1D): Tensor {
  const count = Math.min(weights.shape[0], ANGLE_SAMPLES_MAX);
  const first = tf.slice(weights, [0], [count]);
  const triples = tf.mul(
    tf.mul(tf.reshape(first, [count, 1, 1]), tf.reshape(first, [1, count, 1])),
    tf.reshape(first, [1, 1, count]),
  );
  const error = tf.sub(cosines(own, count), cosines(teachers, count));
  return tf.mean(tf.mul(huber(error), triples));
}

/** cos[i, j, k] of the angle at i between j and k; 0 where two of them are the same sample or do not count. */
function cosines(sides: Sides, count: number): Tensor {
  const part = (matrix: Tensor): Tensor => tf.slice(matrix as Tensor2D, [0, 0], [count, count]);
  const [square, side, counted] = [part(sides.squares), part(sides.lengths), part(sides.counted)];
  const toJ = (matrix: Tensor): Tensor => tf.reshape(matrix, [count, count, 1]);
  const toK = (matrix: Tensor): Tensor => tf.reshape(matrix, [count, 1, count]);
  const across = tf.reshape(square, [1, count, count]); // ‖x_j − x_k‖²
  const products = tf.div(tf.sub(tf.add(toJ(square), toK(square)), across), 2);
  const inverse = tf.div(counted, tf.add(side, tf.sub(1, counted))); // 0 on the diagonal, where a side is 0
  return tf.mul(tf.mul(products, toJ(inverse)), toK(inverse));
}

function huber(error: Tensor): Tensor {
  const size = tf.abs(error);
  const near = tf.minimum(size, 1);
  return tf.add(tf.mul(tf.square(near), 0.5), tf.sub(size, near));
}
