import assert from 'node:assert/strict';
import type { WeightsCircle } from '../../peer/core/exchange/edges.js';
import type {
  ExchangeAnswer,
  ExchangeOffer,
  LookupRequest,
  ServeRequest,
} from '../../peer/core/exchange/offer.js';
import type { PeerEvent } from '../../peer/core/peer-events.js';
import { PHASE, TRAINER_STATE, type TrainerState } from '../../proto/codec.js';
import { type Scheme, type Way, wayAt } from '../../proto/scheme.js';
import { CHECKPOINT_EVERY_STEPS } from './disk.js';
import { firstWeights, type SimulatedWeights, updated } from './simulated-weights.js';
import { batchOf, epochOf, evaluationAt, type Predictor, stampedAnswer, stampedOffer } from './trainer.js';
import type { PublishedWeights } from './weights-board.js';

/** What a simulated trainer needs of its process. */
export interface TrainerHost {
  readonly index: number;
  readonly life: number;
  readonly checkpointSteps: readonly number[];
  readonly variant: number;
  readonly stepMs: number;
  readonly slowness: number;
  readonly hung: boolean;
  readonly scheme: Scheme;
  readonly stepsTotal: number;
  readonly sequential: boolean;
  readonly oneCall: boolean;
  readonly frozen: boolean;
  /** Whether anything is kept or asked for by sample. */
  readonly bySample: boolean;
  /** Says something to the core, which may answer meanwhile. */
  say(event: PeerEvent): void;
  after(delayMs: number, work: () => void): void;
  /** Newest step that a teacher is known to have reached. */
  newestStepOf(peerId: string): number;
  save(step: number, weights: SimulatedWeights): void;
  load(step: number): SimulatedWeights;
  observeAnswer(offer: ExchangeOffer, answer: ExchangeAnswer): void;
  observeTrained(step: number): void;
  observeWeights(step: number, circle: WeightsCircle, weights: readonly PublishedWeights[]): void;
  onFinished(): void;
  onFailed(code: string): void;
}

const EVALUATION_MS = 250;
const FINISH_MS = 100;
const SERVE_MS = 5;
/** Steps ahead at which predictions are asked for, as in `peer/trainer/teacher-exchange.ts`. */
const AHEAD_STEPS = 15;
const AHEAD_STEPS_LOCKSTEP = 4;

/** A trainer that computes nothing: it offers, waits, asks, answers and hands out weights as the real one does. */
export class TrainerThread {
  readonly #host: TrainerHost;
  readonly #requests: ServeRequest[] = [];
  #offer: ExchangeOffer | null = null;
  /** The lookup whose answer lies ready, or is for a step that was left out. */
  #asked: { readonly step: number; readonly variant: number; answer: ExchangeAnswer | null } | null = null;
  #done: LookupRequest['done'] = null;
  #expired: readonly string[] = [];
  #stopAtStep = Number.POSITIVE_INFINITY;
  #seekStep = -1;
  #returnStep = -1;
  #sentStep = -1;
  #handedOutStep = -1;
  #weights: readonly PublishedWeights[] = [];
  #circle: WeightsCircle = { teachers: [], students: [] };
  #sleepsForWeights = false;
  state: TrainerState = TRAINER_STATE.starting;
  network: SimulatedWeights = firstWeights(0);
  step: number;
  /** Steps in a row that missed nobody; where nobody waits, steps that somebody taught. */
  fullStreak = 0;
  /** Orders to go back that it has followed. */
  returns = 0;

  constructor(host: TrainerHost) {
    this.#host = host;
    this.step = host.checkpointSteps.at(-1)!;
    this.network = host.load(this.step);
    this.state = TRAINER_STATE.ready;
  }

  get asleep(): boolean {
    return this.#offer !== null || this.#sleepsForWeights;
  }

