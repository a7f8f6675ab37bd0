import { CodistillError } from '../../proto/errors.js';
import { randomStream } from '../../proto/random.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { type InputShape, sampleBytes } from '../data/dataset.js';
import { allIds, evaluationBatches, InputFiller } from '../data/fill.js';
import { type DataPlaces, loadRunDataset } from '../data/peer-data.js';
import { viewed } from '../data/views.js';
import type { Preprocessing } from '../files/preprocessing.js';

/** Samples by which an exported model is compared with its networks. */
export interface ProofSamples {
  readonly count: number;
  readonly classes: number;
  /** float32, as the networks see them. */
  readonly seen: Float32Array;
  /** float32, as the exported model takes them. */
  readonly fed: Float32Array;
  /** Why they were made up; absent: they are those of the test split. */
  readonly syntheticSince?: string | undefined;
}

/**
 * The first samples of the test split; made-up ones where the data are not here.
 *
 * @param count - At most.
 * @param takesPixels - Whether the exported model takes pixels as they are stored.
 */
export async function proofSamples(
  spec: RunSpec,
  places: DataPlaces,
  preprocessing: Preprocessing,
  { count, takesPixels }: { readonly count: number; readonly takesPixels: boolean },
): Promise<ProofSamples> {
  const { input, classes } = preprocessing;
  let stored: Uint8Array;
  let syntheticSince: string | undefined;
  try {
    stored = await testSamples(spec, places, preprocessing, count);
  } catch (error) {
    if (!(error instanceof CodistillError)) throw error;
    syntheticSince = error.message;
    stored = madeUp(preprocessing, count);
  }
  const seen = networkInputs(stored, preprocessing);
  return {
    count: stored.length / sampleBytes(input.shape as InputShape),
    classes,
    seen,
    fed: takesPixels ? Float32Array.from(stored) : seen,
    syntheticSince,
  };
}

/** The numbers that a network sees of pixels of 0 to 255, or tokens. */
export function networkInputs(stored: Uint8Array, { input }: Preprocessing): Float32Array {
  const inputShape = input.shape as InputShape;
  const normalization = input.kind === 'picture' ? input : { mean: [], std: [] };
  const seen = new Float32Array(stored.length);
  const count = stored.length / sampleBytes(inputShape);
  new InputFiller({ inputShape, normalization }).fill({ images: stored }, allIds(count), seen);
  return seen;
}

async function testSamples(
  spec: RunSpec,
  places: DataPlaces,
  { input }: Preprocessing,
  count: number,
): Promise<Uint8Array> {
  const dataset = await loadRunDataset(spec, places);
  const format = await viewed(dataset, input.kind === 'picture' ? input.view : 'full');
  const channels = format.normalization.mean.length;
  const asStored = { mean: Array<number>(channels).fill(0), std: Array<number>(channels).fill(1 / 255) };
  const [batch] = evaluationBatches({ ...format, normalization: asStored }, dataset.test, count);
  return Uint8Array.from(batch!.inputs, Math.round);
}

function madeUp({ input, classes }: Preprocessing, count: number): Uint8Array {
  const random = randomStream(1, 'init');
  const values = input.kind === 'picture' ? 256 : classes;
  const size = input.shape.reduce((product, side) => product * side, count);
  return Uint8Array.from({ length: size }, () => Math.floor(random.uniform() * values));
}
