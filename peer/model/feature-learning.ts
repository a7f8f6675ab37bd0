import { CodistillError } from '../../proto/errors.js';
import type { FeatureShapes } from '../../proto/feature-shape.js';
import { randomStream } from '../../proto/random.js';
import type { RunSpec } from '../../proto/run-spec.js';
import type { Scheme } from '../../proto/scheme.js';
import type { FeatureKind, FeatureLayout, HintColumns } from '../core/teaching/feature-targets.js';
import type { Dataset } from '../data/dataset.js';
import { type LayersModel, tf, type Variable } from './backend.js';
import { ATTENTION_SHAPE, type FeatureTap, tapFeatures } from './feature-tap.js';
import type { Regressor } from './losses/hint.js';
import { createPeerNetwork, initSeed } from './peer-network.js';
import type { NamedVariable } from './weights.js';

type SampleShape = Pick<Dataset, 'inputShape' | 'classes'> & Partial<Pick<Dataset, 'positions'>>;

/** A run, and whether its peers are taught by their own past. */
interface TaughtRun {
  readonly spec: RunSpec;
  readonly scheme: Pick<Scheme, 'taughtBySelf'>;
}

/** A sample as a peer sees it, by the peer's id. */
type SampleOf = (peerId: string) => Promise<SampleShape>;

/** How a peer takes part in a feature loss: where its network is tapped, and what it learns besides the network. */
export interface FeatureLearning {
  readonly kind: FeatureKind;
  readonly tap: FeatureTap;
  /** Shape of the features of a sample that this peer and each possible teacher send. */
  readonly shapes: FeatureShapes;
  /** Hints only: each possible teacher's columns of the regressor. */
  readonly columns: readonly HintColumns[];
  readonly regressor: Regressor | undefined;
  /** The regressor's, for the optimizer and the checkpoint; of this object. */
  readonly variables: readonly NamedVariable[];
  /** The shape of the feature targets of a batch of this many samples. */
  layout(samples: number): FeatureLayout;
  /** Frees the regressor; the network is not its own. */
  dispose(): void;
}

/**
 * Prepares a peer for the feature loss that the run spec names; `undefined` when it names none.
 *
 * The size of an embedding is that of its peer's network, which is built once to find out: a regressor, and with it the
 * compiled step, must be known before the first hint arrives, and each hint is checked against it.
 *
 * @param sampleOf - A sample as another peer sees it. @default as this one does
 * @throws {CodistillError} `ERR_CONFIG` when a network cannot be tapped.
 */
export async function createFeatureLearning(
  run: TaughtRun,
  peerId: string,
  network: LayersModel,
  sample: SampleShape,
  sampleOf: SampleOf = () => Promise.resolve(sample),
): Promise<FeatureLearning | undefined> {
  const { spec, scheme } = run;
  const kind = spec.distillation.feature;
  if (kind === 'none') return undefined;
  const tap = tapFeatures(network, kind);
  const shapes = await shapesOf(run, peerId, kind, tap, sampleOf);
  const columns = kind === 'hint' ? hintColumns(scheme, peerId, shapes) : [];
  const last = columns.at(-1);
  const regressor = last && createRegressor(tap.size, last.from + last.width, initSeed(spec, peerId));
  const variables = Object.entries(regressor ?? {});
  return {
    kind,
    tap,
    shapes,
    columns,
    regressor,
    variables: variables.map(([name, variable]) => ({ name: `regressor/${name}`, variable })),
    layout: (samples) => ({ kind, samples, size: tap.size, columns }),
    dispose: () => tf.dispose(variables.map(([, variable]) => variable)),
  };
}

/**
 * Taps a frozen teacher as its students expect it: at the size that the network has which the run spec gives it.
 *
 * @throws {CodistillError} `ERR_CONFIG` when its source holds another network, or one that cannot be tapped.
 */
export async function tapTeacher(
  spec: RunSpec,
  peerId: string,
  network: LayersModel,
  sample: SampleShape,
): Promise<FeatureTap | undefined> {
  const kind = spec.distillation.feature;
  if (kind === 'none') return undefined;
  const tap = tapFeatures(network, kind);
  const expected = kind === 'attention' ? ATTENTION_SHAPE : await embeddingShape(spec, peerId, sample);
  if (tap.shape.join() === expected.join()) return tap;
  const { network: name, source } = spec.peers.find(({ id }) => id === peerId)!;
  throw new CodistillError(
    'ERR_CONFIG',
    `teacher "${peerId}" is said to be ${name}, with ${expected} features a sample, but ${source} has ${tap.shape}`,
    { fix: 'give the teacher its own network: --peer role=teacher,network=…,source=…' },
  );
}

/** Shape of the features of a sample that this peer and each possible teacher send. */
async function shapesOf(
  { spec, scheme }: TaughtRun,
  peerId: string,
  kind: FeatureKind,
  own: FeatureTap,
  sampleOf: SampleOf,
): Promise<FeatureShapes> {
  const shapes = new Map([[peerId, own.shape]]);
  const keyOf = ({ network, view }: RunSpec['peers'][number]): string => `${network} ${view}`;
  const known = new Map([[keyOf(spec.peers.find(({ id }) => id === peerId)!), own.shape]]);
  for (const peer of scheme.taughtBySelf ? [] : spec.peers) {
    if (peer.id === peerId) continue;
    const shape = kind === 'attention' ? own.shape : known.get(keyOf(peer));
    const found = shape ?? (await embeddingShape(spec, peer.id, await sampleOf(peer.id)));
    known.set(keyOf(peer), found);
    shapes.set(peer.id, found);
  }
  return shapes;
}

async function embeddingShape(
  spec: RunSpec,
  peerId: string,
  sample: SampleShape,
): Promise<readonly number[]> {
  const network = await createPeerNetwork(spec, peerId, sample);
  const { shape } = tapFeatures(network, 'hint');
  network.dispose();
  return shape;
}

/** A place for the hint of each peer that may teach this one: all others, or its own past. */
function hintColumns(
  { taughtBySelf }: TaughtRun['scheme'],
  peerId: string,
  shapes: FeatureShapes,
): HintColumns[] {
  let from = 0;
  return [...shapes].flatMap(([id, [width]]) => {
    if ((id === peerId) !== taughtBySelf) return [];
    const columns = { peerId: id, from, width: width! };
    from += columns.width;
    return [columns];
  });
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
