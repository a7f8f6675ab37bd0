import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import { reasonOf } from '../../proto/user-module.js';
import { ensembleProbabilities } from '../core/scoring/scores.js';
import { decodeImages } from '../data/image-decoder.js';
import { LeftOut, listImages } from '../data/image-files.js';
import type { PictureInput, Preprocessing, TextInput } from '../files/preprocessing.js';
import { CompiledPrediction } from '../graph/compiled-prediction.js';
import { type ExportOptions, loadPeers } from './export-run.js';
import { readModel } from './model-folder.js';
import { openRuntime } from './open-runtime.js';
import { networkInputs } from './proof-samples.js';

/** The classes of one input, the likeliest first. */
export interface Prediction {
  /** The path of a picture, or the text. */
  readonly input: string;
  readonly classes: readonly { readonly name: string; readonly probability: number }[];
}

/** Predicts probabilities `[samples · positions · classes]` of samples as they are stored. */
export interface Predictor {
  readonly preprocessing: Preprocessing;
  readonly predict: (stored: Float32Array, samples: number) => Promise<Float32Array>;
  readonly close: () => Promise<void>;
}

const BATCH = 64;

/** Opens a saved peer of a run, or the ensemble of its learners. */
export async function openRun(
  options: Pick<ExportOptions, 'runDir' | 'spec' | 'peerId' | 'checkpoint'>,
  warn: (message: string) => void,
): Promise<Predictor> {
  const peers = await loadPeers(options);
  const { preprocessing } = peers[0]!;
  const networks = peers.map(({ network }) => new CompiledPrediction(network, warn));
  return {
    preprocessing,
    predict: async (stored, samples) => {
      const seen = networkInputs(stored, preprocessing);
      const logits = networks.map((network) => network.predict(seen, samples));
      return ensembleProbabilities(logits, preprocessing.classes);
    },
    close: async () => {
      for (const network of networks) network.dispose();
      for (const { network } of peers) network.dispose();
    },
  };
}

/**
 * Opens a model that was exported.
 *
 * @param python - As `openRuntime` takes it.
 * @throws {CodistillError} `ERR_DATA_MISSING` when it does not say what it takes; `ERR_DATA_CORRUPT` when its files are damaged;
 *   `ERR_EXPORT_RUNTIME` as `openRuntime`.
 */
export async function openModel(directory: string, python?: string): Promise<Predictor> {
  const model = readModel(directory);
  const { format, input, output, takesPixels, classes } = model;
  const runtime = await openRuntime(directory, { format, shape: input.shape, output, python }).catch(
    (error: unknown) => {
      throw error instanceof CodistillError ? error : damagedModel(directory, error);
    },
  );
  return {
    preprocessing: model,
    predict: async (stored, samples) => {
      const made = await runtime.predict(takesPixels ? stored : networkInputs(stored, model), samples);
      return output === 'logits' ? ensembleProbabilities([made], classes) : made;
    },
    close: () => runtime.close(),
  };
}

function damagedModel(directory: string, cause: unknown): CodistillError {
  const reason = reasonOf(cause).split('\n', 1)[0];
  return new CodistillError('ERR_DATA_CORRUPT', `the model in ${directory} does not load: ${reason}`, {
    fix: 'export it again, or give the folder with all its files',
    facts: { directory },
    cause,
  });
}

/**
 * Predicts the classes of pictures, files or whole folders, which are stretched to the size that the network takes; or of the
 * token that follows each text.
 *
 * @throws {CodistillError} `ERR_DATA_MISSING` for a file that is not there; `ERR_DATA_CORRUPT` for one that is no picture;
 *   `ERR_SHAPE` for a text that is too short, or has a character that the network does not know.
 */
export async function predictInputs(predictor: Predictor, given: readonly string[]): Promise<Prediction[]> {
  const { classes, classNames, positions, input } = predictor.preprocessing;
  const { names, stored } =
    input.kind === 'picture' ? await pictures(input, given) : texts(input, classNames, given);
  const size = input.shape.reduce((product, side) => product * side, 1);
  const predictions: Prediction[] = [];
  for (let at = 0; at < names.length; at += BATCH) {
    const count = Math.min(BATCH, names.length - at);
    const probabilities = await predictor.predict(stored.slice(at * size, (at + count) * size), count);
    for (let sample = 0; sample < count; sample++) {
      const end = (sample + 1) * positions * classes; // of the last position
      const row = [...probabilities.subarray(end - classes, end)];
      const named = row.map((probability, i) => ({ name: classNames[i] ?? String(i), probability }));
      named.sort((a, b) => b.probability - a.probability);
      predictions.push({ input: names[at + sample]!, classes: named });
    }
  }
  return predictions;
}

interface StoredInputs {
  readonly names: readonly string[];
  /** float32, pixels of 0 to 255 or tokens. */
  readonly stored: Float32Array;
}

async function pictures({ shape, view }: PictureInput, given: readonly string[]): Promise<StoredInputs> {
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
  if (names.length === 0) return { names, stored: new Float32Array() };
  const like = { path: names[0]!, shape: [height, width, channels] } as const;
  const wanted = { size: [height, width], channels } as const;
  const { pixels } = await decodeImages('/', names, wanted, () => {}, like);
  return { names, stored: Float32Array.from(pixels) };
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
  return listImages(path, '.', 0, new LeftOut()).map(({ path: file }) => resolve(path, file));
}

function texts(
  { shape, tokens }: TextInput,
  classNames: readonly string[],
  given: readonly string[],
): StoredInputs {
  const [length] = shape as [number];
  const read = (text: string): number[] => {
    const all = tokens === 'bytes' ? [...Buffer.from(text)] : [...text].map((one) => classNames.indexOf(one));
    const last = all.slice(-length);
    if (last.length === length && !last.includes(-1)) return last;
    const problem =
      last.length < length
        ? `has ${last.length} tokens, the network reads ${length}`
        : `has the character ${JSON.stringify([...text].slice(-length)[last.indexOf(-1)])}, which the network does not know`;
    throw new CodistillError('ERR_SHAPE', `the text ${JSON.stringify(text)} ${problem}`, {
      fix: `give texts of at least ${length} tokens, of characters that it learned`,
    });
  };
  return { names: given, stored: Float32Array.from(given.flatMap(read)) };
}
