import { closest } from 'fastest-levenshtein';
import * as z from 'zod';
import { CodistillError } from '../../proto/errors.js';
import {
  importUserFunction,
  isModulePath,
  reasonOf,
  type UserModuleKind,
  userModuleError,
} from '../../proto/user-module.js';
import { type Dataset, type ImageShape, type InputShape, isImageShape, sampleBytes } from './dataset.js';
import type { InputFormat, View } from './input-format.js';
import { measureNormalization } from './normalization.js';

const KIND: UserModuleKind = {
  what: 'view',
  exportName: 'createView',
  code: 'ERR_DATA_CORRUPT',
  missingCode: 'ERR_DATA_MISSING',
  fix: 'export default ({ inputShape }) => ({ shape: [height, width, channels], view: (sample, sampleId) => Uint8Array })',
};

export const VIEW_NAMES: readonly string[] = ['full', 'gray', 'left', 'right', 'top', 'bottom'];

/** Weights of red, green and blue in a grey: ITU-R BT.601, as most image libraries have it. */
const LUMA = [0.299, 0.587, 0.114] as const;

/**
 * A data set as one peer sees it. Halves keep the set's normalisation; that of new channels is measured on the training
 * images as they are seen.
 *
 * @throws {CodistillError} As {@link loadView}.
 */
export async function viewed(dataset: Dataset, name: string): Promise<InputFormat> {
  const { inputShape, normalization } = dataset;
  const view = await loadView(name, inputShape);
  if (view === undefined) return { inputShape, normalization };
  const own = view.otherChannels && isImageShape(view.shape);
  const measured = own ? measureNormalization(viewedImages(dataset, view), view.shape[2]) : normalization;
  return { inputShape, normalization: measured, view };
}

/**
 * Makes the view of a name; `undefined` when it shows all of a sample.
 *
 * @param inputShape - One stored sample.
 * @throws {CodistillError} `ERR_CONFIG` for a name that is none, or a view that samples of this shape do not have;
 *   `ERR_DATA_MISSING` and `ERR_DATA_CORRUPT` for a user's module that is missing or gives a wrong answer.
 */
export async function loadView(name: string, inputShape: InputShape): Promise<View | undefined> {
  if (isModulePath(name)) return userView(name, inputShape);
  checkViewName(name);
  if (name === 'full') return undefined;
  if (!isImageShape(inputShape)) {
    throw new CodistillError('ERR_CONFIG', `view "${name}" shows a part of an image, the samples are text`, {
      fix: 'use view=full, or a module of your own (view=./my-view.js)',
      facts: { view: name },
    });
  }
  return name === 'gray' ? gray(inputShape) : half(name, inputShape);
}

/**
 * Checks a view's name without loading anything.
 *
 * @throws {CodistillError} `ERR_CONFIG` with the nearest known name.
 */
export function checkViewName(name: string): void {
  if (isModulePath(name) || VIEW_NAMES.includes(name)) return;
  throw new CodistillError(
    'ERR_CONFIG',
    `no view "${name}"; did you mean "${closest(name, [...VIEW_NAMES])}"?`,
    {
      fix: `use one of ${VIEW_NAMES.join(', ')}, or a module of your own (view=./my-view.js)`,
      facts: { view: name },
    },
  );
}

function* viewedImages(dataset: Dataset, view: View): Generator<Uint8Array, void, undefined> {
  const bytes = sampleBytes(dataset.inputShape);
  const out = new Uint8Array(sampleBytes(view.shape));
  for (let id = 0; id < dataset.train.count; id++) {
    view.apply(dataset.train.images.subarray(id * bytes, (id + 1) * bytes), id, out);
    yield out;
  }
}

/** Luma of each pixel; an image of one channel is grey already. */
function gray([height, width, channels]: ImageShape): View | undefined {
  if (channels === 1) return undefined;
  if (channels !== 3) {
    throw new CodistillError(
      'ERR_CONFIG',
      `view "gray" is made of red, green and blue, not of ${channels} channels`,
      {
        fix: 'use another view',
      },
    );
  }
  return {
    name: 'gray',
    shape: [height, width, 1],
    otherChannels: true,
    apply(sample, _, out) {
      for (let i = 0; i < out.length; i++) {
        const [red, green, blue] = [sample[3 * i]!, sample[3 * i + 1]!, sample[3 * i + 2]!];
        out[i] = Math.round(LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue);
      }
    },
  };
}

/** One half of the image; of an odd side both halves have the middle. */
function half(name: string, [height, width, channels]: ImageShape): View {
  const beside = name === 'left' || name === 'right';
  const rows = beside ? height : Math.ceil(height / 2);
  const columns = beside ? Math.ceil(width / 2) : width;
  const top = name === 'bottom' ? height - rows : 0;
  const left = name === 'right' ? width - columns : 0;
  const rowBytes = columns * channels;
  return {
    name,
    shape: [rows, columns, channels],
    otherChannels: false,
    apply(sample, _, out) {
      for (let row = 0; row < rows; row++) {
        const from = ((top + row) * width + left) * channels;
        out.set(sample.subarray(from, from + rowBytes), row * rowBytes);
      }
    },
  };
}

async function userView(path: string, inputShape: InputShape): Promise<View> {
  const made = await callModule(path, inputShape);
  const parsed = moduleView.safeParse(made);
  if (!parsed.success || parsed.data.shape.length !== inputShape.length) {
    throw userModuleError(path, KIND, `returned no { shape, view } for samples of [${inputShape}]`);
  }
  const shape = parsed.data.shape as unknown as InputShape;
  const size = sampleBytes(shape);
  const { view } = parsed.data;
  return {
    name: path,
    shape,
    otherChannels: true,
    apply(sample, sampleId, out) {
      const seen = view(sample, sampleId);
      if (!(seen instanceof Uint8Array) || seen.length !== size) {
        throw userModuleError(path, KIND, `made no Uint8Array of ${size} bytes of sample ${sampleId}`);
      }
      out.set(seen);
    },
  };
}

/** uint8 of one sample → uint8 of the view's shape; the same sample always gives the same bytes. */
type ViewSample = (sample: Uint8Array, sampleId: number) => Uint8Array;

/** A user's view of samples of one shape: `[height, width, channels]`, or `[tokens]` for a text. */
const moduleView = z.object({
  shape: z.array(z.number().int().positive()),
  view: z.custom<ViewSample>((value) => typeof value === 'function'),
});

async function callModule(path: string, inputShape: InputShape): Promise<unknown> {
  const { call } = await importUserFunction(path, KIND);
  try {
    return await call({ inputShape });
  } catch (cause) {
    throw userModuleError(path, KIND, `failed: ${reasonOf(cause)}`, cause);
  }
}
