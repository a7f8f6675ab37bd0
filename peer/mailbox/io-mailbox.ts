import type { Phase, TrainerState } from '../../proto/codec.js';
import { assertNever } from '../../proto/errors.js';
import { bytesOf } from '../../proto/float-bytes.js';
import type { PeerId } from '../../proto/identity.js';
import type { ExchangeEvent } from '../core/exchange/events.js';
import type { BatchAhead, DoneBatch, ExchangeOffer } from '../core/exchange/offer.js';
import type { Teaching } from '../core/teaching/teaching.js';
import { type MailboxBuffers, type MailboxViews, TEACHER_NUMBERS, viewsOf, WORD } from './buffers.js';
import { type Outcome, REQUESTS } from './call.js';
import { GAUGE, type Gauge } from './gauges.js';

/** A call that the I/O thread has read and not yet answered. */
export interface OpenCall {
  readonly sequence: number;
  /** For the core; `null` where the trainer waits for weights, which follow in a message. */
  readonly event: Extract<ExchangeEvent, { kind: 'offer' | 'lookup' }> | null;
}

const NO_PAYLOAD = new Uint8Array(0);
const NO_SAMPLES = { ids: new Uint32Array(0), augmentationSeed: 0, ahead: null } as const;

/** The I/O thread's end. Nothing here blocks. */
export class IoMailbox {
  readonly #views: MailboxViews;

  constructor(buffers: MailboxBuffers) {
    this.#views = viewsOf(buffers);
  }

  /** The call that waits for an answer, or `undefined`. Its arrays are fresh copies: ZeroMQ may keep them. */
  get openCall(): OpenCall | undefined {
    const { control } = this.#views;
    const sequence = Atomics.load(control, WORD.call);
    if (sequence === Atomics.load(control, WORD.answer)) return undefined;
    const request = REQUESTS[control[WORD.request]!]!;
    switch (request) {
      case 'exchange':
      case 'collect':
      case 'sendOnly':
        return { sequence, event: { kind: 'offer', offer: this.#offer(request) } };
      case 'lookup': {
        const lookup = { batch: this.#batch(), ahead: this.#ahead(), done: this.#done(), ...this.validation };
        return { sequence, event: { kind: 'lookup', lookup } };
      }
      case 'weights':
        return { sequence, event: null };
      default:
        return assertNever(request);
    }
  }

  #offer(request: ExchangeOffer['request']): ExchangeOffer {
    const { shape, control, digest, outbox, features } = this.#views;
    const rows = control[WORD.rows]!;
    const sent = request === 'collect' ? undefined : features.copySent();
    return {
      request,
      step: control[WORD.callStep]!,
      epoch: control[WORD.callEpoch]!,
      rows,
      digest: digest.slice(),
      phase: control[WORD.phase] as Phase,
      madeAtStep: this.step,
      payload: request === 'collect' ? NO_PAYLOAD : bytesOf(outbox.slice(0, rows * shape.classes)),
      ...(sent === undefined ? {} : { features: bytesOf(sent) }),
      ...this.validation,
      ...(request === 'sendOnly' ? NO_SAMPLES : { ...this.#samples(), ahead: this.#ahead() }),
    };
  }

  #samples(): Pick<BatchAhead, 'ids' | 'augmentationSeed'> {
    const { control, ids } = this.#views;
    const augmentationSeed = control[WORD.augmentationSeed]! >>> 0;
    return { ids: ids.slice(0, control[WORD.samples]), augmentationSeed };
  }

  /** The batch that a `lookup` asks about. */
  #batch(): BatchAhead | null {
    const { control } = this.#views;
    if (control[WORD.samples] === 0) return null;
    return { step: control[WORD.callStep]!, epoch: control[WORD.callEpoch]!, ...this.#samples() };
  }

  #ahead(): BatchAhead | null {
    const { control, ids, shape } = this.#views;
    const samples = control[WORD.aheadSamples]!;
    if (samples === 0) return null;
    return {
      step: control[WORD.aheadStep]!,
      epoch: control[WORD.aheadEpoch]!,
      ids: ids.slice(shape.samplesMax, shape.samplesMax + samples),
      augmentationSeed: control[WORD.aheadAugmentationSeed]! >>> 0,
    };
  }

  #done(): DoneBatch | null {
    const { shape, control, outbox, lookup } = this.#views;
    const { done } = lookup;
    if (done === undefined) return null;
    return { ...done, payload: bytesOf(outbox.slice(0, control[WORD.rows]! * shape.classes)) };
  }

  /**
   * Answers a call and wakes the trainer.
   *
   * @param teachers - Checked, sorted by peer id.
   */
  answer({ sequence }: Pick<OpenCall, 'sequence'>, outcome: Outcome, teachers: readonly Teaching[]): void {
    const { shape, control, inbox, weights, features, coverage, lookup } = this.#views;
    const { peerIds, logitsMax, samplesMax } = shape;
    teachers.forEach((teaching, i) => {
      const { peerId, logits, weight, validationAccuracy } = teaching;
      control[WORD.taughtLogits] = logits.length;
      inbox.set(logits, i * logitsMax);
      const numbers = [weight, peerIds.indexOf(peerId), validationAccuracy ?? Number.NaN];
      weights.set([...numbers, teaching.coverage === undefined ? 0 : 1], TEACHER_NUMBERS * i);
      features.answer(i, teaching.features);
      lookup.setUsableUntil(peerId, teaching.usableUntilStep);
      if (teaching.coverage === undefined) return;
      control[WORD.taughtSamples] = teaching.coverage.length;
      coverage.set(teaching.coverage, i * samplesMax);
    });
    control[WORD.teachers] = teachers.length;
    control[WORD.outcome] = outcome;
    Atomics.store(control, WORD.answer, sequence);
    Atomics.notify(control, WORD.answer);
  }

  /** Writes, at any time, the newest step that each teacher is known to have predicted for. */
  setNewestSteps(teachers: ReadonlyMap<PeerId, { readonly newestStep: number }>): void {
    this.#views.lookup.setNewestSteps(teachers);
  }

  orderStop(step: number): void {
    Atomics.store(this.#views.control, WORD.stopAtStep, step);
  }

  orderSeek(step: number): void {
    Atomics.store(this.#views.control, WORD.seekStep, step);
  }

  orderReturn(step: number): void {
    Atomics.store(this.#views.control, WORD.returnStep, step);
  }

  get state(): TrainerState {
    return Atomics.load(this.#views.control, WORD.state) as TrainerState;
  }

  get step(): number {
    return Atomics.load(this.#views.control, WORD.step);
  }

  get epoch(): number {
    return Atomics.load(this.#views.control, WORD.epoch);
  }

  /** The trainer's newest validation accuracy, to go with its predictions; nothing before the first. */
  get validation(): { readonly validationAccuracy?: number } {
    return this.gauge('validated') === 0 ? {} : { validationAccuracy: this.gauge('validationAccuracy') };
  }

  gauge(gauge: Gauge): number {
    return this.#views.gauges[GAUGE[gauge]]!;
  }
}
