import type { CoordinatorEffect, CoordinatorEvent } from '../../coordinator/core/events.js';
import type { PeerEffect, PeerEvent } from '../../peer/core/peer-events.js';
import type { Clock } from './clock.js';
import type { Transcript } from './world.js';

/**
 * A world as lines that a person reads: time in tenths of a second, who, what it was told, and what it did about it.
 * Heartbeats, credit and other housekeeping are left out, and so is whatever is told and changes nothing.
 */
export class ReadableTranscript implements Transcript {
  readonly #clock: Clock;
  readonly #lines: string[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get text(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  /** Something that the scenario does to the world. */
  note(what: string): void {
    this.#line('', what);
  }

  peer(id: string, event: PeerEvent, effects: readonly PeerEffect[]): void {
    const done = effects.flatMap(peerEffectText);
    if (done.length > 0) this.#line(id, `${peerEventText(event)} → ${done.join(', ')}`);
  }

  coordinator(event: CoordinatorEvent, effects: readonly CoordinatorEffect[]): void {
    const done = effects.flatMap(coordinatorEffectText);
    if (done.length > 0) this.#line('coordinator', `${coordinatorEventText(event)} → ${done.join('; ')}`);
  }

  #line(who: string, what: string): void {
    const seconds = (this.#clock.nowMs / 1_000).toFixed(1);
    this.#lines.push(`${seconds.padStart(5)} s  ${who.padEnd(11)}  ${what}`);
  }
}

function peerEventText(event: PeerEvent): string {
  switch (event.kind) {
    case 'ready':
      return `ready at step ${event.step}`;
    case 'joinReply':
      return event.reply.accepted ? 'accepted' : `refused: ${event.reply.code}`;
    case 'offer':
      return `offers step ${event.offer.step}`;
    case 'lookup':
      return event.lookup.batch === null ? 'hands in' : `looks up step ${event.lookup.batch.step}`;
    case 'linkUp':
    case 'linkDown':
      return `${event.kind} to ${event.student}`;
    case 'evaluation':
      return `evaluated at step ${event.evaluation.step}`;
    case 'weights':
      return `weights of step ${event.weights.step}`;
    case 'leave':
      return `ends: ${event.code}`;
    default:
      return event.kind;
  }
}

function peerEffectText(effect: PeerEffect): string[] {
  switch (effect.kind) {
    case 'join':
      return [`joins as incarnation ${effect.request.incarnation}`];
    case 'leave':
      return ['says goodbye'];
    case 'start':
    case 'seek':
      return [`${effect.kind} at step ${effect.step}`];
    case 'stop':
      return [`stops before step ${effect.step}`];
    case 'links':
      return [`links to ${effect.students.map(({ peerId }) => peerId).join(', ') || 'nobody'}`];
    case 'answer': {
      const { step, outcome, teachers, missing } = effect.answer;
      const heard = teachers.map(({ peerId }) => peerId).join(', ') || 'nobody';
      const lacks = missing.map(({ peerId, reason }) => `, without ${peerId} (${reason})`);
      return [`step ${step} ${outcome}, taught by ${heard}${lacks.join('')}`];
    }
    case 'release':
      return ['releases the trainer'];
    case 'rejected':
      return [`rejects: ${effect.reason}`];
    case 'fail':
      return [`fails: ${effect.code}`];
    default:
      return [];
  }
}

function coordinatorEventText(event: CoordinatorEvent): string {
  switch (event.kind) {
    case 'join':
      return `${event.request.peerId} asks to join`;
    case 'heartbeat':
      return `heartbeat of ${event.heartbeat.peerId}`;
    case 'report':
      return `report of ${event.report.peerId}`;
    case 'leave':
      return `goodbye of ${event.leave.peerId}`;
    default:
      return event.kind;
  }
}

/** Round after round is announced ahead, when the speed of the machines says so: of these only who is in them is told. */
function coordinatorEffectText(effect: CoordinatorEffect): string[] {
  switch (effect.kind) {
    case 'log':
      return effect.level === 'debug' ? [] : [effect.message];
    case 'stepDown':
      return [`steps down: ${effect.reason}`];
    case 'finished':
      return [`the run is over: ${effect.code}`];
    default:
      return [];
  }
}
