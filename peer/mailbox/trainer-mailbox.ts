import type { TrainerState } from '../../proto/codec.js';
import { assertNever } from '../../proto/errors.js';
import type { PeerId } from '../../proto/identity.js';
import type { BatchAhead } from '../core/exchange/offer.js';
import type { Teaching } from '../core/teaching/teaching.js';
import { type MailboxBuffers, type MailboxViews, viewsOf, WORD } from './buffers.js';
import {
  type Call,
  type CallBatch,
  type CallPredictions,
  type CallSamples,
  type Outcome,
  type PredictedStep,
  REQUEST,
} from './call.js';
import { GAUGE, type Gauge } from './gauges.js';

/** The end of a call. The arrays are views that the next answer overwrites. */
export interface Answer {
  readonly outcome: Outcome;
  /** Sorted by peer id. */
  readonly teachers: readonly Teaching[];
}

/** Size of the batch that an answer is about. */
export interface Asked {
  readonly logits: number;
  readonly samples: number;
}

const NO_SAMPLES = { ids: new Uint32Array(0), augmentationSeed: 0 } as const;

/** The trainer's end. Its waits block the thread. */
export class TrainerMailbox {
  readonly #views: MailboxViews;
  readonly #wake: () => void;

  /** @param wake - Tells the I/O thread that a call lies ready (a `postMessage`). */
  constructor(buffers: MailboxBuffers, wake: () => void) {
    this.#views = viewsOf(buffers);
    this.#wake = wake;
  }

  /**
   * Calls and blocks until the I/O thread answers.
   *
   * @param timeoutMs - Bound on the wait. The I/O thread decides well before; past it, it is dead.
   * @returns `undefined` when the bound was reached.
   */
  exchange(
    call: Extract<Call, { kind: 'exchange' | 'collect' | 'sendOnly' }>,
    timeoutMs: number,
  ): Answer | undefined {
    this.call(call);
    const samples = call.kind === 'sendOnly' ? 0 : call.ids.length;
    return this.takeAnswer({ logits: call.rows * this.#views.shape.classes, samples }, timeoutMs);
  }

  /** Calls, and does not wait: the answer is to be taken before the next call. Arrays are copied. */
  call(call: Call): void {
    this.#write(call);
    Atomics.add(this.#views.control, WORD.call, 1);
    this.#wake();
  }

  /** Blocks until the newest call is answered; the rest as {@link exchange}. */
  takeAnswer(asked: Asked, timeoutMs: number): Answer | undefined {
    const { control } = this.#views;
    const sequence = Atomics.load(control, WORD.call);
    const deadline = performance.now() + timeoutMs;
    let answered = Atomics.load(control, WORD.answer);
    while (answered !== sequence) {
      const left = deadline - performance.now();
      if (left <= 0) return undefined;
      Atomics.wait(control, WORD.answer, answered, left);
      answered = Atomics.load(control, WORD.answer);
    }
    const teachers = Array.from({ length: control[WORD.teachers]! }, (_, i) => this.#teaching(i, asked));
    return { outcome: control[WORD.outcome] as Outcome, teachers };
  }

  /** Whether the last answer of a teacher has grown too old by now. */
  isExpired(teacher: PeerId): boolean {
    return this.#views.lookup.isExpired(teacher);
  }

  #teaching(i: number, asked: Asked): Teaching {
    const { shape, control, inbox, weights, coverage } = this.#views;
    const { peerIds, logitsMax, samplesMax } = shape;
    const covered = (control[WORD.covered]! >> i) & 1;
    const features = this.#views.features.answered(i);
    const validationAccuracy = weights[3 * i + 2]!;
    return {
      peerId: peerIds[weights[3 * i + 1]!]!,
      logits: inbox.subarray(i * logitsMax, i * logitsMax + asked.logits),
      weight: weights[3 * i]!,
      ...(covered === 0
        ? {}
        : { coverage: coverage.subarray(i * samplesMax, i * samplesMax + asked.samples) }),
      ...(features === undefined ? {} : { features }),
      ...(Number.isNaN(validationAccuracy) ? {} : { validationAccuracy }),
    };
  }

  #write(call: Call): void {
    const { control } = this.#views;
    control[WORD.request] = REQUEST[call.kind];
    switch (call.kind) {
      case 'exchange':
        this.#writeBatch(call);
        this.#writePredictions(call);
        this.#writeSamples(call, call.ahead);
        return;
      case 'collect':
        this.#writeBatch(call);
        this.#writeSamples(call, call.ahead);
        return;
      case 'sendOnly':
        control[WORD.phase] = call.phase;
        this.#writeBatch(call);
        this.#writePredictions(call);
        return;
      case 'lookup':
        this.#writeDone(call.done);
        if (call.batch !== null) this.#writeStep(call.batch);
        this.#writeSamples(call.batch ?? NO_SAMPLES, call.ahead);
        return;
      case 'weights':
        control[WORD.callStep] = call.step;
        return;
      default:
        assertNever(call);
    }
  }

  #writeStep({ step, epoch }: Pick<CallBatch, 'step' | 'epoch'>): void {
    this.#views.control[WORD.callStep] = step;
    this.#views.control[WORD.callEpoch] = epoch;
  }

  #writeBatch(batch: CallBatch): void {
    this.#writeStep(batch);
    this.#views.control[WORD.rows] = batch.rows;
    this.#views.digest.set(batch.digest);
  }

  #writePredictions({ logits, features }: CallPredictions): void {
    this.#views.outbox.set(logits);
    this.#views.features.send(features);
  }

  #writeDone(done: PredictedStep | null): void {
    const { lookup, outbox, control, shape } = this.#views;
    lookup.done = done ?? undefined;
    control[WORD.rows] = (done?.logits.length ?? 0) / shape.classes;
    if (done !== null) outbox.set(done.logits);
  }

  #writeSamples({ ids, augmentationSeed }: Omit<CallSamples, 'ahead'>, ahead: BatchAhead | null): void {
    const { control, shape } = this.#views;
    this.#views.ids.set(ids);
    control[WORD.samples] = ids.length;
    control[WORD.augmentationSeed] = augmentationSeed;
    control[WORD.aheadSamples] = ahead?.ids.length ?? 0;
    if (ahead === null) return;
    this.#views.ids.set(ahead.ids, shape.samplesMax);
    control[WORD.aheadStep] = ahead.step;
    control[WORD.aheadEpoch] = ahead.epoch;
    control[WORD.aheadAugmentationSeed] = ahead.augmentationSeed;
  }

  /** The step before which to stop, or -1. */
  get stopAtStep(): number {
    return Atomics.load(this.#views.control, WORD.stopAtStep);
  }

  /** Takes the order to jump ahead to a step (the cohort's), or -1. */
  takeSeekStep(): number {
    return Atomics.exchange(this.#views.control, WORD.seekStep, -1);
  }

  setProgress(state: TrainerState, step: number, epoch: number): void {
    Atomics.store(this.#views.control, WORD.state, state);
    Atomics.store(this.#views.control, WORD.epoch, epoch);
    Atomics.store(this.#views.control, WORD.step, step);
  }

  setGauge(gauge: Gauge, value: number): void {
    this.#views.gauges[GAUGE[gauge]] = value;
  }

  /** `undefined` where it was not asked for. */
  setValidationAccuracy(accuracy: number | undefined): void {
    this.setGauge('validationAccuracy', accuracy ?? 0);
    this.setGauge('validated', accuracy === undefined ? 0 : 1);
  }
}
