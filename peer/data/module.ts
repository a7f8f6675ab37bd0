import * as z from 'zod';
import {
  importUserFunction,
  reasonOf,
  type UserModuleKind,
  userModuleError,
} from '../../proto/user-module.js';
import { createDataset, type Dataset, type RawDataset } from './dataset.js';

/** Arguments of a user's data module. */
export interface DataModuleOptions {
  readonly dataDir?: string | undefined;
  readonly seed: number;
}

const KIND: UserModuleKind = {
  what: 'data',
  exportName: 'loadData',
  code: 'ERR_DATA_CORRUPT',
  missingCode: 'ERR_DATA_MISSING',
  fix: 'return { classes, inputShape: [height, width, channels], train: { images: Uint8Array, labels }, test: { images, labels } }',
};

const positive = z.number().int().positive();
const numbers = z.array(z.number().finite());
const samples = z.object({
  images: z.instanceof(Uint8Array),
  labels: z.custom<ArrayLike<number>>(
    (value) => Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView)),
    'expected an array or a typed array of class indices',
  ),
});
const moduleData = z.object({
  classes: positive.min(2).max(0xffff),
  inputShape: z.tuple([positive, positive, positive]),
  classNames: z.array(z.string()).optional(),
  normalization: z.object({ mean: numbers, std: z.array(z.number().positive()) }).optional(),
  train: samples,
  test: samples,
});

/**
 * A user's own data: a module whose default export (or export `loadData`) is a function
 * `({ dataDir, seed }) => ({ classes, inputShape: [h, w, c], train: { images, labels }, test: { images, labels } })`,
 * asynchronous or not. `images` are uint8 `[count * h * w * c]`, channels last, `labels` class indices; optional are
 * `classNames` and `normalization: { mean, std }`, one number a channel on the scale 0 … 1.
 *
 * @throws {CodistillError} `ERR_DATA_MISSING` when there is no such module, `ERR_DATA_CORRUPT` when it fails or what
 *   it returns is not the above; the message names the field.
 */
export async function loadModule(path: string, options: DataModuleOptions): Promise<Dataset> {
  const { call, file } = await importUserFunction(path, KIND);
  let returned: unknown;
  try {
    returned = await call(options);
  } catch (cause) {
    throw userModuleError(file, KIND, `failed: ${reasonOf(cause)}`, cause);
  }
  const parsed = moduleData.safeParse(returned);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'result'}: ${issue.message}`);
    throw userModuleError(file, KIND, `returned data that cannot be used:\n  ${lines.join('\n  ')}`);
  }
  const { classNames, normalization, ...rest } = parsed.data;
  checkLengths(file, parsed.data);
  const raw: RawDataset = { ...rest, name: path, source: file };
  return createDataset({
    ...raw,
    ...(classNames === undefined ? {} : { classNames }),
    ...(normalization === undefined ? {} : { normalization }),
  });
}

function checkLengths(file: string, data: z.infer<typeof moduleData>): void {
  const channels = data.inputShape[2];
  if (data.classNames !== undefined && data.classNames.length !== data.classes) {
    throw userModuleError(
      file,
      KIND,
      `returned ${data.classNames.length} classNames, expected ${data.classes}, one a class`,
    );
  }
  const { mean, std } = data.normalization ?? {};
  if (mean !== undefined && (mean.length !== channels || std?.length !== channels)) {
    throw userModuleError(
      file,
      KIND,
      `returned normalization of ${mean.length} means and ${std?.length} deviations, expected ${channels}, one a channel`,
    );
  }
}
