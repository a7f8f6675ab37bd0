import { assertNever, CodistillError } from '../../proto/errors.js';
import type { RunSpec } from '../../proto/run-spec.js';
import type { Scheme } from '../../proto/scheme.js';
import { heardMembers } from '../core/exchange/edges.js';
import type { ExchangeAnswer } from '../core/exchange/offer.js';
import { exchangeOptions } from '../core/exchange/options.js';
import type { ExchangeState } from '../core/exchange/state.js';
import type { MembershipOptions } from '../core/membership/state.js';
import { createPeer, type PeerState, stepPeer, wakeAtMs } from '../core/peer.js';
import type { PeerEffect, PeerEvent } from '../core/peer-events.js';
import { OUTCOME } from '../mailbox/call.js';
import { IoMailbox, type OpenCall } from '../mailbox/io-mailbox.js';
import type { IoMessage, TrainerMessage, TrainingResult } from '../mailbox/messages.js';
import type { ControlPlane } from '../net/control-plane.js';
import type { DataPlane } from '../net/data-plane.js';
import { Acquaintances } from './acquaintances.js';
import type { CacheKeeper } from './cache-keeper.js';
import { exchangeRecord, withEdges } from './exchange-record.js';
import type { PeerLog } from './peer-log.js';
import { progressOf } from './progress.js';
import { RejectionLog } from './rejection-log.js';
import type { Courier } from './weights-courier.js';
import { openCourier } from './weights-meeting.js';

/** The world around a session. */
export interface SessionWorld {
  readonly spec: RunSpec;
  readonly scheme: Scheme;
  readonly log: PeerLog;
  readonly control: ControlPlane;
  readonly data: DataPlane;
  readonly nowMs: () => number;
  readonly cache: CacheKeeper;
  readonly tellTrainer: (message: IoMessage) => void;
  readonly persistIncarnation: (incarnation: number) => void;
  readonly record: (record: Readonly<Record<string, unknown>>) => void;
  /** Training came to its end. Called at most once, as is `onFailure`, and never both. */
  readonly onFinished: (step: number, result: TrainingResult) => void;
  readonly onFailure: (error: CodistillError) => void;
}

export type ReadyMessage = Extract<TrainerMessage, { kind: 'ready' }>;

const TICK_MS = 100;

