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

  constructor(options: ServerOptions) {
    this.#options = options;
    this.#filler = new InputFiller(options.format);
  }

  /**
   * @param madeAtStep - Updates of the network as it stands.
   * @returns No logits when a sample does not exist: an honest peer with the same data never asks for it.
   */
  answer(request: ServeRequest, madeAtStep: number): Served {
    const { samples, format, predict, rowsMax } = this.#options;
    const { ids, augmentationSeed } = request;
    const parts: NetworkOutputs[] = [];
    if (ids.some((id) => id >= samples.count)) return { request, madeAtStep, logits: new Float32Array(0) };
    for (let from = 0; from < ids.length; from += rowsMax) {
      const chosen = ids.subarray(from, from + rowsMax);
      const inputs = new Float32Array(chosen.length * sampleBytes(seenShape(format)));
      this.#filler.fill(samples, chosen, inputs, augmentationSeed);
      parts.push(predict(inputs, chosen.length));
    }
    const features = parts.flatMap((part) => part.features ?? []);
    return {
      request,
      madeAtStep,
      logits: concatenated(parts.map(({ logits }) => logits)),
      ...(features.length === 0 ? {} : { features: concatenated(features) }),
    };
  }
}
