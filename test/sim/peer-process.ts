import type { WeightsCircle } from '../../peer/core/exchange/edges.js';
import type { ExchangeAnswer, ExchangeOffer } from '../../peer/core/exchange/offer.js';
import { type ExchangeOptions, exchangeOptions } from '../../peer/core/exchange/options.js';
import type { ExchangeState } from '../../peer/core/exchange/state.js';
import { createPeer, type PeerState, stepPeer, wakeAtMs } from '../../peer/core/peer.js';
import type { PeerEffect, PeerEvent } from '../../peer/core/peer-events.js';
import { checkpointsKept } from '../../peer/files/checkpoint-steps.js';
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
import { isFrozen, type RunSpec, runSpecHash } from '../../proto/run-spec.js';
import type { Scheme } from '../../proto/scheme.js';
import { NO_GAUGES } from '../support/no-gauges.js';
import type { Clock } from './clock.js';
import { CHECKPOINT_EVERY_STEPS, type Disk } from './disk.js';
import type { SimulatedWeights } from './simulated-weights.js';
import { CLASSES } from './trainer.js';
import { type TrainerHost, TrainerThread } from './trainer-thread.js';
import type { PublishedWeights, WeightsBoard } from './weights-board.js';

/** What a peer needs of the world. */
export interface PeerWorld {
  readonly clock: Clock;
  readonly spec: RunSpec;
  readonly scheme: Scheme;
  readonly oneCall: boolean;
  readonly runId: string;
  readonly stepsTotal: number;
  readonly weights: WeightsBoard;
  reachesStore(peer: PeerProcess): boolean;
  join(peer: PeerProcess, request: JoinRequest, answer: (reply: JoinReply) => void): void;
  heartbeat(peer: PeerProcess, heartbeat: Heartbeat): void;
  report(peer: PeerProcess, report: Report): void;
  leave(peer: PeerProcess, leave: Leave): void;
  setLinks(peer: PeerProcess, students: readonly Member[], incarnation: number): void;
  relink(peer: PeerProcess, student: string): void;
  send(peer: PeerProcess, student: string, parts: readonly Uint8Array[]): void;
  sendBack(peer: PeerProcess, to: string, parts: readonly Uint8Array[]): void;
  observeStep(peer: PeerProcess, event: PeerEvent, effects: readonly PeerEffect[]): void;
  observeAnswer(peer: PeerProcess, offer: ExchangeOffer, answer: ExchangeAnswer): void;
  observeTrained(peer: PeerProcess, step: number): void;
  observeWeights(
    peer: PeerProcess,
    step: number,
    circle: WeightsCircle,
    weights: readonly PublishedWeights[],
  ): void;
  onFinished(peer: PeerProcess, step: number): void;
  /** The process ended by itself, with an error. */
  onFailed(peer: PeerProcess, code: string): void;
  /** What the core is told, or a mutant's view of it. */
  readonly receive: (peer: PeerProcess, event: PeerEvent) => PeerEvent;
  /** What the exchange believes of the run, or a mutant's view of it. */
  readonly believe: (options: ExchangeOptions) => ExchangeOptions;
}

const TICK_MS = 200;
const LOAD_MS = 150;
/** Reading and writing the weights of a few peers. */
const WEIGHTS_MS = 20;

/** One life of a peer: the real core, as `peer/io/session.ts` drives it, around a trainer that computes nothing. */
export class PeerProcess implements TrainerHost {
  readonly id: string;
  readonly index: number;
  readonly life: number;
  readonly disk: Disk;
  readonly frozen: boolean;
  readonly stepMs: number;
  readonly #world: PeerWorld;
  readonly #trainer: TrainerThread;
  readonly #backlog: (() => void)[] = [];
  #peer: PeerState | undefined;
  #wakeAtMs = Number.POSITIVE_INFINITY;
  #trainedSteps = 0;
  #messages = 0;
  alive = true;
  paused = false;
  /** Its trainer hangs. */
  hung = false;
  /** Its steps take so many times as long. */
  slowness = 1;
  variant = 0;

