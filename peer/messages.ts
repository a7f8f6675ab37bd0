import type { ErrorCode, Facts } from '../proto/errors.js';
import type { RunSpec } from '../proto/run-spec.js';
import type { MailboxBuffers } from './mailbox.js';

/** What the I/O thread hands the trainer when it starts it (`workerData`). */
export interface TrainerOptions {
  readonly spec: RunSpec;
  readonly runId: string;
  readonly peerId: string;
  readonly runDir: string;
  /** Downloads and decoded copies lie below it. */
  readonly cacheDir: string;
  /** Where the user keeps the data set's files; absent: the data set's own default. */
  readonly dataDir?: string;
}

/** Once, I/O thread → trainer: the join was accepted, train from this step. */
export interface StartMessage {
  readonly kind: 'start';
  readonly step: number;
}

/** Trainer → I/O thread. */
export type TrainerMessage =
  | {
      /** Data and network are loaded, the newest checkpoint restored. */
      readonly kind: 'ready';
      readonly mailbox: MailboxBuffers;
      readonly dataDigest: string;
      readonly classes: number;
      readonly stepsTotal: number;
      /** Step of the restored checkpoint, 0 without one. */
      readonly step: number;
      /** What TensorFlow really uses: "cpu" or "gpu:0 (name)". */
      readonly device: string;
      readonly parameters: number;
    }
  /** An offer lies in the mailbox. */
  | { readonly kind: 'offer' }
  /** The trainer will not offer for about so long: validation or a checkpoint. */
  | { readonly kind: 'busy'; readonly step: number; readonly forMs: number }
  | {
      readonly kind: 'evaluation';
      readonly step: number;
      readonly epoch: number;
      readonly validationAccuracy: number;
      readonly validationLoss: number;
    }
  /** Something the user should know, in one line; training goes on. */
  | { readonly kind: 'warning'; readonly message: string }
  /** One line for `metrics.jsonl`. */
  | { readonly kind: 'record'; readonly record: Readonly<Record<string, unknown>> }
  | { readonly kind: 'finished'; readonly step: number; readonly result: TrainingResult }
  | {
      readonly kind: 'failed';
      readonly step: number;
      readonly code: ErrorCode;
      readonly message: string;
      readonly fix: string;
      readonly facts: Facts;
    };

/** What a peer's training came to; the trainer's share of `result.json`. */
export interface TrainingResult {
  readonly steps: number;
  readonly validationAccuracy: number;
  readonly samplesPerSecond: number;
  readonly waitFraction: number;
}
