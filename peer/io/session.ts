import { TRAINER_STATE } from '../../proto/codec.js';
import { assertNever, CodistillError } from '../../proto/errors.js';
import { LIMITS } from '../../proto/limits.js';
import { weightsCircle } from '../core/exchange/edges.js';
import type { ExchangeEffect, ExchangeEvent } from '../core/exchange/events.js';
import { nextWakeMs, stepExchange } from '../core/exchange/exchange.js';
import type { ExchangeAnswer } from '../core/exchange/offer.js';
import { exchangeOptions } from '../core/exchange/options.js';
import { createExchange, type ExchangeState } from '../core/exchange/state.js';
import type { ExchangeStatistics } from '../core/exchange/statistics.js';
import {
  createMachine,
  type MachineEffect,
  type MachineEvent,
  type MachineOptions,
  type MachineState,
  stepMachine,
} from '../core/membership/membership.js';
import { createWatch, isStalled, observe, type Watch } from '../core/membership/watchdog.js';
import { type AnsweringTeacher, IoMailbox, type Offer, OUTCOME, REQUEST } from '../mailbox/mailbox.js';
import type { TrainerMessage } from '../mailbox/messages.js';
import { answeringTeachers, offerEvent, tellNewestSteps, withAccuracy } from './answering.js';
import { BusyNotice } from './busy-notice.js';
import { exchangeRecord } from './exchange-record.js';
import { progressOf } from './progress.js';
import { RejectionLog } from './rejection-log.js';
import { reportOf, type SessionWorld, stalledError } from './session-world.js';
import type { Courier } from './weights-courier.js';
import { openCourier } from './weights-meeting.js';

export type ReadyMessage = Extract<TrainerMessage, { kind: 'ready' }>;

const TICK_MS = 100;

/**
 * One peer from `ready` to its end: carries events into the two pure cores and performs their effects, in order.
 * Decides nothing itself.
 */
export class PeerSession {
  readonly #world: SessionWorld;
  readonly #mailbox: IoMailbox;
  readonly #stepsTotal: number;
  readonly #classes: number;
  #machine: MachineState;
  #exchange: ExchangeState;
  #watch: Watch;
  #offer: Offer | null = null;
  #messages = 0;
  readonly #busy = new BusyNotice();
  #roundRecorded = -1;
  #lastMissing: ExchangeAnswer['missing'] = [];
  readonly #rejections: RejectionLog;
  #interrupted = false;
  #over = false;
  #wakeTimer: NodeJS.Timeout | undefined;
  readonly #ticker: NodeJS.Timeout;
  readonly #courier: Courier;

