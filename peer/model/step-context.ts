import type { RunSpec } from '../../proto/run-spec-schema.js';
import type { Teaching } from '../core/teaching/teaching.js';
import type { InputShape } from '../data/dataset.js';
import type { LayersModel, Variable } from './backend.js';
import type { Exits } from './exits.js';
import type { FeatureLearning } from './feature-learning.js';
import type { DistillationLoss } from './losses/distillation.js';
import type { Optimizer } from './optimizers/optimizer.js';
import type { Constraints } from './regularization/constraints.js';
import type { Penalties } from './regularization/penalties.js';

/** One mini-batch: `rows` samples of one step. The arrays are views that the next `take` may overwrite. */
export interface TrainingBatch {
  readonly step: number;
  readonly epoch: number;
  readonly rows: number;
  /** float32 `[rows * the size of a sample]`: normalised pixels, or tokens. */
  readonly inputs: Float32Array;
  /** int32 `[rows * positions]`. */
  readonly labels: Int32Array;
  readonly digest: Uint8Array;
}

/** Everything that all steps of a run share. */
export interface StepContext {
  readonly network: LayersModel;
  /** The variables that the optimizer changes: the network's trainable weights, then the feature loss's own. */
  readonly variables: readonly Variable[];
  /** Where there is a feature loss. */
  readonly features?: FeatureLearning | undefined;
  /** Where the network has exits. */
  readonly exits?: Exits | undefined;
  /** Where the network regularizes its weights. */
  readonly penalties?: Penalties | undefined;
  /** Where the network constrains its weights. */
  readonly constraints?: Constraints | undefined;
  /** The run's distillation loss. */
  readonly loss: DistillationLoss;
  readonly optimizer: Optimizer;
  readonly inputShape: InputShape;
  readonly classes: number;
  /** Predictions a sample: rows of logits for each row of a batch. @default 1 */
  readonly positions?: number;
  readonly spec: Pick<RunSpec, 'training' | 'distillation'>;
  readonly stepsTotal: number;
  /** Whether the pull of a step's teachers is measured. @default never */
  readonly measures?: (step: number) => boolean;
}

/** The losses of one step. They are means over the batch, in nats. */
export interface StepLosses {
  readonly supervised: number;
  /** 0 when nobody taught. */
  readonly distillation: number;
  /** The feature loss, 0 where there is none. */
  readonly feature: number;
  /** Loss of the network's shallow exits, 0 where it has none. */
  readonly exits: number;
  readonly weight: number;
  readonly teachers: number;
  /** Samples that some teacher taught; `null`: teachers were heard, and every one of them is set aside. */
  readonly rowsTaught: number | null;
  /** See `gradientRatio`; NaN: not measured. */
  readonly gradientRatio: number;
  /** False when a loss or a logit was not finite and the update was therefore left out. */
  readonly applied: boolean;
}

/** A peer's own predictions of a batch, made in training mode; the arrays are the caller's. */
export interface Predicted {
  /** float32 `[rows * positions * classes]`. */
  readonly logits: Float32Array;
  /** float32 `[rows * size]`, where there is a feature loss and all of them are finite. */
  readonly features?: Float32Array;
}

/** Asks the teachers about the batch that was just predicted; empty when nobody teaches. */
export type Teach = (predicted: Predicted) => readonly Teaching[];
