import type { ExchangeAnswer, ExchangeOffer } from '../../peer/core/exchange/offer.js';
import { exchangeOptions } from '../../peer/core/exchange/options.js';
import type { ExchangeState } from '../../peer/core/exchange/state.js';
import { createPeer, type PeerState, stepPeer, wakeAtMs } from '../../peer/core/peer.js';
import type { PeerEffect, PeerEvent } from '../../peer/core/peer-events.js';
import {
  type Heartbeat,
  type JoinReply,
  type JoinRequest,
  type Leave,
  type Member,
  type Report,
  TRAINER_STATE,
  type TrainerState,
} from '../../proto/codec.js';
import { assertNever } from '../../proto/errors.js';
import { type RunSpec, runSpecHash } from '../../proto/run-spec.js';
import { schemeOf } from '../../proto/scheme.js';
import type { Clock } from './clock.js';
import { CLASSES, evaluationAt, stampedOffer } from './trainer.js';

/** What survives a crash. */
export interface Disk {
  incarnation: number;
  checkpointStep: number;
}

/** What a peer needs of the world. */
export interface PeerWorld {
  readonly clock: Clock;
  readonly spec: RunSpec;
  readonly runId: string;
  readonly stepsTotal: number;
  join(peer: PeerProcess, request: JoinRequest, answer: (reply: JoinReply) => void): void;
  heartbeat(peer: PeerProcess, heartbeat: Heartbeat): void;
  report(peer: PeerProcess, report: Report): void;
  leave(peer: PeerProcess, leave: Leave): void;
  setLinks(peer: PeerProcess, students: readonly Member[], incarnation: number): void;
  relink(peer: PeerProcess, student: string): void;
  send(peer: PeerProcess, student: string, parts: readonly Uint8Array[]): void;
  sendBack(peer: PeerProcess, to: string, parts: readonly Uint8Array[]): void;
  observeExchange(peer: PeerProcess, state: ExchangeState): void;
  observeAnswer(peer: PeerProcess, offer: ExchangeOffer, answer: ExchangeAnswer): void;
  onFinished(peer: PeerProcess, step: number): void;
  /** The process ended by itself, with an error. */
  onFailed(peer: PeerProcess, code: string): void;
  /** What arrives, or a mutant's view of it. */
  readonly receive: (peer: PeerProcess, event: PeerEvent) => PeerEvent;
}

const TICK_MS = 200;
const LOAD_MS = 150;
const EVALUATION_MS = 250;
const EVALUATE_EVERY_STEPS = 20;
const FINISH_MS = 100;

/** One life of a peer: the real core, as `peer/io/session.ts` drives it, around a trainer that only waits. */
export class PeerProcess {
  readonly id: string;
  readonly index: number;
  readonly life: number;
  readonly disk: Disk;
  readonly #world: PeerWorld;
  readonly #backlog: (() => void)[] = [];
  #peer: PeerState | undefined;
  #offer: ExchangeOffer | null = null;
  #wakeAtMs = Number.POSITIVE_INFINITY;
  #stopAtStep = Number.POSITIVE_INFINITY;
  #seekStep = -1;
  #sentStep = -1;
  #messages = 0;
  trainer: TrainerState = TRAINER_STATE.starting;
  step = 0;
  alive = true;
  paused = false;
  /** Its trainer hangs. */
  hung = false;
  readonly stepMs: number;
  /** Its steps take so many times as long. */
  slowness = 1;
  variant = 0;
  /** Answers in a row that missed nobody. */
  fullStreak = 0;

  constructor(world: PeerWorld, identity: { index: number; life: number; disk: Disk; stepMs: number }) {
    this.#world = world;
    this.index = identity.index;
    this.id = `peer-${identity.index}`;
    this.life = identity.life;
    this.disk = identity.disk;
    this.stepMs = identity.stepMs;
    this.disk.incarnation++;
    this.#after(LOAD_MS, () => this.#begin());
  }

