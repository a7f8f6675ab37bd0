import { PHASE, type TrainerState } from '../../proto/codec.js';
import { assertNever } from '../../proto/errors.js';
import type { PeerId } from '../../proto/identity.js';
import type { BatchAhead } from '../core/exchange/offer.js';
import type { Teaching } from '../core/teaching/teaching.js';
import { type MailboxBuffers, type MailboxViews, TEACHER_NUMBERS, viewsOf, WORD } from './buffers.js';
import {
  type Call,
  type CallBatch,
  type CallSamples,
  type Outcome,
  type PredictedStep,
  REQUESTS,
} from './call.js';
import { GAUGE, type Gauge } from './gauges.js';

/** Longest uninterrupted wait for an answer, milliseconds. */
const SLICE_MS = 1_000;

/** The end of a call. The arrays are views that the next answer overwrites. */
export interface Answer {
  readonly outcome: Outcome;
  /** Sorted by peer id. */
  readonly teachers: readonly Teaching[];
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

  /** Calls, and does not wait: the answer is to be taken before the next call. Arrays are copied. */
  call(call: Call): void {
    const { control, digest, outbox, features } = this.#views;
    control[WORD.request] = REQUESTS.indexOf(call.kind);
    switch (call.kind) {
      case 'exchange':
      case 'collect':
      case 'sendOnly':
        this.#writeStep(call);
        control[WORD.phase] = call.kind === 'sendOnly' ? call.phase : PHASE.beforeUpdate;
        control[WORD.rows] = call.rows;
        digest.set(call.digest);
        if (call.kind !== 'collect') {
          outbox.set(call.logits);
          features.send(call.features);
        }
        if (call.kind !== 'sendOnly') this.#writeSamples(call, call.ahead);
        break;
      case 'lookup':
        this.#writeDone(call.done);
        if (call.batch !== null) this.#writeStep(call.batch);
        this.#writeSamples(call.batch ?? NO_SAMPLES, call.ahead);
        break;
      case 'weights':
        break;
      default:
        assertNever(call);
    }
    Atomics.add(control, WORD.call, 1);
    this.#wake();
  }

  /**
   * Blocks until the I/O thread has answered the newest call.
   *
   * @param timeoutMs - Bound on the wait. The I/O thread decides well before; past it, it is dead.
   * @returns `undefined` when the bound was reached.
   */
  takeAnswer(timeoutMs: number): Answer | undefined {
    const { control } = this.#views;
    const sequence = Atomics.load(control, WORD.call);
    let answered = Atomics.load(control, WORD.answer);
    for (let leftMs = timeoutMs; answered !== sequence; ) {
      if (leftMs <= 0) return undefined;
      // In slices, since after a pause of the process the I/O thread needs a moment to answer.
      const sliceMs = Math.min(leftMs, SLICE_MS);
      if (Atomics.wait(control, WORD.answer, answered, sliceMs) === 'timed-out') leftMs -= sliceMs;
      answered = Atomics.load(control, WORD.answer);
    }
    const teachers = Array.from({ length: control[WORD.teachers]! }, (_, i) => this.#teaching(i));
    return { outcome: control[WORD.outcome] as Outcome, teachers };
  }

  /** Whether the last answer of a teacher has grown too old by now. */
  isExpired(teacher: PeerId): boolean {
    return this.#views.lookup.isExpired(teacher);
  }

  #teaching(i: number): Teaching {
    const { shape, control, inbox, weights, coverage } = this.#views;
    const { peerIds, logitsMax, samplesMax } = shape;
    const from = TEACHER_NUMBERS * i;
    const validationAccuracy = weights[from + 2]!;
    const features = this.#views.features.answered(i);
    return {
      peerId: peerIds[weights[from + 1]!]!,
      logits: inbox.subarray(i * logitsMax, i * logitsMax + control[WORD.taughtLogits]!),
      weight: weights[from]!,
      ...(weights[from + 3] === 0
        ? {}
        : { coverage: coverage.subarray(i * samplesMax, i * samplesMax + control[WORD.taughtSamples]!) }),
      ...(features === undefined ? {} : { features }),
      ...(Number.isNaN(validationAccuracy) ? {} : { validationAccuracy }),
    };
  }

  #writeStep({ step, epoch }: Pick<CallBatch, 'step' | 'epoch'>): void {
    this.#views.control[WORD.callStep] = step;
    this.#views.control[WORD.callEpoch] = epoch;
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

  /** Takes the order to go back to a step that nobody has trained, or -1. */
  takeReturnStep(): number {
    return Atomics.exchange(this.#views.control, WORD.returnStep, -1);
  }

  /** Whether an order to go back to before this step waits to be taken. */
  isSentBack(step: number): boolean {
    const back = Atomics.load(this.#views.control, WORD.returnStep);
    return back >= 0 && back < step;
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