  constructor(world: PeerWorld, identity: { index: number; life: number; disk: Disk; stepMs: number }) {
    this.#world = world;
    this.index = identity.index;
    this.id = `peer-${identity.index}`;
    this.frozen = isFrozen(world.spec, this.id);
    this.life = identity.life;
    this.disk = identity.disk;
    this.stepMs = identity.stepMs;
    this.disk.incarnation++;
    this.#trainer = new TrainerThread(this);
    this.after(LOAD_MS, () => this.#begin());
  }

  get address(): string {
    return `sim://${this.id}/${this.life}`;
  }

  get incarnation(): number {
    return this.#peer?.membership.incarnation ?? this.disk.incarnation;
  }

  get exchange(): ExchangeState | undefined {
    return this.#peer?.exchange;
  }

  get viewVersion(): number {
    return this.exchange?.viewVersion ?? 0;
  }

  get trainer(): TrainerState {
    return this.#peer === undefined ? TRAINER_STATE.starting : this.#trainer.state;
  }

  get step(): number {
    return this.#trainer.step;
  }

  get network(): SimulatedWeights {
    return this.#trainer.network;
  }

  /** Steps in a row that missed nobody; nobody ever teaches a frozen teacher. */
  get fullStreak(): number {
    return this.frozen ? Number.POSITIVE_INFINITY : this.#trainer.fullStreak;
  }

  get returns(): number {
    return this.#trainer.returns;
  }

  get scheme(): Scheme {
    return this.#world.scheme;
  }

  get stepsTotal(): number {
    return this.#world.stepsTotal;
  }

  get oneCall(): boolean {
    return this.#world.oneCall;
  }

  get sequential(): boolean {
    return this.#world.spec.distillation.update === 'sequential';
  }

  get bySample(): boolean {
    return this.scheme.answers || this.#world.spec.peers.some(({ role }) => role === 'teacher');
  }

  /** Members of the view it trains under. */
  get members(): readonly string[] {
    return [...(this.exchange?.members.values() ?? [])].map((one) => `${one.peerId}#${one.incarnation}`);
  }

  newestStepOf(peerId: string): number {
    return this.exchange?.teachers.get(peerId)?.newestStep ?? -1;
  }

  kill(): void {
    this.alive = false;
  }

  resume(): void {
    this.paused = false;
    if (!this.alive) return;
    this.#tick();
    for (const work of this.#backlog.splice(0)) if (this.alive) work();
  }

  /** Something arrives from outside. */
  receive(event: PeerEvent): void {
    this.#guarded(() => this.#feed(event));
  }

  /** The trainer speaks. */
  say(event: PeerEvent): void {
    this.#messages++;
    this.#feed(event);
  }

  get checkpointSteps(): readonly number[] {
    return this.frozen ? [0] : this.disk.checkpointSteps;
  }

  save(step: number, weights: SimulatedWeights): void {
    const learners = this.#world.spec.peers.filter(({ role }) => role === 'learner').length;
    this.disk.save(step, weights, checkpointsKept(this.scheme, learners, CHECKPOINT_EVERY_STEPS));
  }

  /** Lives of a strict peer begin alike. */
  load(step: number): SimulatedWeights {
    return this.disk.load(step, this.scheme.strict ? this.index : this.index + 100 * this.life);
  }

  observeAnswer(offer: ExchangeOffer, answer: ExchangeAnswer): void {
    this.#world.observeAnswer(this, offer, answer);
  }

  observeTrained(step: number): void {
    this.#trainedSteps++;
    this.#world.observeTrained(this, step);
  }

  observeWeights(step: number, circle: WeightsCircle, weights: readonly PublishedWeights[]): void {
    this.#world.observeWeights(this, step, circle, weights);
  }

  onFinished(): void {
    this.#feed({ kind: 'leave', code: 'finished', step: this.step });
    this.alive = false;
    this.#world.onFinished(this, this.step);
  }

  onFailed(code: string): void {
    this.#feed({ kind: 'leave', code, step: this.step });
    this.alive = false;
    this.#world.onFailed(this, code);
  }

  after(delayMs: number, work: () => void): void {
    this.#world.clock.after(delayMs, () => this.#guarded(work));
  }

  /** A dead process does nothing, a stopped one does it later. */
  #guarded(work: () => void): void {
    if (!this.alive) return;
    if (this.paused) this.#backlog.push(work);
    else work();
  }

  #begin(): void {
    const { spec, scheme, runId, stepsTotal, clock } = this.#world;
    const membership = {
      runId,
      peerId: this.id,
      runSpecHash: runSpecHash(spec),
      dataDigest: 'data',
      classNames: ['cat', 'dog'],
      classes: CLASSES,
      stepsTotal,
      dataAddress: this.address,
      ...{ modules: [], linkToken: this.address, holderSecret: this.disk.holderSecret },
      ...{ device: 'cpu', numerics: '', publicKey: new Uint8Array(0) },
      strict: scheme.strict,
      inStep: scheme.inStep,
      frozen: this.frozen,
      restarts: 0,
    };
    const exchange = this.#world.believe(
      exchangeOptions({ spec, scheme }, runId, this.id, { classes: CLASSES }),
    );
    this.#peer = createPeer({ membership, exchange }, this.disk.incarnation, clock.nowMs);
    this.#repeatTick();
    this.#feed({ kind: 'ready', step: this.step, checkpointSteps: this.checkpointSteps });
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
        ...{ ...NO_GAUGES, distillationWeight: 1, trainedSteps: this.#trainedSteps },
        messages: this.#messages,
        asleep: this.#trainer.asleep,
      },
    });
  }

  #feed(event: PeerEvent): void {
    if (this.#peer === undefined || !this.alive) return;
    const heard = this.#world.receive(this, event);
    const { state, effects } = stepPeer(this.#peer, heard, this.#world.clock.nowMs);
    this.#peer = state;
    this.#world.observeStep(this, heard, effects);
    for (const effect of effects) this.#perform(effect);
    this.#scheduleWake();
  }

  #scheduleWake(): void {
    const { clock } = this.#world;
    const wakeMs = this.#peer === undefined ? null : wakeAtMs(this.#peer, clock.nowMs);
    if (wakeMs === null || (wakeMs >= this.#wakeAtMs && this.#wakeAtMs > clock.nowMs)) return;
    this.#wakeAtMs = Math.max(wakeMs, clock.nowMs + 0.01);
    this.after(this.#wakeAtMs - clock.nowMs, () => {
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
      case 'seek':
      case 'goBack':
      case 'stop':
        this.#trainer[effect.kind](effect.step);
        return;
      case 'answer':
        this.#trainer.answer(effect.answer);
        return;
      case 'serve':
        this.#trainer.serve(effect.request);
        return;
      case 'weights':
        this.#exchangeWeights(effect.weights.step, effect.circle);
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
        this.onFailed(effect.code);
        return;
      case 'release':
      case 'rejected':
      case 'log':
        return;
      default:
        assertNever(effect);
    }
  }

  /** As `peer/io/weights-courier.ts` does, and in a strict run `weights-meeting.ts`. */
  #exchangeWeights(step: number, circle: WeightsCircle): void {
    const { weights, scheme, spec, clock } = this.#world;
    const untilMs = clock.awakeMs + spec.exchange.waitMsMax;
    const look = (): void => {
      if (!this.#world.reachesStore(this)) {
        if (scheme.strict) this.after(WEIGHTS_MS, look);
        return;
      }
      if (!scheme.strict) {
        this.#trainer.takeWeights(circle, weights.swap(this.id, step, circle));
        return;
      }
      weights.publish(this.id, step);
      const missing = weights.missing(this.id, step, circle);
      const late = clock.awakeMs >= untilMs;
      if (missing.length > 0 && !late) {
        this.after(WEIGHTS_MS, look);
        return;
      }
      const outcome = missing.length === 0 ? 'closed' : 'strictTimeout';
      const own = circle.teachers.map(({ peerId }) => ({ peerId, step }));
      if (outcome === 'closed') this.#trainer.takeWeights(circle, own);
      this.#feed({ kind: 'weightsMet', answer: { step, outcome, teachers: [], missing, waitedMs: 0 } });
    };
    this.after(WEIGHTS_MS, look);
  }
}
