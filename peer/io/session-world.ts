import { assertNever, type CodistillError } from '../../proto/errors.js';
import type { RunSpec } from '../../proto/run-spec.js';
import type { Scheme } from '../../proto/scheme.js';
import type { PeerEffect } from '../core/peer-events.js';
import type { IoMessage, TrainingResult } from '../mailbox/messages.js';
import type { ControlPlane } from '../net/control-plane.js';
import type { DataPlane } from '../net/data-plane.js';
import type { CacheKeeper } from './cache-keeper.js';
import type { PeerLog } from './peer-log.js';

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

/** An effect that the coordinator, another peer, the disk or the log gets, and nothing comes back of. */
export type OutsideEffect = Extract<
  PeerEffect,
  { kind: 'heartbeat' | 'report' | 'leave' | 'persist' | 'links' | 'relink' | 'send' | 'reply' | 'log' }
>;

export function performOutside(
  { control, data, log, persistIncarnation }: SessionWorld,
  effect: OutsideEffect,
): void {
  switch (effect.kind) {
    case 'heartbeat':
      control.heartbeat(effect.heartbeat);
      return;
    case 'report':
      control.report(effect.report);
      return;
    case 'leave':
      control.leave(effect.leave);
      return;
    case 'persist':
      persistIncarnation(effect.incarnation);
      return;
    case 'links':
      data.setLinks(effect.students, effect.incarnation);
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
    case 'log':
      log[effect.level](effect.facts, effect.message);
      return;
    default:
      assertNever(effect);
  }
}
