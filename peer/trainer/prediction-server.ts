import type { Served, ServeRequest } from '../core/exchange/offer.js';
import { type Samples, sampleBytes } from '../data/dataset.js';
import { InputFiller } from '../data/fill.js';
import { type InputFormat, seenShape } from '../data/input-format.js';
import { concatenated, type NetworkOutputs, type PredictOutputs } from '../model/evaluate.js';

/** The samples and the network with which a peer answers requests. */
export interface ServerOptions {
  /** The data set's `train`. */
  readonly samples: Samples;
  /** As this peer sees them. */
  readonly format: InputFormat;
  /** In inference mode. */
  readonly predict: PredictOutputs;
  /** Samples of the largest batch that is predicted in one go. */
  readonly rowsMax: number;
}

/**
 * Predicts samples that students ask for by id, whether or not this peer ever trains on them (Anil et al. 2018, arXiv
 * 1804.03235, section 2: a prediction server in place of checkpoints).
 */
export class PredictionServer {
  readonly #options: ServerOptions;
  readonly #filler: InputFiller;
  /** float32 `[rowsMax * the size of a sample]`, filled again for each forward pass. */
  #inputs: Float32Array | undefined;

  constructor(options: ServerOptions) {
    this.#options = options;
    this.#filler = new InputFiller(options.format);
  }

  /**
   * Answers requests together, in as few forward passes as they fill.
   *
   * @param madeAtStep - Updates of the network as it stands.
   * @returns An answer to each, in their order; without logits when a sample does not exist: an honest peer with the same
   *   data never asks for it.
   */
  answer(requests: readonly ServeRequest[], madeAtStep: number): readonly Served[] {
    const { count } = this.#options.samples;
    const known = requests.filter(({ ids }) => ids.every((id) => id < count));
    const outputs = this.#predict(known);
    return requests.map((request) => {
      const answer = outputs.get(request) ?? { logits: new Float32Array(0) };
      return { request, madeAtStep, ...answer };
    });
  }

  #predict(requests: readonly ServeRequest[]): ReadonlyMap<ServeRequest, NetworkOutputs> {
    const rows = requests.reduce((sum, { ids }) => sum + ids.length, 0);
    if (rows === 0) return new Map();
    const passes = passesOf(requests, this.#options.rowsMax).map((pass) => this.#run(pass));
    const logits = concatenated(passes.map((pass) => pass.logits));
    const features = concatenated(passes.flatMap((pass) => pass.features ?? []));
    let from = 0;
    const rowsOf = (all: Float32Array, first: number, count: number): Float32Array =>
      all.slice((all.length / rows) * first, (all.length / rows) * (first + count));
    return new Map(
      requests.map((request) => {
        const first = from;
        from += request.ids.length;
        const own = rowsOf(logits, first, request.ids.length);
        if (features.length === 0) return [request, { logits: own }];
        return [request, { logits: own, features: rowsOf(features, first, request.ids.length) }];
      }),
    );
  }

  /** One forward pass over the samples of some requests. */
  #run(pass: readonly Slice[]): NetworkOutputs {
    const { samples, format, predict, rowsMax } = this.#options;
    const size = sampleBytes(seenShape(format));
    this.#inputs ??= new Float32Array(rowsMax * size);
    let rows = 0;
    for (const { ids, augmentationSeed } of pass) {
      this.#filler.fill(samples, ids, this.#inputs.subarray(rows * size), augmentationSeed);
      rows += ids.length;
    }
    return predict(this.#inputs, rows);
  }
}

type Slice = Pick<ServeRequest, 'ids' | 'augmentationSeed'>;

/** The samples of requests, in their order, in parts of at most `rowsMax`. */
function passesOf(requests: readonly Slice[], rowsMax: number): Slice[][] {
  const passes: Slice[][] = [];
  let free = 0;
  for (const { ids, augmentationSeed } of requests) {
    for (let from = 0; from < ids.length; ) {
      if (free === 0) {
        passes.push([]);
        free = rowsMax;
      }
      const slice = ids.subarray(from, from + free);
      passes.at(-1)!.push({ ids: slice, augmentationSeed });
      free -= slice.length;
      from += slice.length;
    }
  }
  return passes;
}