  constructor(world: SessionWorld, ready: ReadyMessage, options: MachineOptions, incarnation: number) {
    const nowMs = world.nowMs();
    this.#world = world;
    this.#rejections = new RejectionLog(world.log);
    this.#mailbox = new IoMailbox(ready.mailbox);
    this.#stepsTotal = ready.stepsTotal;
    this.#classes = ready.classes;
    this.#machine = createMachine(options, incarnation, nowMs);
    const core = exchangeOptions(world.spec, options.runId, options.peerId, ready);
    this.#exchange = createExchange(core, incarnation);
    world.cache.restore(this.#exchange);
    this.#courier = openCourier(world.spec, {
      peerId: options.peerId,
      store: world.control.weights,
      tellTrainer: world.tellTrainer,
      warn: (message) => world.log.warn({}, message),
      onMet: (answer) => this.#guarded(() => this.#receiveAnswer(answer)),
    });
    this.#watch = createWatch({ state: -1, step: -1, messages: 0 }, nowMs);
    this.#ticker = setInterval(() => this.#guarded(() => this.#tick()), TICK_MS);
    this.#guarded(() => this.#tell({ kind: 'ready', step: ready.step }));
  }

  get statistics(): ExchangeStatistics {
    return this.#exchange.statistics;
  }

  /** True once the trainer was told to begin. */
  get started(): boolean {
    return this.#machine.started;
  }

  /** Teachers that the last answer went without, for the error of a strict run. */
  get lastMissing(): ExchangeAnswer['missing'] {
    return this.#lastMissing;
  }

  /** An event of the machine, from NATS. */
  machineEvent(event: MachineEvent): void {
    this.#guarded(() => this.#tell(event));
  }

  /** An event of the exchange, from ZeroMQ. */
  exchangeEvent(event: ExchangeEvent): void {
    this.#guarded(() => {
      // After a pause the machine must drop what is held before anything new is looked at.
      if (this.#world.nowMs() - this.#machine.lastEventMs > LIMITS.leaseMs) this.#tick();
      this.#exchangeStep(event);
    });
  }

  trainerMessage(message: TrainerMessage): void {
    this.#guarded(() => this.#receive(message));
  }

  /** Orders the trainer to stop after the step it is in, and lets it not wait for anybody any more. */
  interrupt(): void {
    this.#guarded(() => {
      this.#interrupted = true;
      this.#mailbox.orderStop(this.#machine.options.frozen ? 0 : this.#mailbox.step + 1);
      this.#exchangeStep({ kind: 'abort' });
      this.#answer('aborted', []);
    });
  }

  /** Says goodbye and stops every timer. What arrives later is ignored. */
  leave(code: string): void {
    if (this.#over) return;
    this.#guarded(() => {
      this.#exchangeStep({ kind: 'abort' });
      this.#tell({ kind: 'leave', code, step: this.#mailbox.step });
    });
    this.#stopTimers();
  }

  #stopTimers(): void {
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
    this.#stopTimers();
    this.#world.onFailure(error);
  }

  #tick(): void {
    const nowMs = this.#world.nowMs();
    const sign = { state: this.#mailbox.state, step: this.#mailbox.step, messages: this.#messages };
    this.#watch = observe(this.#watch, sign, this.#offer !== null || !this.#machine.started, nowMs);
    if (isStalled(this.#watch, nowMs)) {
      this.#fail(stalledError(this.#mailbox.step, nowMs - this.#watch.changedAtMs));
      return;
    }
    this.#tell({ kind: 'tick', progress: progressOf(this.#mailbox, this.#exchange) });
    this.#repeatBusy(nowMs);
    this.#exchangeStep({ kind: 'tick' });
  }

  #repeatBusy(nowMs: number): void {
    const word = this.#busy.due(nowMs, this.#mailbox.state === TRAINER_STATE.evaluating);
    if (word !== undefined) this.#exchangeStep({ kind: 'busy', ...word });
  }

  #receive(message: TrainerMessage): void {
    this.#messages++;
    switch (message.kind) {
      case 'ready':
        return;
      case 'offer':
        this.#busy.end();
        this.#receiveOffer();
        return;
      case 'busy': {
        const nowMs = this.#world.nowMs();
        this.#watch = { ...this.#watch, pauseMs: Math.max(message.forMs, this.#watch.pauseMs) };
        this.#busy.begin(message.step, message.forMs, nowMs);
        this.#repeatBusy(nowMs);
        return;
      }
      case 'evaluation':
        this.#world.control.report(reportOf(this.#machine, message));
        this.#world.cache.save(this.#exchange);
        return;
      case 'served':
        this.#exchangeStep({ kind: 'served', served: withAccuracy(message.served, this.#mailbox) });
        return;
      case 'weights':
        void this.#courier.exchange(message, weightsCircle(this.#exchange, message.step));
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
      case 'failed': {
        const { code, fix, facts } = message;
        this.#fail(new CodistillError(code, message.message, { fix, facts }));
        return;
      }
      default:
        assertNever(message);
        return;
    }
  }

  #receiveOffer(): void {
    const offer = this.#mailbox.openOffer;
    if (offer === undefined) return;
    this.#offer = offer;
    if (this.#interrupted) {
      this.#answer('aborted', []);
      return;
    }
    if (offer.request === REQUEST.weights) return; // the courier answers
    this.#exchangeStep(offerEvent(this.#world.spec, this.#mailbox, offer, this.#classes));
  }

  #tell(event: MachineEvent): void {
    const { state, effects } = stepMachine(this.#machine, event, this.#world.nowMs());
    this.#machine = state;
    for (const effect of effects) this.#performMachine(effect);
  }

  #exchangeStep(event: ExchangeEvent): void {
    const nowMs = this.#world.nowMs();
    const { state, effects } = stepExchange(this.#exchange, event, nowMs);
    const { teachers } = this.#exchange;
    this.#exchange = state;
    if (state.teachers !== teachers) tellNewestSteps(this.#world.spec, state, this.#mailbox.recall);
    for (const effect of effects) this.#performExchange(effect);
    this.#scheduleWake(nowMs);
  }

  #scheduleWake(nowMs: number): void {
    clearTimeout(this.#wakeTimer);
    if (this.#over || this.#exchange.open === null) return; // hellos are repeated by the ticker
    const wakeMs = nextWakeMs(this.#exchange, nowMs);
    if (wakeMs === null) return;
    const delayMs = Math.max(0, Math.ceil(wakeMs - nowMs));
    this.#wakeTimer = setTimeout(() => this.exchangeEvent({ kind: 'tick' }), delayMs);
  }

  #performMachine(effect: MachineEffect): void {
    const { control, log } = this.#world;
    switch (effect.kind) {
      case 'join':
        void this.#join(effect.request);
        return;
      case 'heartbeat':
        control.heartbeat(effect.heartbeat);
        return;
      case 'leave':
        control.leave(effect.leave);
        return;
      case 'start':
        log.info({ step: effect.step }, 'training starts');
        this.#exchangeStep({ kind: 'start', step: effect.step });
        this.#world.tellTrainer({ kind: 'start', step: effect.step });
        return;
      case 'seek':
        this.#seek(effect.step, effect.reason);
        return;
      case 'stop':
        log.info(
          { step: effect.step, code: effect.code },
          `stops before step ${effect.step}: ${effect.reason}`,
        );
        if (!this.#interrupted) this.#mailbox.orderStop(effect.step);
        return;
      case 'cohort':
        if (effect.announcement.view === null) return;
        this.#exchangeStep({
          kind: 'cohort',
          view: effect.announcement.view,
          rounds: effect.announcement.rounds,
        });
        return;
      case 'incarnation':
        this.#world.persistIncarnation(effect.incarnation);
        this.#exchangeStep({ kind: 'incarnation', incarnation: effect.incarnation });
        return;
      case 'dropHeld':
        log.warn({}, effect.reason);
        this.#exchangeStep({ kind: 'dropHeld' });
        return;
      case 'fail': {
        const { code, message, fix, facts } = effect;
        this.#fail(new CodistillError(code, message, { fix, facts }));
        return;
      }
      case 'log':
        log[effect.level]({}, effect.message);
        return;
      default:
        assertNever(effect);
        return;
    }
  }

  async #join(request: Extract<MachineEffect, { kind: 'join' }>['request']): Promise<void> {
    const reply = await this.#world.control.join(request);
    if (reply === null) return;
    this.machineEvent({ kind: 'joinReply', incarnation: request.incarnation, reply });
  }

  #seek(step: number, reason: string): void {
    const target = Math.min(step, this.#stepsTotal - 1);
    if (target <= this.#mailbox.step) return;
    this.#world.log.warn({ step: target }, `skips ahead to step ${target}: ${reason}`);
    this.#mailbox.orderSeek(target);
    this.#exchangeStep({ kind: 'start', step: target });
  }

  #performExchange(effect: ExchangeEffect): void {
    const { data, log } = this.#world;
    switch (effect.kind) {
      case 'links':
        data.setLinks(effect.students, this.#exchange.incarnation);
        return;
      case 'relink':
        data.relink(effect.student);
        return;
      case 'send':
        data.send(effect.student, effect.parts);
        return;
      case 'reply':
        data.reply(effect.to, effect.parts);
        return;
      case 'answer':
        this.#receiveAnswer(effect.answer);
        return;
      case 'serve':
        this.#world.tellTrainer({ kind: 'request', request: effect.request });
        return;
      case 'rejected':
        this.#rejections.write(effect);
        return;
      case 'behind':
        this.#seek(effect.step, effect.reason);
        return;
      case 'teacher':
        if (effect.state === 'heard') log.info({ teacher: effect.teacher }, 'waits for this teacher again');
        else log.warn({ teacher: effect.teacher }, 'goes on without this teacher until it is heard');
        return;
      default:
        assertNever(effect);
        return;
    }
  }

  #receiveAnswer(answer: ExchangeAnswer): void {
    this.#lastMissing = answer.missing;
    if (answer.outcome === 'strictTimeout') {
      this.#world.log.error(
        { step: answer.step, missing: answer.missing },
        'teachers of a strict run are missing',
      );
    }
    this.#answer(answer.outcome, answeringTeachers(this.#world.spec, answer));
    this.#recordExchange(answer.step);
  }

  #answer(outcome: ExchangeAnswer['outcome'], teachers: readonly AnsweringTeacher[]): void {
    if (this.#offer === null) return;
    this.#mailbox.answer(this.#offer, OUTCOME[outcome], teachers);
    this.#offer = null;
  }

  #recordExchange(step: number): void {
    const record = exchangeRecord(this.#exchange, step);
    if (record === null || record.round === this.#roundRecorded) return;
    this.#roundRecorded = record.round;
    this.#world.record(record);
  }
}