  get address(): string {
    return `sim://${this.id}/${this.life}`;
  }

  get incarnation(): number {
    return this.#peer?.membership.incarnation ?? this.disk.incarnation;
  }

  get viewVersion(): number {
    return this.#peer?.exchange.viewVersion ?? 0;
  }

  /** Members of the view it trains under. */
  get members(): readonly string[] {
    return [...(this.#peer?.exchange.members.values() ?? [])].map(
      (one) => `${one.peerId}#${one.incarnation}`,
    );
  }

  kill(): void {
    this.alive = false;
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
    if (!this.alive) return;
    this.#tick();
    for (const work of this.#backlog.splice(0)) if (this.alive) work();
  }

  /** Something arrives from outside. */
  receive(event: PeerEvent): void {
    this.#guarded(() => this.#feed(this.#world.receive(this, event)));
  }

  /** A dead process does nothing, a stopped one does it later. */
  #guarded(work: () => void): void {
    if (!this.alive) return;
    if (this.paused) this.#backlog.push(work);
    else work();
  }

  #after(delayMs: number, work: () => void): void {
    this.#world.clock.after(delayMs, () => this.#guarded(work));
  }

  #begin(): void {
    const { spec, runId, stepsTotal, clock } = this.#world;
    this.step = this.disk.checkpointStep;
    this.trainer = TRAINER_STATE.ready;
    const membership = {
      runId,
      peerId: this.id,
      runSpecHash: runSpecHash(spec),
      dataDigest: 'data',
      classes: CLASSES,
      stepsTotal,
      dataAddress: this.address,
      device: 'cpu',
      strict: false,
      inStep: true,
      frozen: false,
      restarts: 0,
    };
    const exchange = exchangeOptions({ spec, scheme: schemeOf(spec) }, runId, this.id, { classes: CLASSES });
    this.#peer = createPeer({ membership, exchange }, this.disk.incarnation, clock.nowMs);
    this.#repeatTick();
    this.#feed({ kind: 'ready', step: this.step });
  }

  #repeatTick(): void {
    this.#world.clock.after(TICK_MS, () => {
      if (!this.alive) return;
      if (!this.paused) this.#tick();
      this.#repeatTick();
    });
  }

  #tick(): void {
    this.#feed({
      kind: 'tick',
      trainer: {
        state: this.trainer,
        step: this.step,
        epoch: 0,
        supervisedLoss: 0,
        distillationLoss: 0,
        distillationWeight: 1,
        validationAccuracy: 0,
        bitsPerCharacter: 0,
        samplesPerSecond: 0,
        waitFraction: 0,
        stalenessSteps: 0,
        messages: this.#messages,
        asleep: this.#offer !== null,
      },
    });
  }

  #feed(event: PeerEvent): void {
    if (this.#peer === undefined || !this.alive) return;
    const { state, effects } = stepPeer(this.#peer, event, this.#world.clock.nowMs);
    this.#peer = state;
    this.#world.observeExchange(this, state.exchange);
    for (const effect of effects) this.#perform(effect);
    this.#scheduleWake();
  }

  #scheduleWake(): void {
    const { clock } = this.#world;
    const wakeMs = this.#peer === undefined ? null : wakeAtMs(this.#peer, clock.nowMs);
    if (wakeMs === null || (wakeMs >= this.#wakeAtMs && this.#wakeAtMs > clock.nowMs)) return;
    this.#wakeAtMs = Math.max(wakeMs, clock.nowMs + 0.01);
    this.#after(this.#wakeAtMs - clock.nowMs, () => {
      this.#wakeAtMs = Number.POSITIVE_INFINITY;
      this.#feed({ kind: 'wake' });
    });
  }

  #perform(effect: PeerEffect): void {
    const world = this.#world;
    switch (effect.kind) {
      case 'join': {
        const { incarnation } = effect.request;
        world.join(this, effect.request, (reply) => this.receive({ kind: 'joinReply', incarnation, reply }));
        return;
      }
      case 'heartbeat':
        world.heartbeat(this, effect.heartbeat);
        return;
      case 'report':
        world.report(this, effect.report);
        return;
      case 'leave':
        world.leave(this, effect.leave);
        return;
      case 'persist':
        this.disk.incarnation = effect.incarnation;
        return;
      case 'start':
        this.step = effect.step;
        this.#nextStep();
        return;
      case 'seek':
        this.#seekStep = effect.step;
        return;
      case 'stop':
        this.#stopAtStep = effect.step;
        return;
      case 'answer':
        this.#learn(effect.answer);
        return;
      case 'links':
        world.setLinks(this, effect.students, effect.incarnation);
        return;
      case 'relink':
        world.relink(this, effect.student);
        return;
      case 'send':
        world.send(this, effect.student, effect.parts);
        return;
      case 'reply':
        world.sendBack(this, effect.to, effect.parts);
        return;
      case 'fail':
        this.alive = false;
        world.onFailed(this, effect.code);
        return;
      case 'release':
      case 'serve':
      case 'weights':
      case 'rejected':
      case 'log':
        return;
      default:
        assertNever(effect);
    }
  }

  #nextStep(): void {
    if (this.#seekStep > this.step) this.step = this.#seekStep;
    this.#seekStep = -1;
    if (this.hung) return;
    if (this.step >= Math.min(this.#stopAtStep, this.#world.stepsTotal)) {
      this.trainer = TRAINER_STATE.finished;
      this.disk.checkpointStep = this.step;
      this.#after(FINISH_MS, () => this.#finish());
      return;
    }
    this.trainer = TRAINER_STATE.training;
    this.#after(this.stepMs * this.slowness, () => this.#makeOffer());
  }

  #makeOffer(): void {
    const { pipeline } = this.#world.spec.exchange;
    const end = Math.min(this.#stopAtStep, this.#world.stepsTotal, this.step + 1 + pipeline);
    for (let step = Math.max(this.#sentStep + 1, this.step); pipeline > 0 && step < end; step++) {
      this.#sentStep = step;
      this.#say({ kind: 'offer', offer: stampedOffer(this, step, 'sendOnly') });
    }
    this.#offer = stampedOffer(this, this.step, pipeline > 0 ? 'collect' : 'exchange');
    this.#say({ kind: 'offer', offer: this.#offer });
  }

  #learn(answer: ExchangeAnswer): void {
    const offer = this.#offer;
    if (offer === null) return;
    this.#offer = null;
    this.#world.observeAnswer(this, offer, answer);
    this.fullStreak = answer.missing.length === 0 ? this.fullStreak + 1 : 0;
    this.step++;
    // A trainer thread goes on by itself, not within the call that answered it.
    this.#after(0, () => (this.step % EVALUATE_EVERY_STEPS === 0 ? this.#evaluate() : this.#nextStep()));
  }

  #evaluate(): void {
    const { step } = this;
    this.trainer = TRAINER_STATE.evaluating;
    this.#say({ kind: 'busy', step, forMs: 2 * EVALUATION_MS });
    this.#after(EVALUATION_MS, () => {
      this.disk.checkpointStep = step;
      const { accuracy, loss } = evaluationAt(step, 0.9 - 0.02 * this.index);
      this.#say({
        kind: 'evaluation',
        evaluation: { step, epoch: 0, validationAccuracy: accuracy, validationLoss: loss },
      });
      this.#nextStep();
    });
  }

  /** The trainer speaks. */
  #say(event: PeerEvent): void {
    this.#messages++;
    this.#feed(event);
  }

  #finish(): void {
    this.#feed({ kind: 'leave', code: 'finished', step: this.step });
    this.alive = false;
    this.#world.onFinished(this, this.step);
  }
}