  start(step: number): void {
    if (step < this.step) this.network = this.#host.load(step);
    this.step = step;
    if (this.#host.frozen) this.#serve();
    else this.#nextStep();
  }

  /** A strict peer's weights say how many updates made them: the step at which it trains, or it has skipped some. */
  get #predictor(): Predictor {
    const { updates, digest } = this.network;
    return { index: this.#host.index, weights: digest, step: this.#host.scheme.strict ? updates : this.step };
  }

  stop(step: number): void {
    this.#stopAtStep = step;
    if (this.#host.frozen && step === 0) this.#finish();
  }

  seek(step: number): void {
    this.#seekStep = step;
  }

  goBack(step: number): void {
    this.#returnStep = step;
  }

  /** A student asks: a learner answers between two steps, a frozen teacher at once. */
  serve(request: ServeRequest): void {
    this.#requests.push(request);
    if (this.#host.frozen) this.#host.after(SERVE_MS, () => this.#serve());
  }

  takeWeights(circle: WeightsCircle, weights: readonly PublishedWeights[]): void {
    this.#circle = circle;
    this.#weights = weights;
  }

  answer(answer: ExchangeAnswer): void {
    if (answer.outcome === 'strictTimeout' && this.asleep) {
      this.#host.onFailed('ERR_STRICT_TIMEOUT');
    } else if (this.#sleepsForWeights) {
      this.#sleepsForWeights = false;
      this.#host.after(0, () => this.#train());
    } else if (this.#asked !== null && this.#asked.answer === null) {
      this.#asked.answer = answer;
    } else if (this.#offer !== null) {
      this.#learn(this.#offer, answer);
    }
  }

  #serve(): void {
    const predictor = this.#predictor;
    for (const request of this.#requests.splice(0)) {
      const logits = stampedAnswer(predictor, request);
      this.#host.say({ kind: 'served', served: { request, madeAtStep: this.step, logits } });
    }
  }

  #end(): number {
    return Math.min(this.#stopAtStep, this.#host.stepsTotal);
  }

  #nextStep(): void {
    if (this.#seekStep > this.step) this.step = this.#seekStep;
    this.#seekStep = -1;
    this.#takeReturn();
    if (this.#host.hung) return;
    if (this.step >= this.#end()) {
      this.#flush();
      this.#finish();
      return;
    }
    this.#serve();
    if (!this.#handOut()) this.#train();
  }

  get #isSentBack(): boolean {
    return this.#returnStep >= 0 && this.#returnStep < this.step;
  }

  #takeReturn(): void {
    if (this.#isSentBack) {
      this.step = this.#returnStep;
      this.returns++;
    }
    this.#returnStep = -1;
  }

  #finish(): void {
    if (this.state === TRAINER_STATE.finished) return;
    this.state = TRAINER_STATE.finished;
    this.#host.save(this.step, this.network);
    this.#host.after(FINISH_MS, () => this.#host.onFinished());
  }

  /** @returns True when it sleeps until its teachers' weights of this step are there. */
  #handOut(): boolean {
    const { scheme } = this.#host;
    const way = scheme.ways.map((one) => one.way).find((one) => one.kind === 'by-weights');
    if (way === undefined || this.step % way.everySteps !== 0 || this.step <= this.#handedOutStep)
      return false;
    this.#handedOutStep = this.step;
    this.#sleepsForWeights = scheme.strict;
    this.#host.say({ kind: 'weights', weights: { step: this.step, checkpoint: new Uint8Array(0) } });
    return scheme.strict;
  }

  #train(): void {
    this.state = TRAINER_STATE.training;
    this.#host.after(this.#host.stepMs * this.#host.slowness, () => this.#exchange());
  }

  #wayOf(step: number): Way {
    return wayAt(this.#host.scheme, epochOf(step));
  }

  #exchange(): void {
    const way = this.#wayOf(this.step);
    switch (way.kind) {
      case 'lockstep':
        this.#flush();
        this.#offerInStep();
        return;
      case 'by-sample':
        if (this.#host.oneCall) this.#lookUp(way.ageStepsMax);
        else this.#offerBySample(way.ageStepsMax);
        return;
      case 'by-weights':
      case 'alone':
        this.#learnLocally();
        return;
    }
  }

