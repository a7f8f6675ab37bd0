import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { CodistillError } from '../../proto/errors.js';
import { createDataset, type Dataset, type RawDataset } from './dataset.js';
import { exists } from './places.js';

/** What a user's data module is called with. */
export interface DataModuleOptions {
  readonly dataDir?: string;
  readonly seed: number;
}

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
  const file = resolve(path);
  const load = await importLoader(file);
  let returned: unknown;
  try {
    returned = await load(options);
  } catch (cause) {
    throw moduleError(file, `failed: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
  }
  const parsed = moduleData.safeParse(returned);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'result'}: ${issue.message}`);
    throw moduleError(file, `returned data that cannot be used:\n  ${lines.join('\n  ')}`);
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

async function importLoader(file: string): Promise<(options: DataModuleOptions) => unknown> {
  if (!(await exists(file))) {
    throw new CodistillError('ERR_DATA_MISSING', `no data module ${file}`, {
      fix: 'give the path of a JavaScript module, from the folder you start codistill in',
      facts: { path: file },
    });
  }
  let module: Record<string, unknown>;
  try {
    module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw moduleError(file, `cannot be loaded: ${reason}`, cause);
  }
  const load = module.default ?? module.loadData;
  if (typeof load === 'function') return load as (options: DataModuleOptions) => unknown;
  throw moduleError(file, 'has no default export or export "loadData" that is a function');
}

function checkLengths(file: string, data: z.infer<typeof moduleData>): void {
  const channels = data.inputShape[2];
  if (data.classNames !== undefined && data.classNames.length !== data.classes) {
    throw moduleError(
      file,
      `returned ${data.classNames.length} classNames, expected ${data.classes}, one a class`,
    );
  }
  const { mean, std } = data.normalization ?? {};
  if (mean !== undefined && (mean.length !== channels || std?.length !== channels)) {
    throw moduleError(
      file,
      `returned normalization of ${mean.length} means and ${std?.length} deviations, expected ${channels}, one a channel`,
    );
  }
}

function moduleError(file: string, problem: string, cause?: unknown): CodistillError {
  return new CodistillError('ERR_DATA_CORRUPT', `data module ${file} ${problem}`, {
    fix: 'return { classes, inputShape: [height, width, channels], train: { images: Uint8Array, labels }, test: { images, labels } }',
    facts: { path: file },
    cause,
  });
}
