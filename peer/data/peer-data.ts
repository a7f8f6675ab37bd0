import { dataSeed, type RunSpec } from '../../proto/run-spec.js';
import { BatchPlan, planSpec } from './batches.js';
import { loadDataset, readersOf } from './catalog.js';
import type { Dataset, InputShape } from './dataset.js';
import { type InputFormat, seenShape } from './input-format.js';
import type { KeptDataset } from './kept-dataset.js';
import type { DataRequest } from './request.js';
import { learnerPlace } from './shards.js';
import { splitTraining, type TrainingSplit } from './split.js';
import { checkFitsText } from './text-fit.js';
import { viewed } from './views.js';

/** Where data lie on this machine, and in this process. */
export interface DataPlaces extends Pick<DataRequest, 'dataDir' | 'cacheDir' | 'onProgress'> {
  /** Whence they are taken, if the run before had the same. */
  readonly kept?: KeptDataset | undefined;
}

/** The sample that a network is built for, as its peer sees it, and the size of its prediction. */
export interface SampleShape {
  readonly inputShape: InputShape;
  readonly classes: number;
  readonly positions: number;
}

/** The data of a run as one peer reads them. */
export interface PeerData {
  readonly dataset: Dataset;
  readonly format: InputFormat;
  readonly sample: SampleShape;
  readonly split: TrainingSplit;
  readonly plan: BatchPlan;
}

/**
 * Loads the data set of a run.
 *
 * @throws {CodistillError} As `loadDataset` and `checkFitsText`.
 */
export async function loadRunDataset(spec: RunSpec, { kept, ...places }: DataPlaces): Promise<Dataset> {
  const request = { ...places, seed: dataSeed(spec), networks: readersOf(spec) };
  const dataset = await (kept?.load(spec.data.name, request) ?? loadDataset(spec.data.name, request));
  if (dataset.text !== undefined) checkFitsText(spec, dataset.positions);
  return dataset;
}

/**
 * Loads the data of a run as one peer reads them: through its view, its share of the training samples, its batches.
 *
 * @throws {CodistillError} As {@link loadRunDataset}, `viewed` and `splitTraining`.
 */
export async function loadPeerData(spec: RunSpec, peerId: string, places: DataPlaces): Promise<PeerData> {
  const dataset = await loadRunDataset(spec, places);
  const format = await viewed(dataset, viewOf(spec, peerId));
  const place = learnerPlace(spec, peerId);
  const split = splitOf(spec, peerId, dataset);
  const plan = new BatchPlan(split.train, planSpec(spec, place), spec.data.augment);
  return { dataset, format, sample: sampleShape(dataset, format), split, plan };
}

/** A peer's share of the training samples, and the samples held out. */
export function splitOf(spec: RunSpec, peerId: string, dataset: Dataset): TrainingSplit {
  return splitTraining(dataset, spec.data, dataSeed(spec), learnerPlace(spec, peerId));
}

/** A peer's view, by name. */
export function viewOf(spec: RunSpec, peerId: string): string {
  return spec.peers.find(({ id }) => id === peerId)?.view ?? 'full';
}

/** The shape of a data set's samples in a format. */
export function sampleShape({ classes, positions }: Dataset, format: InputFormat): SampleShape {
  return { inputShape: seenShape(format), classes, positions };
}
