import type { TrainerState } from '../../proto/codec.js';
import { LIMITS } from '../../proto/limits.js';
import { type MailboxBuffers, WORD } from './buffers.js';
import type { Offer, OfferedAhead, Outcome, Request } from './call.js';
import { FeatureSlots } from './feature-slots.js';
import { GAUGE, type Gauge } from './gauges.js';
import { RecallWords } from './recall-words.js';

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