  #offerInStep(): void {
    const { scheme } = this.#host;
    const { pipeline } = scheme;
    const end = Math.min(this.#end(), this.step + 1 + pipeline);
    for (let step = Math.max(this.#sentStep + 1, this.step); pipeline > 0 && step < end; step++) {
      if (this.#wayOf(step).kind !== 'lockstep') break;
      this.#sentStep = step;
      this.#host.say({ kind: 'offer', offer: this.#offerFor(step, 'sendOnly', AHEAD_STEPS_LOCKSTEP) });
    }
    this.#offer = this.#offerFor(this.step, pipeline > 0 ? 'collect' : 'exchange', AHEAD_STEPS_LOCKSTEP);
    this.#host.say({ kind: 'offer', offer: this.#offer });
  }

  #offerBySample(ageStepsMax: number): void {
    this.#offer = this.#offerFor(this.step, 'exchange', aheadSteps(ageStepsMax, 0));
    this.#host.say({ kind: 'offer', offer: this.#offer });
    assert.equal(this.#offer, null, `peer-${this.#host.index} waits at step ${this.step}, where nobody does`);
  }

  #offerFor(
    step: number,
    request: ExchangeOffer['request'],
    ahead: number,
    variant: number = this.#host.variant,
  ): ExchangeOffer {
    const { bySample, stepsTotal } = this.#host;
    const aheadStep = bySample ? Math.min(step + ahead, stepsTotal - 1) : undefined;
    return stampedOffer({ ...this.#predictor, variant }, step, request, aheadStep);
  }

  /** Forward and update in one call: what was asked for a step ago teaches this one, and the next batch is asked for. */
  #lookUp(ageStepsMax: number): void {
    const { step } = this;
    if (this.#asked?.step !== step) this.#ask(step, ageStepsMax);
    const { answer, variant } = this.#asked!;
    this.#asked = null;
    assert.ok(answer !== null, `peer-${this.#host.index} waits at step ${step}, where nobody does`);
    const isExpired = ({ peerId, usableUntilStep }: ExchangeAnswer['teachers'][number]): boolean =>
      usableUntilStep !== undefined && this.#host.newestStepOf(peerId) > usableUntilStep;
    this.#expired = answer.teachers.filter(isExpired).map(({ peerId }) => peerId);
    const teachers = answer.teachers.filter((teacher) => !isExpired(teacher));
    const offer = this.#offerFor(step, 'exchange', 0, variant);
    this.#learn(offer, { ...answer, teachers });
    const sameEpoch = step + 1 < this.#host.stepsTotal && epochOf(step + 1) === epochOf(step);
    if (sameEpoch && ageStepsMax >= AHEAD_STEPS_LOCKSTEP) this.#ask(step + 1, ageStepsMax);
    else this.#handIn(null, null);
    this.#done = { step, payload: offer.payload, expired: this.#expired };
  }

  #ask(step: number, ageStepsMax: number): void {
    const { variant, stepsTotal } = this.#host;
    const aheadStep = step + aheadSteps(ageStepsMax, 1);
    this.#asked = { step, variant, answer: null };
    this.#handIn(batchOf(step, variant), aheadStep < stepsTotal ? batchOf(aheadStep, variant) : null);
  }

  #handIn(batch: LookupRequest['batch'], ahead: LookupRequest['ahead']): void {
    if (batch === null && this.#done === null) return;
    const done = this.#done;
    this.#done = null;
    this.#host.say({ kind: 'lookup', lookup: { batch, ahead, done } });
  }

  /** Hands in the last prediction before something else is offered. */
  #flush(): void {
    this.#asked = null;
    this.#handIn(null, null);
  }

  #learnLocally(): void {
    this.#host.observeWeights(this.step, this.#circle, this.#weights);
    const taught = this.#weights.map(({ peerId, step }) => ({ peerId, logits: Float32Array.of(step) }));
    this.network = updated(this.network, this.step, taught);
    const missing = this.#circle.teachers.length - this.#weights.length;
    this.#advance(missing === 0);
  }

  #learn(offer: ExchangeOffer, answer: ExchangeAnswer): void {
    this.#offer = null;
    const { phase: _, ...rest } = offer;
    this.#host.observeAnswer(offer, answer);
    this.network = updated(this.network, this.step, answer.teachers);
    // In sequential updates the later peers hear what this one predicts after its update.
    if (this.#host.sequential) {
      this.#host.say({ kind: 'offer', offer: { ...rest, phase: PHASE.afterUpdate, request: 'sendOnly' } });
    }
    const isFree = this.#wayOf(offer.step).kind === 'by-sample';
    this.#advance(answer.missing.length === 0 || (isFree && answer.teachers.length > 0));
  }

  #advance(full: boolean): void {
    this.fullStreak = full ? this.fullStreak + 1 : 0;
    this.#host.observeTrained(this.step);
    this.step++;
    // A trainer thread goes on by itself, not within the call that answered it.
    this.#host.after(0, () =>
      this.step % CHECKPOINT_EVERY_STEPS === 0 && !this.#isSentBack ? this.#evaluate() : this.#nextStep(),
    );
  }

  #evaluate(): void {
    const { step } = this;
    this.state = TRAINER_STATE.evaluating;
    this.#host.say({ kind: 'busy', step, forMs: 2 * EVALUATION_MS });
    this.#host.after(EVALUATION_MS, () => {
      this.#host.save(step, this.network);
      const { accuracy, loss } = evaluationAt(step, 0.9 - 0.02 * this.#host.index);
      const evaluation = { step, epoch: 0, validationAccuracy: accuracy, validationLoss: loss };
      this.#host.say({ kind: 'evaluation', evaluation });
      this.#nextStep();
    });
  }
}

function aheadSteps(ageStepsMax: number, leadSteps: number): number {
  return Math.max(1, Math.min(AHEAD_STEPS, Math.floor((ageStepsMax - leadSteps) / 2)));
}
