import { assertNever, CodistillError } from '../../proto/errors.js';
import type { ExchangeAnswer } from '../core/exchange/offer.js';
import { exchangeOptions } from '../core/exchange/options.js';
import type { ExchangeStatistics } from '../core/exchange/statistics.js';
import type { MembershipOptions } from '../core/membership/state.js';
import { createPeer, type PeerState, stepPeer, wakeAtMs } from '../core/peer.js';
import type { PeerEffect, PeerEvent } from '../core/peer-events.js';
import { type OpenCall, OUTCOME } from '../mailbox/call.js';
import { IoMailbox } from '../mailbox/io-mailbox.js';
import type { TrainerMessage } from '../mailbox/messages.js';
import { callEvent, tellNewestSteps, withAccuracy } from './answering.js';
import { exchangeRecord } from './exchange-record.js';
import { progressOf } from './progress.js';
import { RejectionLog } from './rejection-log.js';
import { performOutside, type SessionWorld } from './session-world.js';
import type { Courier } from './weights-courier.js';
import { openCourier } from './weights-meeting.js';

export type ReadyMessage = Extract<TrainerMessage, { kind: 'ready' }>;

const TICK_MS = 100;

/** One peer from `ready` to its end: feeds the pure core and performs its effects, in order. Decides nothing itself. */
export class PeerSession {
  readonly #world: SessionWorld;
  readonly #mailbox: IoMailbox;
  readonly #courier: Courier;
  readonly #rejections: RejectionLog;
  readonly #ticker: NodeJS.Timeout;
  #wakeTimer: NodeJS.Timeout | undefined;
  #peer: PeerState;
  /** The call that the trainer sleeps on. */
  #call: OpenCall | null = null;
  /** Messages of the trainer so far. */
  #messages = 0;
  #roundRecorded = -1;
  #lastMissing: ExchangeAnswer['missing'] = [];
  #over = false;

