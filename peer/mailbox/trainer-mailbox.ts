import type { TrainerState } from '../../proto/codec.js';
import { LIMITS } from '../../proto/limits.js';
import { type MailboxBuffers, WORD } from './buffers.js';
import type { Offer, Outcome } from './call.js';
import { FeatureSlots } from './feature-slots.js';
import { GAUGE, type Gauge } from './gauges.js';
import { RecallWords } from './recall-words.js';

/** What the trainer learns at the end of an exchange. The arrays are views that the next exchange overwrites. */
export interface Answer {
  readonly outcome: Outcome;
  /** Sorted by peer id. */
  readonly teachers: readonly TeacherAnswer[];
}

/** One teacher's share of an {@link Answer}. */
export interface TeacherAnswer {
  /** float32 `[rows * classes]`. */
  readonly logits: Float32Array;
  readonly weight: number;
  /** Position in the run spec's list of peers. */
  readonly position: number;
  /** float32 `[samples]`, absent where every sample counts wholly. */
  readonly coverage?: Float32Array;
  /** float32 `[samples * size]`, absent where it sent none. */
  readonly features?: Float32Array;
  /** 0 to 1, absent where it has said none. */
  readonly validationAccuracy?: number;
}

/** The trainer's end. Its waits block the thread. */
export class TrainerMailbox {
  /** What goes with a `recall`: written before it is offered, read once it is answered. */
  readonly recall: RecallWords;
  readonly #control: Int32Array;
  readonly #gauges: Float64Array;
  readonly #outbox: Float32Array;
  readonly #inbox: Float32Array;
  readonly #ids: Uint32Array;
  readonly #weights: Float64Array;
  readonly #coverage: Float32Array;
  readonly #features: FeatureSlots;
  readonly #logitsMax: number;
  readonly #samplesMax: number;
  readonly #wake: () => void;

  /** @param wake - Tells the I/O thread that an offer lies ready (a `postMessage`). */
  constructor(buffers: MailboxBuffers, wake: () => void) {
    this.#control = new Int32Array(buffers.control);
    this.#gauges = new Float64Array(buffers.gauges);
    this.#outbox = new Float32Array(buffers.outbox);
    this.#inbox = new Float32Array(buffers.inbox);
    this.#ids = new Uint32Array(buffers.ids);
    this.#weights = new Float64Array(buffers.weights);
    this.#coverage = new Float32Array(buffers.coverage);
    this.#features = new FeatureSlots(buffers.features);
    this.recall = new RecallWords(buffers.recall);
    this.#logitsMax = buffers.logitsMax;
    this.#samplesMax = buffers.samplesMax;
    this.#wake = wake;
  }

  /**
   * Offers this peer's logits and blocks until the I/O thread closes the exchange.
   *
   * @param logits - float32 `[rows * classes]`; copied.
   * @param timeoutMs - Bound on the wait. The I/O thread decides well before; past it, it is dead.
   * @param features - float32 `[samples * size]`, where there are any; copied.
   * @returns `undefined` when the bound was reached.
   */
  exchange(
    offer: Omit<Offer, 'sequence'>,
    logits: Float32Array,
    timeoutMs: number,
    features?: Float32Array,
  ): Answer | undefined {
    this.offer(offer, logits, features);
    return this.takeAnswer({ logits: logits.length, samples: offer.ids.length }, timeoutMs);
  }

  /** Offers, and does not wait: the answer is to be taken before the next offer. */
  offer(offer: Omit<Offer, 'sequence'>, logits: Float32Array, features?: Float32Array): void {
    const control = this.#control;
    this.#outbox.set(logits);
    this.#features.offer(features);
    control[WORD.offerStep] = offer.step;
    control[WORD.offerEpoch] = offer.epoch;
    control[WORD.offerPhase] = offer.phase;
    control[WORD.offerRows] = offer.rows;
    control[WORD.offerRequest] = offer.request;
    new Uint8Array(control.buffer, WORD.digest * 4, LIMITS.batchDigestBytes).set(offer.digest);
    this.#writeSamples(offer);
    Atomics.add(control, WORD.offer, 1);
    this.#wake();
  }

  /**
   * Blocks until the newest offer is answered; the rest as {@link exchange}.
   *
   * @param asked - Size of the batch that the answer is about.
   */
  takeAnswer(asked: { logits: number; samples: number }, timeoutMs: number): Answer | undefined {
    const control = this.#control;
    const sequence = Atomics.load(control, WORD.offer);
    const deadline = performance.now() + timeoutMs;
    let answered = Atomics.load(control, WORD.answer);
    while (answered !== sequence) {
      const left = deadline - performance.now();
      if (left <= 0) return undefined;
      Atomics.wait(control, WORD.answer, answered, left);
      answered = Atomics.load(control, WORD.answer);
    }
    const teachers = Array.from({ length: control[WORD.teachers]! }, (_, i): TeacherAnswer => {
      const from = i * this.#samplesMax;
      const covered = (control[WORD.covered]! >> i) & 1;
      const features = this.#features.answered(i);
      const validationAccuracy = this.#weights[3 * i + 2]!;
      return {
        logits: this.#inbox.subarray(i * this.#logitsMax, i * this.#logitsMax + asked.logits),
        weight: this.#weights[3 * i]!,
        position: this.#weights[3 * i + 1]!,
        ...(covered === 0 ? {} : { coverage: this.#coverage.subarray(from, from + asked.samples) }),
        ...(features === undefined ? {} : { features }),
        ...(Number.isNaN(validationAccuracy) ? {} : { validationAccuracy }),
      };
    });
    return { outcome: control[WORD.outcome] as Outcome, teachers };
  }

  #writeSamples({ ids, augmentationSeed, ahead }: Pick<Offer, 'ids' | 'augmentationSeed' | 'ahead'>): void {
    const control = this.#control;
    this.#ids.set(ids);
    control[WORD.samples] = ids.length;
    control[WORD.augmentationSeed] = augmentationSeed;
    control[WORD.aheadSamples] = ahead?.ids.length ?? 0;
    if (ahead === null) return;
    this.#ids.set(ahead.ids, this.#samplesMax);
    control[WORD.aheadStep] = ahead.step;
    control[WORD.aheadEpoch] = ahead.epoch;
    control[WORD.aheadAugmentationSeed] = ahead.augmentationSeed;
  }

  /** The step before which to stop, or -1. */
  get stopAtStep(): number {
    return Atomics.load(this.#control, WORD.stopAtStep);
  }

  /** Takes the order to jump ahead to a step (the cohort's), or -1. */
  takeSeekStep(): number {
    return Atomics.exchange(this.#control, WORD.seekStep, -1);
  }

  setProgress(state: TrainerState, step: number, epoch: number): void {
    Atomics.store(this.#control, WORD.state, state);
    Atomics.store(this.#control, WORD.epoch, epoch);
    Atomics.store(this.#control, WORD.step, step);
  }

  setGauge(gauge: Gauge, value: number): void {
    this.#gauges[GAUGE[gauge]] = value;
  }

  /** `undefined` where it was not asked for. */
  setValidationAccuracy(accuracy: number | undefined): void {
    this.setGauge('validationAccuracy', accuracy ?? 0);
    this.setGauge('validated', accuracy === undefined ? 0 : 1);
  }
}
