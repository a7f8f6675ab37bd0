import type { ErrorCode, Facts } from '../../proto/errors.js';
import type { FeatureShapes } from '../../proto/feature-shape.js';
import type { PeerId } from '../../proto/identity.js';
import type { RunSpec } from '../../proto/run-spec.js';
import type { SumsByTeacher } from '../core/exchange/edge-ledger.js';
import type { Served, ServeRequest } from '../core/exchange/offer.js';
import type { TrainingMetric } from '../core/metrics.js';
import type { MailboxBuffers } from './buffers.js';

/** The trainer's options, handed over when its thread starts (`workerData`), or by a message to one that stayed. */
export interface TrainerOptions {
  readonly spec: RunSpec;
  readonly peerId: string;
  readonly runDir: string;
  /** Downloads and decoded copies lie below it. */
  readonly cacheDir: string;
  /** Where the user keeps the data set's files; absent: the data set's own default. */
  readonly dataDir?: string | undefined;
  /** `auto`, `cpu`, `gpu` or `gpu:N`, of this machine; absent: the run spec's. */
  readonly device?: string | undefined;
  /** When the thread was started, milliseconds since 1970: `metrics.jsonl` tells what start-up took. */
  readonly threadStartedAtMs?: number;
  /** Whether it leaves its test logits for those who score the run. @default false */
  readonly leavesTestLogits?: boolean | undefined;
  /** Once the run is over, the thread waits for another one. @default false */
  readonly stays?: boolean;
}

/** Once, I/O thread → trainer: the join was accepted, train from this step, which may be that of an older checkpoint. */
export interface StartMessage {
  readonly kind: 'start';
  readonly step: number;
}

/** A student asks for predictions: answered between two steps with a `served` message. */
export interface RequestMessage {
  readonly kind: 'request';
  readonly request: ServeRequest;
}

/** The teachers whose weights are run here from now on, and those weights that are new. */
export interface TeacherWeightsMessage {
  readonly kind: 'teacherWeights';
  readonly teachers: readonly LocalTeacherWeights[];
}

export interface LocalTeacherWeights {
  readonly peerId: PeerId;
  /** Of its edge in the graph. */
  readonly weight: number;
  /** A whole checkpoint; `null`: the one sent before still holds, or it has handed out none yet. */
  readonly checkpoint: Uint8Array | null;
}

/** I/O thread → trainer. */
export type IoMessage = StartMessage | RequestMessage | TeacherWeightsMessage;

/** Between two runs, trainer → I/O thread: nothing is left of the one, and there is room for another. */
export interface RestedMessage {
  readonly kind: 'rested';
}

/** The answer to it, when there is another run. */
export interface NextMessage {
  readonly kind: 'next';
  readonly options: TrainerOptions;
}

/** The weights before `step`, as a checkpoint, for peers that run them locally. */
export interface WeightsMessage {
  readonly kind: 'weights';
  readonly step: number;
  readonly checkpoint: Uint8Array;
}

/** Trainer → I/O thread. */
export type TrainerMessage =
  | {
      /** Data and network are loaded, the newest checkpoint restored. */
      readonly kind: 'ready';
      readonly mailbox: MailboxBuffers;
      readonly dataDigest: string;
      /** In the order of a network's outputs; empty: not known. */
      readonly classNames: readonly string[];
      readonly classes: number;
      /** Rows of logits a sample. */
      readonly positions: number;
      /** Shape of the features that each peer sends beside its logits; empty where there is no feature loss. */
      readonly featureShapes: FeatureShapes;
      readonly stepsTotal: number;
      /** Step of the newest checkpoint, 0 without one. */
      readonly step: number;
      /** Steps that it can begin from, ascending; 0 are its first weights. */
      readonly checkpointSteps: readonly number[];
      /** The device that TensorFlow really uses: "cpu" or "gpu:0 (name)". */
      readonly device: string;
      /** TensorFlow, threads, instructions and oneDNN, in one line. */
      readonly numerics: string;
      readonly parameters: number;
    }
  /** A call lies in the mailbox. */
  | { readonly kind: 'call' }
  /** The trainer expects to be busy for this long, milliseconds: validation or a checkpoint. */
  | { readonly kind: 'busy'; readonly step: number; readonly forMs: number }
  | {
      readonly kind: 'evaluation';
      readonly step: number;
      readonly epoch: number;
      readonly validationAccuracy: number;
      readonly validationLoss: number;
    }
  | { readonly kind: 'served'; readonly served: Served }
  | WeightsMessage
  /** Something the user should know, in one line; training goes on. */
  | {
      readonly kind: 'warning';
      readonly message: string;
      /** Also said where the run is watched; the log alone may be on the disk that is full. */
      readonly toUser?: true;
    }
  /** One line for `metrics.jsonl`; `edges` where weights teach, which the I/O thread completes. */
  | {
      readonly kind: 'record';
      readonly record: Readonly<Record<string, unknown>>;
      readonly edges?: SumsByTeacher;
    }
  | { readonly kind: 'finished'; readonly step: number; readonly result: TrainingResult }
  | {
      readonly kind: 'failed';
      readonly step: number;
      readonly code: ErrorCode;
      readonly message: string;
      readonly fix: string;
      readonly facts: Facts;
    };

/** The result of a peer's training: the trainer's share of `result.json`. */
export interface TrainingResult extends Readonly<Record<TrainingMetric, number>> {
  /** The step it stopped before. */
  readonly steps: number;
  /** Steps whose update was left out, since something was not finite. */
  readonly leftOutSteps: number;
  /** Steps in which teaching was due. */
  readonly dueSteps: number;
  /** Age of the oldest teachers' weights that were run here, in steps. */
  readonly stalenessStepsMax: number;
  /** Its teachers whose weights were run here. */
  readonly edges: SumsByTeacher;
}

/** The result of one that trains nothing itself. */
export const UNTRAINED: TrainingResult = {
  steps: 0,
  trainedSteps: 0,
  leftOutSteps: 0,
  dueSteps: 0,
  taughtShare: Number.NaN,
  taughtRowsShare: Number.NaN,
  gradientRatio: Number.NaN,
  validationAccuracy: Number.NaN,
  samplesPerSecond: 0,
  waitFraction: 0,
  dataWaitFraction: 0,
  stalenessStepsMax: 0,
  trainingSeconds: 0,
  edges: {},
};
