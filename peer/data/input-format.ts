import type { InputShape } from './dataset.js';
import type { Normalization } from './normalization.js';

/** How stored samples become network inputs. A data set is one: it shows its samples whole. */
export interface InputFormat {
  /** Shape of one stored sample. */
  readonly inputShape: InputShape;
  /** Of the channels that the network sees; tokens ignore it. */
  readonly normalization: Normalization;
  /** The part or form of a sample that the network sees; absent: all of it. */
  readonly view?: View;
}

/** A peer's own look at every sample: other inputs under the same sample ids. */
export interface View {
  /** As the user named it. */
  readonly name: string;
  /** Shape of one sample as it is seen. */
  readonly shape: InputShape;
  /** Whether its channels are other ones than those of the set, with a mean and a deviation of their own. */
  readonly otherChannels: boolean;
  /**
   * @param sample - uint8, one stored sample; left as it is.
   * @param out - uint8, as large as `shape`; overwritten.
   */
  apply(sample: Uint8Array, sampleId: number, out: Uint8Array): void;
}

/** Shape of one sample as the network sees it. */
export function seenShape({ view, inputShape }: InputFormat): InputShape {
  return view?.shape ?? inputShape;
}
