import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import { decodedImages } from '../data/image-decoder.js';
import { LeftOut, listImages } from '../data/image-files.js';
import type { PictureInput, TextInput } from '../files/preprocessing.js';
import type { Predictor } from './predictor.js';

/** The classes of one input, the likeliest first. */
export interface Prediction {
  /** The path of a picture, or the text. */
  readonly input: string;
  readonly classes: readonly { readonly name: string; readonly probability: number }[];
}

/** Inputs that are predicted together. */
const BATCH = 64;
/** Pictures that are decoded, or on the way, while a batch is predicted. */
const AHEAD = 2 * BATCH;

/**
 * Predicts the classes of pictures, files or whole folders, which are stretched to the size that the network takes; or of the
 * token that follows each text. Predictions come in order, batch by batch; meanwhile the next pictures are decoded, never more than
 * two batches.
 *
 * @throws {CodistillError} `ERR_DATA_MISSING` for a file that is not there; `ERR_DATA_CORRUPT` for one that is no picture, when
 *   it is its turn; `ERR_SHAPE` for a text that is too short, or has a character that the network does not know.
 */
export async function* predictInputs(
  predictor: Predictor,
  given: readonly string[],
): AsyncGenerator<Prediction, void, undefined> {
  const { classes, classNames, positions, input } = predictor.preprocessing;
  const { names, samples } =
    input.kind === 'picture' ? pictures(input, given) : texts(input, classNames, given);
  const size = input.shape.reduce((product, side) => product * side, 1);
  const stored = new Uint8Array(BATCH * size);
  let predicted = 0;
  let waiting = 0;
  for await (const sample of samples) {
    stored.set(sample, waiting++ * size);
    if (waiting < BATCH && predicted + waiting < names.length) continue;
    const probabilities = await predictor.predict(stored.subarray(0, waiting * size), waiting);
    for (let row = 0; row < waiting; row++) {
      const end = (row + 1) * positions * classes; // of the last position
      const named = [...probabilities.subarray(end - classes, end)].map((probability, i) => ({
        name: classNames[i] ?? String(i),
        probability,
      }));
      named.sort((a, b) => b.probability - a.probability);
      yield { input: names[predicted + row]!, classes: named };
    }
    predicted += waiting;
    waiting = 0;
  }
}

interface StoredInputs {
  readonly names: readonly string[];
  /** uint8, pixels of 0 to 255 or tokens, of each input in turn. */
  readonly samples: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

function pictures({ shape, view }: PictureInput, given: readonly string[]): StoredInputs {
  if (view !== 'full') {
    throw new CodistillError(
      'ERR_SHAPE',
      `the network sees pictures by the view "${view}", which is not applied here`,
      {
        fix: 'predict with a peer that sees whole pictures, or use `codistill evaluate`',
      },
    );
  }
  const [height, width, channels] = shape as [number, number, 1 | 3];
  const names = given.flatMap(picturesAt);
  return { names, samples: decodedImages(names, { size: [height, width], channels }, AHEAD) };
}

function picturesAt(given: string): string[] {
  const path = resolve(given);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) {
    throw new CodistillError('ERR_DATA_MISSING', `no picture ${path}`, {
      fix: 'give pictures, or folders of them',
    });
  }
  if (!found.isDirectory()) return [path];
  const files = listImages(path, '.', 0, new LeftOut()).map(({ path: file }) => resolve(path, file));
  if (files.length > 0) return files;
  throw new CodistillError('ERR_DATA_MISSING', `no picture in ${path}`, {
    fix: 'give a folder of pictures',
  });
}

function texts(
  { shape, tokens }: TextInput,
  classNames: readonly string[],
  given: readonly string[],
): StoredInputs {
  const [length] = shape as [number];
  const read = (text: string): Uint8Array => {
    const all = tokens === 'bytes' ? [...Buffer.from(text)] : [...text].map((one) => classNames.indexOf(one));
    const last = all.slice(-length);
    if (last.length === length && !last.includes(-1)) return Uint8Array.from(last);
    const problem =
      last.length < length
        ? `has ${last.length} tokens, the network reads ${length}`
        : `has the character ${JSON.stringify([...text].slice(-length)[last.indexOf(-1)])}, which the network does not know`;
    throw new CodistillError('ERR_SHAPE', `the text ${JSON.stringify(text)} ${problem}`, {
      fix: `give texts of at least ${length} tokens, of characters that it learned`,
    });
  };
  return { names: given, samples: given.map(read) };
}
