import { step } from '../../coordinator/core/coordinator.js';
import type { CoordinatorEffect, CoordinatorEvent } from '../../coordinator/core/events.js';
import { type CoreOptions, coreOptions } from '../../coordinator/core/options.js';
import { type CoordinatorState, INITIAL_STATE } from '../../coordinator/core/state.js';
import {
  type Announcement,
  type CoordinatorSnapshot,
  type Heartbeat,
  type JoinReply,
  type JoinRequest,
  type Report,
  TRAINER_STATE,
} from '../../proto/codec.js';
import { heartbeatOf, joinRequestOf, reportOf } from './control-messages.js';
import { type SpecWishes, specOf } from './specs.js';

/** The coordinator's core under a virtual clock, moved by hand: for tests that read as a sequence of events. */
export class CoordinatorScript {
  readonly options: CoreOptions;
  state: CoordinatorState = INITIAL_STATE;
  nowMs = 1_000;
  /** Effects of the latest event. */
  effects: readonly CoordinatorEffect[] = [];
  #sequence = 0;
  readonly #incarnations = new Map<string, number>();

  constructor(
    wishes: SpecWishes = {},
    snapshot: CoordinatorSnapshot | null = null,
    options: Partial<CoreOptions> = {},
  ) {
    this.options = { ...coreOptions('run', specOf(wishes)), ...options };
    this.tell({ kind: 'started', snapshot });
  }

  tell(event: CoordinatorEvent): readonly CoordinatorEffect[] {
    const { state, effects } = step(deepFreeze(this.state), deepFreeze(event), this.nowMs, this.options);
    this.state = state;
    this.effects = effects;
    return effects;
  }

  /** Lets time pass, with a tick each 100 ms. Heartbeats do not come by themselves. */
  pass(ms: number): void {
    const untilMs = this.nowMs + ms;
    while (this.nowMs < untilMs) {
      this.nowMs = Math.min(untilMs, this.nowMs + 100);
      this.tell({ kind: 'tick' });
    }
  }

  join(peerId: string, wishes: Partial<JoinRequest> = {}): JoinReply {
    const reply = this.askToJoin(peerId, wishes);
    if (reply === undefined) throw new Error('a join without a reply');
    return reply;
  }

  /** @returns `undefined` where the coordinator lets the peer ask again. */
  askToJoin(peerId: string, wishes: Partial<JoinRequest> = {}): JoinReply | undefined {
    const incarnation = wishes.incarnation ?? 1;
    const request = joinRequestOf('run', peerId, this.options.spec, wishes);
    const effects = this.tell({ kind: 'join', requestId: 7, request });
    const reply = effects.find((one) => one.kind === 'reply')?.reply;
    if (reply?.accepted) this.#incarnations.set(peerId, incarnation);
    return reply;
  }

  /** This process, or the whole machine, stands still for so long. */
  standStill(ms: number): void {
    this.nowMs += ms;
    this.tell({ kind: 'tick' });
  }

  beat(peerId: string, at: number, wishes: Partial<Heartbeat> = {}): readonly CoordinatorEffect[] {
    this.#sequence++;
    const incarnation = this.#incarnations.get(peerId) ?? 1;
    const heartbeat = heartbeatOf('run', peerId, {
      incarnation,
      sequence: this.#sequence,
      step: at,
      ...wishes,
    });
    return this.tell({ kind: 'heartbeat', heartbeat });
  }

  report(peerId: string, wishes: Partial<Report> = {}): readonly CoordinatorEffect[] {
    const incarnation = this.#incarnations.get(peerId) ?? 1;
    return this.tell({ kind: 'report', report: reportOf('run', peerId, { incarnation, ...wishes }) });
  }

  leave(
    peerId: string,
    at: number,
    code: string,
    incarnation = this.#incarnations.get(peerId) ?? 1,
    linkToken = '',
  ): readonly CoordinatorEffect[] {
    const leave = { runId: 'run', peerId, incarnation, step: at, code, linkToken };
    return this.tell({ kind: 'leave', leave });
  }

  /** Joins all peers of the spec at a step and has them ready: round 1 opens. */
  form(step = 0): this {
    const ids = this.options.spec.peers.map((peer) => peer.id);
    for (const id of ids) this.join(id, { step });
    for (const id of ids) this.beat(id, step, { state: TRAINER_STATE.ready });
    return this;
  }

  /** All members train on at a speed, with heartbeats each 500 ms. */
  train(stepsPerBeat: number, beats: number): void {
    for (let i = 0; i < beats; i++) {
      this.pass(500);
      for (const lease of this.state.leases) this.beat(lease.peerId, lease.step + stepsPerBeat);
    }
  }

  get published(): Announcement | undefined {
    return this.effects.find((effect) => effect.kind === 'publish')?.announcement;
  }

  get finished(): Extract<CoordinatorEffect, { kind: 'finished' }> | undefined {
    return this.effects.find((effect) => effect.kind === 'finished');
  }
}

/** Freezes plain data all the way down; byte arrays cannot be frozen. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value))
    return value;
  Object.freeze(value);
  for (const child of Object.values(value)) deepFreeze(child);
  return value;
}
