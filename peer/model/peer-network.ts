import { CodistillError } from '../../proto/errors.js';
import { streamSeed } from '../../proto/random.js';
import { type RunSpec, trainingHash } from '../../proto/run-spec.js';
import type { Dataset, InputShape } from '../data/dataset.js';
import { type Checkpoint, loadBestCheckpoint, loadLastCheckpoint } from '../files/checkpoint.js';
import type { LayersModel } from './backend.js';
import { createNetwork } from './networks/catalog.js';
import type { SampleContext } from './networks/network-context.js';
import { restoreWeights } from './training-state.js';

/** One sample as the peer sees it, and the size of its prediction. */
type DatasetShape = Pick<Dataset, 'inputShape' | 'classes'> & Partial<Pick<Dataset, 'positions'>>;

/** Seed of a peer's weights and dropout: its own if the spec gives one, else from the run's seed and its position. */
export function initSeed(spec: RunSpec, peerId: string): number {
  const position = spec.peers.findIndex((peer) => peer.id === peerId);
  return spec.peers[position]?.initSeed || streamSeed(spec.training.seed, 'init', position);
}

/** Builds a peer's network with its initial weights, or blank ones. The caller disposes it. */
export async function createPeerNetwork(
  spec: RunSpec,
  peerId: string,
  dataset: DatasetShape,
  { blank = false }: Pick<SampleContext, 'blank'> = {},
): Promise<LayersModel> {
  const peer = spec.peers.find((one) => one.id === peerId);
  if (peer === undefined) throw new Error(`${peerId} is not in the run spec`);
  const { inputShape, classes, positions = 1 } = dataset;
  const seed = initSeed(spec, peerId);
  return createNetwork(peer.network, { inputShape, classes, positions, seed, blank });
}

/** A saved peer: its network, and what its checkpoint says of it. */
export interface LoadedPeer extends Pick<Checkpoint, 'step' | 'data'> {
  readonly network: LayersModel;
}

/**
 * Builds a peer's network with the weights of a checkpoint; `undefined` when there is none.
 *
 * @throws {CodistillError} `ERR_DATA_MISSING` without a `dataset` when the checkpoint does not say what its network takes.
 */
export async function loadPeerNetwork(options: {
  readonly spec: RunSpec;
  readonly peerId: string;
  /** Absent: as the checkpoint says. */
  readonly dataset?: DatasetShape;
  readonly directory: string;
  readonly which: 'last' | 'best';
}): Promise<LoadedPeer | undefined> {
  const { spec, peerId } = options;
  const expect = {
    network: spec.peers.find((peer) => peer.id === peerId)?.network ?? '',
    runSpecHash: trainingHash(spec),
  };
  const load = options.which === 'best' ? loadBestCheckpoint : loadLastCheckpoint;
  const checkpoint = load(options.directory, expect);
  if (checkpoint === undefined) return undefined;
  const network = await createPeerNetwork(
    spec,
    peerId,
    options.dataset ?? shapeOf(checkpoint, options.directory),
    { blank: true },
  );
  restoreWeights(network, checkpoint);
  return { network, step: checkpoint.step, data: checkpoint.data };
}

function shapeOf({ data }: Checkpoint, directory: string): DatasetShape {
  const { inputShape, ...rest } = data?.sample ?? {};
  if (isInputShape(inputShape)) return { ...(rest as Omit<DatasetShape, 'inputShape'>), inputShape };
  throw new CodistillError(
    'ERR_DATA_MISSING',
    `the checkpoint in ${directory} does not say what its network takes`,
    {
      fix: 'an older version wrote it: go on with the run for a step more, and its checkpoints will say it',
      facts: { directory },
    },
  );
}

function isInputShape(shape: readonly number[] | undefined): shape is InputShape & readonly number[] {
  return shape?.length === 1 || shape?.length === 3;
}
