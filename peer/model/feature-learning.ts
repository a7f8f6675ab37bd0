import { CodistillError } from '../../proto/errors.js';
import { randomStream } from '../../proto/random.js';
import type { RunSpec } from '../../proto/run-spec.js';
import type { FeatureKind, FeatureLayout, HintColumns } from '../core/feature-targets.js';
import type { Dataset } from '../data/dataset.js';
import { type LayersModel, tf, type Variable } from './backend.js';
import { type FeatureTap, tapFeatures } from './feature-tap.js';
import type { Regressor } from './losses/hint.js';
import { createPeerNetwork, initSeed } from './peer-network.js';
import type { NamedVariable } from './weights.js';

type SampleShape = Pick<Dataset, 'inputShape' | 'classes'> & Partial<Pick<Dataset, 'positions'>>;

/** How a peer takes part in a feature loss: where its network is tapped, and what it learns besides the network. */
export interface FeatureLearning {
  readonly kind: FeatureKind;
  readonly tap: FeatureTap;
  /** Hints only: each possible teacher's columns of the regressor. */
  readonly columns: readonly HintColumns[];
  readonly regressor?: Regressor;
  /** The regressor's, for the optimizer and the checkpoint; of this object. */
  readonly variables: readonly NamedVariable[];
  /** What a batch of this many samples is taught. */
  layout(samples: number): FeatureLayout;
  /** Frees the regressor; the network is not its own. */
  dispose(): void;
}

/**
 * Prepares a peer for the feature loss that the run spec names; `undefined` when it names none.
 *
 * A hint's size is that of its teacher's network, which is built once to find out: the regressor, and with it the
 * compiled step, must be known before the first hint arrives. A frozen teacher whose source holds another network than
 * its `network` says is not learned from.
 *
 * @throws {CodistillError} `ERR_CONFIG` when a network cannot be tapped, or a sample has more than one prediction.
 */
export async function createFeatureLearning(
  spec: RunSpec,
  peerId: string,
  network: LayersModel,
  sample: SampleShape,
): Promise<FeatureLearning | undefined> {
  const kind = spec.distillation.feature;
  if (kind === 'none') return undefined;
  if ((sample.positions ?? 1) > 1) {
    throw new CodistillError(
      'ERR_CONFIG',
      `--feature ${kind} is for pictures, a text has a prediction a token`,
      {
        fix: 'use --feature none',
      },
    );
  }
  const tap = tapFeatures(network, kind);
  const columns = kind === 'hint' ? await hintColumns(spec, peerId, tap.size, sample) : [];
  const last = columns.at(-1);
  const made =
    last === undefined
      ? undefined
      : createRegressor(tap.size, last.from + last.width, initSeed(spec, peerId));
  return {
    kind,
    tap,
    columns,
    ...(made === undefined ? {} : { regressor: made }),
    variables:
      made === undefined
        ? []
        : [
            { name: 'regressor/kernel', variable: made.kernel },
            { name: 'regressor/bias', variable: made.bias },
          ],
    layout: (samples) => ({ kind, samples, size: tap.size, columns }),
    dispose: () => tf.dispose(made === undefined ? [] : [made.kernel, made.bias]),
  };
}

async function hintColumns(
  spec: RunSpec,
  peerId: string,
  ownSize: number,
  sample: SampleShape,
): Promise<HintColumns[]> {
  const sizes = new Map([[spec.peers.find(({ id }) => id === peerId)!.network, ownSize]]);
  const columns: HintColumns[] = [];
  let from = 0;
  for (const { id, network: name } of spec.peers) {
    if (id === peerId) continue;
    let width = sizes.get(name);
    if (width === undefined) {
      const network = await createPeerNetwork(spec, id, sample);
      width = tapFeatures(network, 'hint').size;
      network.dispose();
      sizes.set(name, width);
    }
    columns.push({ peerId: id, from, width });
    from += width;
  }
  return columns;
}

/** Torch's default for a linear layer, uniform in ±1/√width, the bias 0. */
function createRegressor(
  width: number,
  columns: number,
  seed: number,
): { readonly kernel: Variable; readonly bias: Variable } {
  const random = randomStream(seed, 'regressor');
  const bound = 1 / Math.sqrt(width);
  const values = Float32Array.from({ length: width * columns }, () => bound * (2 * random.uniform() - 1));
  return tf.tidy(() => ({
    kernel: tf.variable(tf.tensor2d(values, [width, columns])),
    bias: tf.variable(tf.zeros([columns])),
  }));
}
