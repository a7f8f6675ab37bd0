import { checkClasses, type DataIdentity } from '../../proto/data-identity.js';
import type { Dataset } from '../data/dataset.js';
import { type InputFormat, seenShape } from '../data/input-format.js';
import type { Normalization } from '../data/normalization.js';
import type { Checkpoint, LearnedData } from '../files/checkpoint-format.js';
import { type Preprocessing, preprocessingBeside } from '../files/preprocessing.js';
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

/**
 * Compares the data at hand with those that a model or weights from elsewhere learned, as the file beside them tells that
 * `codistill export` writes.
 *
 * @param file - Of the model or the weights.
 * @param what - Names them.
 * @param warn - Told where it does not name its classes.
 * @returns What the file says; `undefined`: there is none.
 * @throws {CodistillError} `ERR_CLASS_NAMES` naming the first class that means something else; `ERR_DATA_MISSING` for a damaged file.
 */
export function learnedBeside(
  file: string,
  here: DataIdentity,
  what: string,
  warn: (message: string) => void,
): ReturnType<typeof preprocessingBeside> {
  const learned = preprocessingBeside(file);
  if (learned === undefined) return undefined;
  const { classNames } = learned;
  // Of its samples the file tells nothing.
  const doubt = checkClasses(
    here,
    classNames.length > 0 ? { digest: here.digest, classNames } : undefined,
    what,
  );
  if (doubt !== undefined) warn(doubt);
  return learned;
}

/** Digits of a mean or deviation; what they hide does not matter to a network. */
const SCALE_DIGITS = 3;

/** One line where pixels come on another scale than the one that they were learned on. */
export function scaleDifference(
  { normalization }: Pick<InputFormat, 'normalization'>,
  { input }: Preprocessing,
  what: string,
): string | undefined {
  if (input.kind === 'text') return undefined;
  const rounded = (numbers: readonly number[]): string =>
    numbers.map((one) => one.toFixed(SCALE_DIGITS)).join();
  const scale = ({ mean, std }: Normalization): string =>
    `mean [${rounded(mean)}] and deviation [${rounded(std)}]`;
  const [here, there] = [scale(normalization), scale(input)];
  if (here === there) return undefined;
  return `${what} learned pixels normalized by ${there}, and are shown them by ${here}: until they are trained on they fit less well`;
}
