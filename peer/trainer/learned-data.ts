import { checkClasses, type DataIdentity } from '../../proto/data-identity.js';
import type { Dataset } from '../data/dataset.js';
import { type InputFormat, seenShape } from '../data/input-format.js';
import type { Checkpoint, LearnedData } from '../files/checkpoint-format.js';
import type { TrainerMessage } from '../mailbox/messages.js';

/** The facts of a data set that a checkpoint names. */
type LearnedSet = Pick<Dataset, 'digest' | 'classNames' | 'classes' | 'positions' | 'text'>;

/** The data that a peer learns, as its checkpoints name them. */
export function learnedData(
  { digest, classNames, classes, positions, text }: LearnedSet,
  format: InputFormat,
): LearnedData {
  const { mean, std } = format.normalization;
  const sample = {
    ...{ inputShape: seenShape(format), classes, positions, view: format.view?.name ?? 'full' },
    ...(text === undefined ? {} : { tokens: text.level }),
  };
  return { digest, classNames, normalization: { mean, std }, sample };
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
