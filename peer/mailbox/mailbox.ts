import type { TrainerState } from '../../proto/codec.js';
import { LIMITS } from '../../proto/limits.js';
import { createFeatureBuffers, type FeatureBuffers, FeatureSlots } from './feature-slots.js';
import { GAUGE, GAUGE_WORDS, type Gauge } from './gauges.js';
import type { Offer, OfferedAhead, Outcome, Request } from './offer.js';
import { createRecallWords, RecallWords } from './recall-words.js';

/**
 * The shared memory between a peer's two threads, the only thing both touch:
 *
 *   trainer ── offer(logits) ──▶ I/O thread ── sends, collects, decides when to stop waiting ──┐
 *           ◀── answer(teachers' logits) ───────────────────────────────────────────────────────┘
 *
 * One exchange is open at a time: the trainer writes its logits, raises `offer` and sleeps on `answer`; where nobody is
 * waited for it computes a step in between.
 * Beside it lie words that either side may write at any time: orders for the trainer, progress for the I/O thread.
 */
export interface MailboxBuffers {
  readonly control: SharedArrayBuffer;
  readonly gauges: SharedArrayBuffer;
  readonly outbox: SharedArrayBuffer;
  readonly inbox: SharedArrayBuffer;
  /** Sample ids of the offered batch and of the one ahead, uint32. */
  readonly ids: SharedArrayBuffer;
  readonly features: FeatureBuffers;
  /** Of each teacher in the answer its weight, position among the run's peers and accuracy (NaN: unknown), float64. */
  readonly weights: SharedArrayBuffer;
  /** How far each sample counts, by teacher, float32. */
  readonly coverage: SharedArrayBuffer;
  readonly recall: SharedArrayBuffer;
  /** Logits of the largest batch. */
  readonly logitsMax: number;
  /** Samples of the largest batch. */
  readonly samplesMax: number;
}

/** Int32 words of `control`. */
const WORD = {
  offer: 0,
  answer: 1,
  /** Header of the offer. */
  offerStep: 2,
  offerEpoch: 3,
  offerPhase: 4,
  offerRows: 5,
  offerRequest: 6,
  /** Header of the answer. */
  teachers: 7,
  outcome: 8,
  /** Orders for the trainer; -1: none. */
  stopAtStep: 9,
  seekStep: 10,
  /** Progress, for the I/O thread. */
  state: 11,
  step: 12,
  epoch: 13,
  /** 16 bytes of batch digest start here. */
  digest: 16,
  /** Samples in the offered batch and in the one ahead (0: none), and what else names them. */
  samples: 20,
  augmentationSeed: 21,
  aheadSamples: 22,
  aheadStep: 23,
  aheadEpoch: 24,
  aheadAugmentationSeed: 25,
  /** A bit for each teacher of the answer whose coverage is not whole. */
  covered: 26,
  size: 32,
} as const;

export { type Offer, type OfferedAhead, OUTCOME, type Outcome, REQUEST, type Request } from './offer.js';

/**
 * @param logitsMax - Logits of the largest batch.
 * @param samplesMax - Its samples.
 * @param featuresMax - Numbers of its features, by the peer whose are largest.
 */
export function createMailbox(logitsMax: number, samplesMax: number, featuresMax = 0): MailboxBuffers {
  const mailbox = {
    control: new SharedArrayBuffer(WORD.size * 4),
    gauges: new SharedArrayBuffer(GAUGE_WORDS * 8),
    outbox: new SharedArrayBuffer(logitsMax * 4),
    inbox: new SharedArrayBuffer(logitsMax * 4 * LIMITS.peersMax),
    ids: new SharedArrayBuffer(samplesMax * 4 * 2),
    features: createFeatureBuffers(featuresMax),
    weights: new SharedArrayBuffer(LIMITS.peersMax * 8 * 3),
    coverage: new SharedArrayBuffer(samplesMax * 4 * LIMITS.peersMax),
    recall: createRecallWords(),
    logitsMax,
    samplesMax,
  };
  const control = new Int32Array(mailbox.control);
  control[WORD.stopAtStep] = -1;
  control[WORD.seekStep] = -1;
  return mailbox;
}

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

