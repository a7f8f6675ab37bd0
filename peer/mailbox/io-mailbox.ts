import { PHASE, type Phase, type TrainerState } from '../../proto/codec.js';
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
  type OpenCall,
  type Outcome,
  type PredictedStep,
  REQUEST,
  type Request,
} from './call.js';
import { GAUGE, type Gauge } from './gauges.js';

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
    return { sequence, ...this.#read(control[WORD.request] as Request) };
  }

  #read(request: Request): Call {
    switch (request) {
      case REQUEST.exchange:
        return { kind: 'exchange', ...this.#batch(), ...this.#predictions(), ...this.#samples() };
      case REQUEST.collect:
        return { kind: 'collect', ...this.#batch(), ...this.#samples() };
      case REQUEST.sendOnly:
        return { kind: 'sendOnly', ...this.#batch(), ...this.#predictions(), phase: this.#phase() };
      case REQUEST.lookup:
        return { kind: 'lookup', batch: this.#named(), ahead: this.#ahead(), done: this.#done() };
      case REQUEST.weights:
        return { kind: 'weights', step: this.#views.control[WORD.callStep]! };
      default:
        return assertNever(request);
    }
  }

  #batch(): CallBatch {
    const { control, digest } = this.#views;
    return {
      step: control[WORD.callStep]!,
      epoch: control[WORD.callEpoch]!,
      rows: control[WORD.rows]!,
      digest: digest.slice(),
    };
  }

  #predictions(): CallPredictions {
    const features = this.#views.features.copySent();
    return { logits: this.#logits(), ...(features === undefined ? {} : { features }) };
  }

  #logits(): Float32Array {
    const { outbox, control, shape } = this.#views;
    return outbox.slice(0, control[WORD.rows]! * shape.classes);
  }

  #phase(): Phase {
    return this.#views.control[WORD.phase] === PHASE.afterUpdate ? PHASE.afterUpdate : PHASE.beforeUpdate;
  }

  #samples(): CallSamples {
    const { control, ids } = this.#views;
    return {
      ids: ids.slice(0, control[WORD.samples]),
      augmentationSeed: control[WORD.augmentationSeed]! >>> 0,
      ahead: this.#ahead(),
    };
  }

  /** The batch that a `lookup` asks about. */
  #named(): BatchAhead | null {
    const { control } = this.#views;
    if (control[WORD.samples] === 0) return null;
    const { ids, augmentationSeed } = this.#samples();
    return { step: control[WORD.callStep]!, epoch: control[WORD.callEpoch]!, ids, augmentationSeed };
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

  #done(): PredictedStep | null {
    const { done } = this.#views.lookup;
    return done === undefined ? null : { ...done, logits: this.#logits() };
  }

  /**
   * Answers a call and wakes the trainer.
   *
   * @param teachers - Checked, sorted by peer id.
   */
  answer({ sequence }: OpenCall, outcome: Outcome, teachers: readonly Teaching[]): void {
    const { control } = this.#views;
    let covered = 0;
    teachers.forEach((teaching, i) => {
      this.#writeTeaching(i, teaching);
      if (teaching.coverage !== undefined) covered |= 1 << i;
    });
    control[WORD.covered] = covered;
    control[WORD.teachers] = teachers.length;
    control[WORD.outcome] = outcome;
    Atomics.store(control, WORD.answer, sequence);
    Atomics.notify(control, WORD.answer);
  }

  #writeTeaching(i: number, { peerId, logits, weight, coverage, ...more }: Teaching): void {
    const { shape, inbox, weights, features, lookup } = this.#views;
    const { peerIds, logitsMax, samplesMax } = shape;
    inbox.set(logits, i * logitsMax);
    weights.set([weight, peerIds.indexOf(peerId), more.validationAccuracy ?? Number.NaN], 3 * i);
    features.answer(i, more.features);
    lookup.setUsableUntil(peerId, more.usableUntilStep);
    if (coverage !== undefined) this.#views.coverage.set(coverage, i * samplesMax);
  }

  /** Writes, at any time, the newest step that a peer is known to have predicted for. */
  setNewestStep(peerId: PeerId, step: number): void {
    this.#views.lookup.setNewestStep(peerId, step);
  }

  orderStop(step: number): void {
    Atomics.store(this.#views.control, WORD.stopAtStep, step);
  }

  orderSeek(step: number): void {
    Atomics.store(this.#views.control, WORD.seekStep, step);
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

  /** The trainer's newest validation accuracy, `undefined` before the first. */
  get validationAccuracy(): number | undefined {
    return this.gauge('validated') === 0 ? undefined : this.gauge('validationAccuracy');
  }

  gauge(gauge: Gauge): number {
    return this.#views.gauges[GAUGE[gauge]]!;
  }
}