/** One peer from `ready` to its end: feeds the pure core and performs its effects, in order. Decides nothing itself. */
export class PeerSession {
  readonly #world: SessionWorld;
  readonly #mailbox: IoMailbox;
  readonly #courier: Courier;
  readonly #rejections: RejectionLog;
  readonly #ticker: NodeJS.Timeout;
  readonly #acquaintances = new Acquaintances();
  #wakeTimer: NodeJS.Timeout | undefined;
  /** When it fires. */
  #wakeAtMs = 0;
  #peer: PeerState;
  /** The call that the trainer sleeps on. */
  #call: OpenCall | null = null;
  /** Messages of the trainer so far. */
  #messages = 0;
  #roundRecorded = -1;
  #beganAt = 0;
  #lastMissing: ExchangeAnswer['missing'] = [];
  /** Nothing is taken in any more. */
  #over = false;
  #left = false;

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
      ledger: this.#peer.exchange.ledger,
      nowMs: world.nowMs,
      tellTrainer: world.tellTrainer,
      warn: (message) => log.warn({}, message),
      waitMsMax: world.spec.exchange.waitMsMax,
      onMet: (answer) => this.feed({ kind: 'weightsMet', answer }),
    });
    this.#ticker = setInterval(() => this.#tick(), TICK_MS);
    this.feed({ kind: 'ready', step: ready.step, checkpointSteps: ready.checkpointSteps });
  }

  /** Who was not heard, since when and at which address: a clause for a warning. */
  get absences(): string {
    const { spec, scheme, data, nowMs } = this.#world;
    const { exchange, membership } = this.#peer;
    const { peerId, restarts } = membership.options;
    const own = { peerId, peerIds: spec.peers.map(({ id }) => id), scheme, advertised: data.advertised };
    return this.#acquaintances.absences(exchange, { ...own, restarts, steps: this.#mailbox.step }, nowMs());
  }

  get exchange(): ExchangeState {
    return this.#peer.exchange;
  }

  /** True once the trainer was told to begin. */
  get started(): boolean {
    return this.#peer.membership.started;
  }

  /** Step at which the trainer was told to begin. */
  get beganAt(): number {
    return this.#beganAt;
  }

  /** Teachers that the last answer went without, for the error of a strict run. */
  get lastMissing(): ExchangeAnswer['missing'] {
    return this.#lastMissing;
  }

  /** Takes an event of NATS, ZeroMQ, a timer or the trainer. */
  feed(event: PeerEvent): void {
    if (this.#over && event.kind !== 'leave') return;
    try {
      const nowMs = this.#world.nowMs();
      const { exchange: before } = this.#peer;
      const { state, effects } = stepPeer(this.#peer, event, nowMs);
      this.#peer = state;
      if (state.exchange.members !== before.members) {
        this.#acquaintances.note(before);
        this.#world.data.admit(heardMembers(state.exchange));
      }
      if (state.exchange.teachers !== before.teachers) this.#mailbox.setNewestSteps(state.exchange.teachers);
      for (const effect of effects) this.#perform(effect);
      this.#scheduleWake(nowMs);
    } catch (error) {
      this.#fail(knownError(error));
    }
  }

  /** Takes a message of the trainer. */
  receive(message: TrainerMessage): void {
    if (this.#over) return;
    this.#messages++;
    try {
      switch (message.kind) {
        case 'ready':
          return;
        case 'call': {
          const call = this.#mailbox.openCall;
          if (call === undefined) return;
          this.#call = call;
          if (call.event !== null) this.feed(call.event);
          return;
        }
        case 'busy':
          this.feed(message);
          return;
        case 'evaluation': {
          const { kind, ...evaluation } = message;
          this.feed({ kind, evaluation });
          this.#world.cache.save(this.#peer.exchange);
          return;
        }
        case 'served':
          this.feed({ kind: 'served', served: { ...message.served, ...this.#mailbox.validation } });
          return;
        case 'weights':
          this.feed({ kind: 'weights', weights: message });
          return;
        case 'warning':
          this.#world.log.warn(message.toUser ? { toUser: true } : {}, message.message);
          return;
        case 'record':
          this.#world.record(withEdges(message, this.#peer.exchange.ledger));
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
      }
    } catch (error) {
      this.#fail(knownError(error));
    }
  }

  /** Orders the trainer to stop after the step it is in, and releases it from any wait. */
  interrupt(): void {
    this.feed({ kind: 'interrupt', step: this.#mailbox.step + 1 });
  }

  /** Says goodbye, also after a failure: nobody need wait for the lease. Stops every timer; what arrives later is ignored. */
  leave(code: string): void {
    if (this.#left) return;
    this.#left = true;
    this.#stop();
    this.feed({ kind: 'leave', code, step: this.#mailbox.step });
  }

  #stop(): void {
    this.#over = true;
    clearInterval(this.#ticker);
    clearTimeout(this.#wakeTimer);
    this.#courier.stop();
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

  /** A timer that fires too early looks again, so that one which is due later and later is set once in a while. */
  #scheduleWake(nowMs: number): void {
    const dueMs = this.#over ? null : wakeAtMs(this.#peer, nowMs);
    if (dueMs === null || (this.#wakeTimer !== undefined && this.#wakeAtMs <= dueMs)) return;
    clearTimeout(this.#wakeTimer);
    this.#wakeAtMs = dueMs;
    this.#wakeTimer = setTimeout(
      () => {
        this.#wakeTimer = undefined;
        const wokeMs = this.#world.nowMs();
        if (wokeMs < (wakeAtMs(this.#peer, wokeMs) ?? Number.POSITIVE_INFINITY)) this.#scheduleWake(wokeMs);
        else this.feed({ kind: 'wake' });
      },
      Math.max(0, Math.ceil(dueMs - nowMs)),
    );
  }

  #perform(effect: PeerEffect): void {
    switch (effect.kind) {
      case 'join':
        void this.#join(effect.request);
        return;
      case 'start':
        this.#beganAt = effect.step;
        this.#world.tellTrainer({ kind: 'start', step: effect.step });
        return;
      case 'seek':
      case 'goBack':
        this.#mailbox[effect.kind === 'seek' ? 'orderSeek' : 'orderReturn'](effect.step);
        return;
      case 'stop':
        this.#mailbox.orderStop(effect.step);
        return;
      case 'answer':
        this.#lastMissing = effect.answer.missing;
        if (this.#call !== null)
          this.#mailbox.answer(this.#call, OUTCOME[effect.answer.outcome], effect.answer.teachers);
        this.#call = null;
        this.#recordExchange(effect.answer.step);
        return;
      case 'release':
        if (this.#call !== null) this.#mailbox.answer(this.#call, OUTCOME.aborted, []);
        this.#call = null;
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
      case 'heartbeat':
        this.#world.control.heartbeat(effect.heartbeat);
        return;
      case 'report':
        this.#world.control.report(effect.report);
        return;
      case 'leave':
        this.#world.control.leave(effect.leave);
        return;
      case 'persist':
        this.#world.persistIncarnation(effect.incarnation);
        return;
      case 'links':
        this.#world.data.links.set(effect.students, effect.incarnation);
        return;
      case 'relink':
        this.#world.data.links.relink(effect.student);
        return;
      case 'send':
        this.#world.data.links.send(effect.student, effect.parts);
        return;
      case 'reply':
        this.#world.data.ports.reply(effect.to, effect.parts);
        return;
      case 'log':
        this.#world.log[effect.level](effect.facts, effect.message);
        return;
      case 'fail':
        this.#fail(errorOf(effect));
        return;
      default:
        assertNever(effect);
    }
  }

  async #join(request: Extract<PeerEffect, { kind: 'join' }>['request']): Promise<void> {
    const reply = await this.#world.control.join(request);
    if (reply === null) return;
    this.feed({ kind: 'joinReply', incarnation: request.incarnation, reply });
    this.#tick(); // the heartbeat that says it is ready is due, and all wait for it
  }

  #recordExchange(step: number): void {
    const record = exchangeRecord(this.#peer.exchange, step, this.#roundRecorded);
    if (record === null) return;
    this.#roundRecorded = record.round;
    this.#world.record(record);
  }
}

/** Whatever goes wrong in a session ends the process: nothing leaves it half alive. */
function knownError(error: unknown): CodistillError {
  if (error instanceof CodistillError) return error;
  return new CodistillError('ERR_INTERNAL', String((error as Error)?.stack ?? error), {
    fix: 'this is a bug: please report it',
    cause: error,
  });
}

function errorOf({
  code,
  message,
  fix,
  facts,
}: Omit<Extract<PeerEffect, { kind: 'fail' }>, 'kind'>): CodistillError {
  return new CodistillError(code, message, { fix, facts });
}
