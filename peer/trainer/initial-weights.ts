import type { RunSpec } from '../../proto/run-spec.js';
import type { PeerData } from '../data/peer-data.js';
import { assignWeights } from '../export/assign-weights.js';
import { readWeights } from '../files/weights-file.js';
import type { LayersModel } from '../model/backend.js';
import { learnedBeside, scaleDifference } from './learned-data.js';
import type { Thread } from './set-up.js';

/**
 * Gives a network the first weights that the run spec names for it, if any, and records what they are.
 *
 * @param data - Those that it is to learn, compared with what the file beside the weights says.
 * @throws {CodistillError} As `readWeights`, `learnedBeside` and `assignWeights`.
 */
export function takeInitialWeights(
  network: LayersModel,
  { id, weights }: RunSpec['peers'][number],
  { dataset, format }: Pick<PeerData, 'dataset' | 'format'>,
  { post, warn }: Pick<Thread, 'post' | 'warn'>,
): void {
  if (weights === '') return;
  const { path, sha256, tensors } = readWeights(weights, id);
  const what = `${id}: weights ${path}`;
  const learned = learnedBeside(path, dataset, what, warn);
  assignWeights(network, tensors, what);
  const difference = learned && scaleDifference(format, learned, what);
  if (difference !== undefined) warn(difference);
  post({ kind: 'record', record: { kind: 'initial-weights', peer: id, path, sha256 } });
}