  constructor(world: SessionWorld, ready: ReadyMessage, membership: MembershipOptions, incarnation: number) {
    const { log } = world;
    const { runId, peerId } = membership;
    this.#world = world;
    this.#rejections = new RejectionLog(log);
    this.#mailbox = new IoMailbox(ready.mailbox);
    const exchange = exchangeOptions(world, runId, peerId, ready);
    this.#peer = createPeer({ membership, exchange }, incarnation, world.nowMs());
    world.cache.restore(this.#peer.exchange);
    this.#courier = openCourier(world.scheme, {
      peerId,
      store: world.control.weights,
      tellTrainer: world.tellTrainer,
      warn: (message) => log.warn({}, message),
      waitMsMax: world.spec.exchange.waitMsMax,
      onMet: (answer) => this.feed({ kind: 'weightsMet', answer }),
    });
    this.#ticker = setInterval(() => this.#tick(), TICK_MS);
    this.feed({ kind: 'ready', step: ready.step });
  }

  get statistics(): ExchangeStatistics {
    return this.#peer.exchange.statistics;
  }

  /** True once the trainer was told to begin. */
  get started(): boolean {
    return this.#peer.membership.started;
  }

  /** Teachers that the last answer went without, for the error of a strict run. */
  get lastMissing(): ExchangeAnswer['missing'] {
    return this.#lastMissing;
  }

  /** Takes an event of NATS, ZeroMQ or a timer. */
  feed(event: PeerEvent): void {
    this.#guarded(() => this.#step(event));
  }

  trainerMessage(message: TrainerMessage): void {
    this.#guarded(() => this.#receive(message));
  }

  /** Orders the trainer to stop after the step it is in, and releases it from any wait. */
  interrupt(): void {
    this.feed({ kind: 'interrupt', step: this.#mailbox.step + 1 });
  }

  /** Says goodbye and stops every timer. What arrives later is ignored. */
  leave(code: string): void {
    if (this.#over) return;
    this.feed({ kind: 'leave', code, step: this.#mailbox.step });
    this.#stop();
  }

  #stop(): void {
    this.#over = true;
    clearInterval(this.#ticker);
    clearTimeout(this.#wakeTimer);
    this.#courier.stop();
  }

  /** Nothing that goes wrong in here leaves a half-alive process. */
  #guarded(work: () => void): void {
    if (this.#over) return;
    try {
      work();
    } catch (error) {
      const internal = new CodistillError('ERR_INTERNAL', String((error as Error)?.stack ?? error), {
        fix: 'this is a bug: please report it',
        cause: error,
      });
      this.#fail(error instanceof CodistillError ? error : internal);
    }
  }

  #fail(error: CodistillError): void {
    if (this.#over) return;
    this.#stop();
    this.#world.onFailure(error);
  }

  #tick(): void {
    const signs = { messages: this.#messages, asleep: this.#call !== null };
    this.feed({ kind: 'tick', trainer: { ...progressOf(this.#mailbox), ...signs } });
  }

  #step(event: PeerEvent): void {
    const nowMs = this.#world.nowMs();
    const { teachers } = this.#peer.exchange;
    const { state, effects } = stepPeer(this.#peer, event, nowMs);
    this.#peer = state;
    const { exchange } = state;
    if (exchange.teachers !== teachers) tellNewestSteps(this.#world.spec, exchange, this.#mailbox);
    for (const effect of effects) this.#perform(effect);
    this.#scheduleWake(nowMs);
  }

  #scheduleWake(nowMs: number): void {
    clearTimeout(this.#wakeTimer);
    const dueMs = this.#over ? null : wakeAtMs(this.#peer, nowMs);
    if (dueMs === null) return;
    const delayMs = Math.max(0, Math.ceil(dueMs - nowMs));
    this.#wakeTimer = setTimeout(() => this.feed({ kind: 'wake' }), delayMs);
  }

  #receive(message: TrainerMessage): void {
    this.#messages++;
    switch (message.kind) {
      case 'ready':
        return;
      case 'call':
        this.#receiveCall();
        return;
      case 'busy':
        this.#step(message);
        return;
      case 'evaluation': {
        const { kind, ...evaluation } = message;
        this.#step({ kind, evaluation });
        this.#world.cache.save(this.#peer.exchange);
        return;
      }
      case 'served':
        this.#step({ kind: 'served', served: withAccuracy(message.served, this.#mailbox) });
        return;
      case 'weights':
        this.#step({ kind: 'weights', weights: message });
        return;
      case 'warning':
        this.#world.log.warn({}, message.message);
        return;
      case 'record':
        this.#world.record(message.record);
        return;
      case 'finished':
        this.#recordExchange(message.step);
        this.#world.onFinished(message.step, message.result);
        return;
      case 'failed':
        this.#fail(errorOf(message));
        return;
      default:
        assertNever(message);
        return;
    }
  }

  #receiveCall(): void {
    const call = this.#mailbox.openCall;
    if (call === undefined) return;
    this.#call = call;
    const event = callEvent(call, this.#mailbox);
    if (event !== undefined) this.#step(event);
  }

  #perform(effect: PeerEffect): void {
    switch (effect.kind) {
      case 'join':
        void this.#join(effect.request);
        return;
      case 'start':
        this.#world.tellTrainer({ kind: 'start', step: effect.step });
        return;
      case 'seek':
        this.#mailbox.orderSeek(effect.step);
        return;
      case 'stop':
        this.#mailbox.orderStop(effect.step);
        return;
      case 'answer':
        this.#lastMissing = effect.answer.missing;
        this.#answer(effect.answer.outcome, effect.answer.teachers);
        this.#recordExchange(effect.answer.step);
        return;
      case 'release':
        this.#answer('aborted', []);
        return;
      case 'serve':
        this.#world.tellTrainer({ kind: 'request', request: effect.request });
        return;
      case 'weights':
        void this.#courier.exchange(effect.weights, effect.circle);
        return;
      case 'rejected':
        this.#rejections.write(effect);
        return;
      case 'fail':
        this.#fail(errorOf(effect));
        return;
      default:
        performOutside(this.#world, effect);
    }
  }

  async #join(request: Extract<PeerEffect, { kind: 'join' }>['request']): Promise<void> {
    const reply = await this.#world.control.join(request);
    if (reply === null) return;
    this.feed({ kind: 'joinReply', incarnation: request.incarnation, reply });
  }

  #answer(outcome: ExchangeAnswer['outcome'], teachers: ExchangeAnswer['teachers']): void {
    if (this.#call === null) return;
    this.#mailbox.answer(this.#call, OUTCOME[outcome], teachers);
    this.#call = null;
  }

  #recordExchange(step: number): void {
    const record = exchangeRecord(this.#peer.exchange, step);
    if (record === null || record.round === this.#roundRecorded) return;
    this.#roundRecorded = record.round;
    this.#world.record(record);
  }
}

function errorOf({
  code,
  message,
  fix,
  facts,
}: Omit<Extract<PeerEffect, { kind: 'fail' }>, 'kind'>): CodistillError {
  return new CodistillError(code, message, { fix, facts });
}
