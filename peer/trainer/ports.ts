import type { Phase } from '../../proto/codec.js';
import type { RunSpec } from '../../proto/run-spec-schema.js';
import type { Scheme } from '../../proto/scheme.js';
import type { Metrics } from '../core/scoring/scores.js';
import type { Teaching } from '../core/teaching/teaching.js';
import type { PlannedBatch } from '../data/batches.js';
import type { TextFacts } from '../data/dataset.js';
import type { TrainingStep } from '../graph/training-step.js';
import type { TrainerMessage, WeightsMessage } from '../mailbox/messages.js';
import type { TrainerMailbox } from '../mailbox/trainer-mailbox.js';
import type { EventFiles } from '../model/event-files.js';
import type { TrainingBatch } from '../model/step-context.js';
import type { LocalTeachers } from './local-teachers.js';
import type { TrainingCounts } from './training-counts.js';

/** A learner's view of its cohort. */
export interface TeacherExchange {
  /**
   * Sends this peer's predictions of the batch and waits, within bounds, for its teachers'.
   *
   * @param logits - float32 `[rows * positions * classes]`.
   * @param features - float32 `[rows * size]`, where there is a feature loss.
   * @returns The teachings on the same samples, sorted by peer id; empty when nobody taught.
   */
  learn(batch: TrainingBatch, logits: Float32Array, features?: Float32Array): readonly Teaching[];
  /** Sends predictions and waits for nobody. */
  teach(batch: TrainingBatch, logits: Float32Array, phase: Phase, features?: Float32Array): void;
  /** In place of `learn` for a free-running step, which is one run. Absent: nobody teaches in such a step. */
  readonly foresight?: Foresight;
}

/** Teachings on a batch that this peer has not predicted yet. */
export interface Foresight {
  /** As {@link TeacherExchange}'s `learn`. The returned arrays stay as they are until the next call. */
  hear(batch: TrainingBatch): readonly Teaching[];
  /** Hands in this peer's predictions of the batch that it heard of, for its own students. */
  tell(batch: TrainingBatch, logits: Float32Array, features?: Float32Array): void;
  /** Sends at once what was handed in: nothing is heard for a while. */
  flush(): void;
}

/** The services of a learner to its students, and of local teachers to it. */
export interface PeerServices {
  /** A batch by name, where predictions are kept or asked for by sample. */
  readonly planned?: (step: number) => PlannedBatch;
  /** Teachers that run here, by their weights. */
  readonly localTeachers?: LocalTeachers;
  /** Takes messages of the I/O thread, and answers students. Between two steps. */
  readonly serve: (step: number) => void;
  /** The weights before `step`, when students that run them locally are due new ones. */
  readonly weightsToPublish: (step: number, validation: Metrics | undefined) => WeightsMessage | undefined;
  /** Frees what local teachers hold beside their weights. */
  readonly close?: () => void;
}

/** How a learner is validated and saved. */
export interface Validation {
  readonly evaluate: () => Metrics | undefined;
  /** Of a text, which images do not have. */
  readonly text?: TextFacts;
  readonly save: (save: Save) => void;
  /** Best validation loss so far (of the restored checkpoint), infinity without one. */
  readonly bestLoss: number;
}

/** A checkpoint that stands before `step`. */
export interface Save {
  readonly step: number;
  readonly validation: Metrics | undefined;
  readonly best: boolean;
  readonly counts: TrainingCounts;
}

/** All that the training loop needs of the world; `learner.ts` builds it, tests may build a smaller one. */
export interface TrainingSession {
  readonly spec: RunSpec;
  readonly scheme: Scheme;
  readonly peerId: string;
  readonly classes: number;
  readonly stepsTotal: number;
  readonly stepsPerEpoch: number;
  readonly step: TrainingStep;
  /** Called once, when the first step is over. */
  readonly onFirstStep?: () => void;
  readonly takeBatch: (step: number) => TrainingBatch;
  /** Makes a batch that is not taken yet: work for the time in which this thread would wait. */
  readonly prepareBatch?: (step: number) => void;
  readonly mailbox: TrainerMailbox;
  readonly post: (message: TrainerMessage) => void;
  readonly nowMs: () => number;
  /** How much longer than a step's longest wait the I/O thread may take to answer, milliseconds. @default 30000 */
  readonly answerSlackMs?: number;
  readonly services: PeerServices;
  readonly validation: Validation;
  /** Of the restored checkpoint. */
  readonly counts: TrainingCounts;
  readonly curves: Omit<EventFiles, 'close'>;
  /** Live tensors of this thread. */
  readonly tensors: () => number;
}
