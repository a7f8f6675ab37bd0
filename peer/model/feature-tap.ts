import { CodistillError } from '../../proto/errors.js';
import type { FeatureKind } from '../core/teaching/feature-targets.js';
import {
  type LayersModel,
  type SymbolicTensor,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tf,
} from './backend.js';

/** Side of the grid that attention maps are averaged onto, whatever a network's own: 64 numbers a sample. */
export const ATTENTION_SIDE = 8;
/** Of everybody's attention maps. */
export const ATTENTION_SHAPE: readonly number[] = [ATTENTION_SIDE, ATTENTION_SIDE];
/** Numbers a sample that an embedding may have; wider ones would be larger than the pictures. */
const EMBEDDING_SIZE_MAX = 4096;

/** A network whose inner values can be read in the forward pass that makes its logits. */
export interface FeatureTap {
  /** Numbers a sample. */
  readonly size: number;
  /** Shape of the features of a sample, which students know beforehand. */
  readonly shape: readonly number[];
  /**
   * One forward pass.
   *
   * @param training - As the network's own layers take it. @default true
   * @returns logits `[batch, classes]` and features `[batch, size]`; gradients flow through both. The caller owns them.
   */
  forward(inputs: Tensor, training?: boolean): { readonly logits: Tensor2D; readonly features: Tensor2D };
}

/**
 * Taps a network where a feature loss wants it:
 *
 * - `attention`: the last layer whose output is still a picture, as the mean of its squared channels, averaged by area
 *   onto 8×8.
 * - `hint`, `rkd`, `similarity`: the input of the last layer with weights, the embedding that the logits are made of.
 *
 * @param network - Shared: the tap owns no weights.
 * @throws {CodistillError} `ERR_CONFIG` when the network has no such place.
 */
export function tapFeatures(network: LayersModel, kind: FeatureKind): FeatureTap {
  return kind === 'attention' ? tapAttention(network) : tapEmbedding(network);
}

function tapAttention(network: LayersModel): FeatureTap {
  const place = lastPicture(network);
  if (place === undefined) {
    throw new CodistillError(
      'ERR_CONFIG',
      `the network "${network.name}" has no layer of pictures, so no attention`,
      { fix: 'use a convolutional network, or --feature rkd, similarity or hint' },
    );
  }
  const [, height, width] = place.shape as [null, number, number, number];
  const grid = areaWeights(height, width);
  return tapAt(network, place, ATTENTION_SHAPE, (activations) => {
    const energy = tf.mean(tf.square(activations as Tensor4D), 3); // [batch, height, width]
    return tf.matMul(tf.reshape(energy, [-1, height * width]), tf.tensor2d(grid)) as Tensor2D;
  });
}

function tapEmbedding(network: LayersModel): FeatureTap {
  const place = embeddingOf(network);
  const size = (place.shape.slice(1) as number[]).reduce((product, side) => product * side, 1);
  if (size > EMBEDDING_SIZE_MAX) {
    throw new CodistillError(
      'ERR_CONFIG',
      `the network "${network.name}" makes its logits of ${size} numbers a sample, ${EMBEDDING_SIZE_MAX} may be sent`,
      { fix: 'put a pooling or a smaller layer before the last one, or use --feature attention' },
    );
  }
  return tapAt(network, place, [size], (activations) => tf.reshape(activations, [-1, size]) as Tensor2D);
}

/** Walks back from the logits to the nearest output of more than one pixel; the network's input is none. */
function lastPicture(network: LayersModel): SymbolicTensor | undefined {
  const waiting = [network.outputs[0]!];
  const seen = new Set<SymbolicTensor>();
  for (let tensor = waiting.shift(); tensor !== undefined; tensor = waiting.shift()) {
    const { shape, sourceLayer, nodeIndex } = tensor;
    if (sourceLayer.getClassName() === 'InputLayer') continue;
    const inputs = sourceLayer.inboundNodes[nodeIndex]?.inputTensors ?? [];
    if (shape.length === 4 && shape[1]! * shape[2]! > 1) return tensor;
    for (const input of inputs) {
      if (!seen.has(input)) waiting.push(input);
      seen.add(input);
    }
  }
  return undefined;
}

/** Walks back from the logits to the last layer with weights, and takes its input. */
function embeddingOf(network: LayersModel): SymbolicTensor {
  let tensor = network.outputs[0]!;
  for (let hops = 0; hops < network.layers.length; hops++) {
    const { sourceLayer, nodeIndex } = tensor;
    const before = sourceLayer.inboundNodes[nodeIndex]?.inputTensors[0];
    if (before === undefined) break;
    if (sourceLayer.trainableWeights.length > 0) return before;
    tensor = before;
  }
  throw new CodistillError('ERR_CONFIG', `the network "${network.name}" has no layer with weights`, {
    fix: 'end it in a dense layer',
  });
}

function tapAt(
  network: LayersModel,
  place: SymbolicTensor,
  shape: readonly number[],
  read: (activations: Tensor) => Tensor2D,
): FeatureTap {
  const tapped = tf.model({ inputs: network.inputs, outputs: [network.outputs[0]!, place] });
  return {
    size: shape.reduce((product, side) => product * side, 1),
    shape,
    forward(inputs, training = true) {
      const [logits, activations] = tapped.apply(inputs, { training }) as Tensor[];
      return { logits: logits as Tensor2D, features: read(activations!) };
    },
  };
}

/** How much of each pixel lies in each cell of the grid; a cell's shares sum to 1. `[height · width][side · side]`. */
function areaWeights(height: number, width: number): number[][] {
  const [rows, columns] = [overlaps(height), overlaps(width)];
  return rows.flatMap((row) => columns.map((column) => row.flatMap((a) => column.map((b) => a * b))));
}

/** `[length][ATTENTION_SIDE]`: the share of each cell that comes from each of `length` equal pieces of the same line. */
function overlaps(length: number): number[][] {
  return Array.from({ length }, (_, piece) =>
    Array.from({ length: ATTENTION_SIDE }, (_, cell) => {
      const from = Math.max(piece / length, cell / ATTENTION_SIDE);
      const to = Math.min((piece + 1) / length, (cell + 1) / ATTENTION_SIDE);
      return Math.max(to - from, 0) * ATTENTION_SIDE;
    }),
  );
}
