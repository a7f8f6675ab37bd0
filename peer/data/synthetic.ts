import { randomStream } from '../../proto/random.js';
import { checkOptionKeys, type DataName, numberOption, shapeOption } from './data-name.js';
import { createDataset, type Dataset, type ImageShape, type RawSamples, sampleBytes } from './dataset.js';
import type { DataRequest, DataSurvey } from './request.js';

/** How far prototypes spread around mid-grey, and one unit of noise, in pixel values. */
const CONTRAST = 40;

/**
 * Seeded images that a small network can learn: each class is a random prototype, each sample its class's prototype
 * plus independent Gaussian noise. A class is named by its prototype, which another seed draws anew. `noise` is the noise's deviation in units of the prototypes'; at 0.6 a linear
 * classifier does well on 8×8, towards 4 the classes drown.
 *
 * Options, with their defaults: `synthetic:classes=10,size=8x8x1,train=2000,test=500,noise=0.6`.
 */
export async function loadSynthetic(request: DataRequest): Promise<Dataset> {
  const options = syntheticOptions(request.name);
  const prototypes = drawPrototypes(options, request.seed);
  return createDataset({
    name: 'synthetic',
    source: 'synthetic data',
    classes: options.classes,
    inputShape: options.shape,
    classNames: Array.from({ length: options.classes }, (_, i) => `prototype ${i} of seed ${request.seed}`),
    train: drawSamples(options, prototypes, options.train, request.seed, 1),
    test: drawSamples(options, prototypes, options.test, request.seed, 2),
  });
}

/** Nothing lies on a disk; the name tells everything. */
export async function surveySynthetic({ name }: DataRequest): Promise<DataSurvey> {
  return { notes: [], classes: syntheticOptions(name).classes };
}

/** The size and difficulty of a synthetic set. */
export interface SyntheticOptions {
  readonly classes: number;
  readonly shape: ImageShape;
  readonly train: number;
  readonly test: number;
  readonly noise: number;
}

/**
 * Reads the options of {@link loadSynthetic}.
 *
 * @throws {CodistillError} `ERR_CONFIG` for one that does not fit.
 */
export function syntheticOptions(name: DataName): SyntheticOptions {
  checkOptionKeys(name, ['classes', 'size', 'train', 'test', 'noise']);
  const [height, width, channels] = shapeOption(name, 'size') ?? [8, 8, 1];
  return {
    classes: numberOption(name, 'classes', { fallback: 10, min: 2, max: 10_000, whole: true }),
    shape: [height, width, channels ?? 1],
    train: numberOption(name, 'train', { fallback: 2000, min: 2, max: 10_000_000, whole: true }),
    test: numberOption(name, 'test', { fallback: 500, min: 1, max: 10_000_000, whole: true }),
    noise: numberOption(name, 'noise', { fallback: 0.6, min: 0, max: 100, whole: false }),
  };
}

/** float64 `[classes * pixels]`, in deviations from mid-grey. */
function drawPrototypes(options: SyntheticOptions, seed: number): Float64Array {
  const random = randomStream(seed, 'synthetic', 0);
  return Float64Array.from({ length: options.classes * sampleBytes(options.shape) }, () => random.normal());
}

/** Classes take turns, so every split is balanced. */
function drawSamples(
  options: SyntheticOptions,
  prototypes: Float64Array,
  count: number,
  seed: number,
  split: number,
): RawSamples {
  const random = randomStream(seed, 'synthetic', split);
  const bytes = sampleBytes(options.shape);
  const images = new Uint8Array(count * bytes);
  const labels = Int32Array.from({ length: count }, (_, i) => i % options.classes);
  for (let i = 0; i < count; i++) {
    for (let pixel = 0; pixel < bytes; pixel++) {
      const value = prototypes[labels[i]! * bytes + pixel]! + options.noise * random.normal();
      images[i * bytes + pixel] = Math.min(255, Math.max(0, Math.round(128 + CONTRAST * value)));
    }
  }
  return { images, labels };
}
