import type { Report } from '../../proto/codec.js';
import { CodistillError } from '../../proto/errors.js';
import type { RunSpec } from '../../proto/run-spec.js';
import type { MachineState } from '../core/membership/membership.js';
import type { IoMessage, TrainerMessage, TrainingResult } from '../mailbox/messages.js';
import type { ControlPlane } from '../net/control-plane.js';
import type { DataPlane } from '../net/data-plane.js';
import type { CacheKeeper } from './cache-keeper.js';
import type { PeerLog } from './peer-log.js';

/** What a session needs of the world. */
export interface SessionWorld {
  readonly spec: RunSpec;
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

/** The trainer thread hangs: its lease is renewed without it, so this process ends instead. */
export function stalledError(step: number, stoodMs: number): CodistillError {
  const seconds = Math.round(stoodMs / 1000);
  return new CodistillError('ERR_TRAINER_STALLED', `the trainer has stood at step ${step} for ${seconds} s`, {
    fix: 'a restarted peer goes on from its last checkpoint',
    facts: { step },
  });
}

/** A validation result as the coordinator is told it. */
export function reportOf(
  machine: MachineState,
  message: Extract<TrainerMessage, { kind: 'evaluation' }>,
): Report {
  const { step, epoch, validationAccuracy, validationLoss } = message;
  return {
    runId: machine.options.runId,
    peerId: machine.options.peerId,
    incarnation: machine.incarnation,
    step,
    epoch,
    validationAccuracy,
    validationLoss,
    nonFinite: !Number.isFinite(validationLoss),
  };
}
