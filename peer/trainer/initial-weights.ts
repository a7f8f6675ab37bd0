import type { RunSpec } from '../../proto/run-spec.js';
import { assignWeights } from '../export/assign-weights.js';
import { readWeights } from '../files/weights-file.js';
import type { LayersModel } from '../model/backend.js';
import type { Thread } from './set-up.js';

/**
 * Gives a network the first weights that the run spec names for it, if any, and records what they are.
 *
 * @throws {CodistillError} As `readWeights` and `assignWeights`.
 */
export function takeInitialWeights(
  network: LayersModel,
  { id, weights }: RunSpec['peers'][number],
  post: Thread['post'],
): void {
  if (weights === '') return;
  const { path, sha256, tensors } = readWeights(weights, id);
  assignWeights(network, tensors, `${id}: weights ${path}`);
  post({ kind: 'record', record: { kind: 'initial-weights', peer: id, path, sha256 } });
}