/** What of a teacher goes into an answer. */
export interface AnsweringTeacher {
  readonly payload: Uint8Array;
  readonly weight: number;
  readonly position: number;
  readonly coverage?: Float32Array;
  /** See {@link RecallWords}. */
  readonly usableUntilStep?: number;
  readonly features?: Uint8Array;
  readonly validationAccuracy?: number;
}

/** The I/O thread's end. Nothing here blocks. */
export class IoMailbox {
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

  constructor(buffers: MailboxBuffers) {
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
  }

  /** The offer that waits for an answer, or `undefined`. */
  get openOffer(): Offer | undefined {
    const control = this.#control;
    const sequence = Atomics.load(control, WORD.offer);
    if (sequence === Atomics.load(control, WORD.answer)) return undefined;
    return {
      sequence,
      step: control[WORD.offerStep]!,
      epoch: control[WORD.offerEpoch]!,
      phase: control[WORD.offerPhase]!,
      rows: control[WORD.offerRows]!,
      request: control[WORD.offerRequest] as Request,
      digest: new Uint8Array(control.buffer, WORD.digest * 4, LIMITS.batchDigestBytes).slice(),
      ids: this.#ids.slice(0, control[WORD.samples]),
      augmentationSeed: control[WORD.augmentationSeed]! >>> 0,
      ahead: this.#ahead(),
    };
  }

  #ahead(): OfferedAhead | null {
    const control = this.#control;
    const samples = control[WORD.aheadSamples]!;
    if (samples === 0) return null;
    return {
      step: control[WORD.aheadStep]!,
      epoch: control[WORD.aheadEpoch]!,
      ids: this.#ids.slice(this.#samplesMax, this.#samplesMax + samples),
      augmentationSeed: control[WORD.aheadAugmentationSeed]! >>> 0,
    };
  }

  /** A fresh copy of the offered logits as little-endian bytes: ZeroMQ may keep it after `send` returns. */
  copyOffer(logits: number): Uint8Array {
    return new Uint8Array(this.#outbox.slice(0, logits).buffer);
  }

  /** A fresh copy of the offered features, likewise; `undefined` where there are none. */
  copyFeatures(): Uint8Array | undefined {
    return this.#features.copyOffered();
  }

  /**
   * Closes the open exchange and wakes the trainer.
   *
   * @param teachers - Checked float32 payloads, sorted by peer id.
   */
  answer(offer: Offer, outcome: Outcome, teachers: readonly AnsweringTeacher[]): void {
    let covered = 0;
    teachers.forEach(({ payload, weight, position, coverage, usableUntilStep, ...more }, i) => {
      new Uint8Array(this.#inbox.buffer, i * this.#logitsMax * 4, payload.length).set(payload);
      this.#weights.set([weight, position, more.validationAccuracy ?? Number.NaN], 3 * i);
      this.#features.answer(i, more.features);
      this.recall.setUsableUntil(position, usableUntilStep);
      if (coverage === undefined) return;
      covered |= 1 << i;
      this.#coverage.set(coverage, i * this.#samplesMax);
    });
    this.#control[WORD.covered] = covered;
    this.#control[WORD.teachers] = teachers.length;
    this.#control[WORD.outcome] = outcome;
    Atomics.store(this.#control, WORD.answer, offer.sequence);
    Atomics.notify(this.#control, WORD.answer);
  }

  orderStop(step: number): void {
    Atomics.store(this.#control, WORD.stopAtStep, step);
  }

  orderSeek(step: number): void {
    Atomics.store(this.#control, WORD.seekStep, step);
  }

  get state(): TrainerState {
    return Atomics.load(this.#control, WORD.state) as TrainerState;
  }

  get step(): number {
    return Atomics.load(this.#control, WORD.step);
  }

  get epoch(): number {
    return Atomics.load(this.#control, WORD.epoch);
  }

  /** The trainer's newest validation accuracy, `undefined` before the first. */
  get validationAccuracy(): number | undefined {
    return this.gauge('validated') === 0 ? undefined : this.gauge('validationAccuracy');
  }

  gauge(gauge: Gauge): number {
    return this.#gauges[GAUGE[gauge]]!;
  }
}
