import { checkClasses, type DataIdentity } from '../../proto/data-identity.js';
import type { InputFormat } from '../data/input-format.js';
import type { Checkpoint, LearnedData } from '../files/checkpoint-format.js';
import type { TrainerMessage } from '../mailbox/messages.js';

/** The data that a peer learns, as its checkpoints name them. */
export function learnedData(
  { digest, classNames }: DataIdentity,
  { normalization }: InputFormat,
): LearnedData {
  const { mean, std } = normalization;
  return { digest, classNames, normalization: { mean, std } };
}

/**
 * Compares the data at hand with those that a checkpoint's network learned; tells the user what cannot be told.
 *
 * @param what - The checkpoint and where it lies.
 * @throws {CodistillError} `ERR_CLASS_NAMES` naming the first class that means something else.
 */
export function warnOfClasses(
  post: (message: TrainerMessage) => void,
  here: DataIdentity,
  { data }: Pick<Checkpoint, 'data'>,
  what: string,
): void {
  const message = checkClasses(here, data, what);
  if (message !== undefined) post({ kind: 'warning', message });
}
