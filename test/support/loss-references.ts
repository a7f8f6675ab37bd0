/** The formula of each built-in loss in float64, from both sides' logits, and the laws that it keeps. */
import type { BuiltInLoss } from '../../proto/distillation-loss.js';
import {
  crossEntropyToSoft,
  decoupled,
  distillation,
  logitMse,
  type Rows,
  reverseKl,
  softmax,
} from './reference-loss.js';

/** One batch that is taught. */
export interface TaughtBatch {
  readonly teacher: Rows;
  readonly labels: readonly number[];
  readonly temperature: number;
  readonly weights: readonly number[];
}

export interface LossReference {
  /** The loss of a peer's logits. */
  valueOf(own: Rows, batch: TaughtBatch): number;
  /** Whether the loss is 0 where both sides agree; otherwise that is merely its least value. */
  readonly zeroWhereEqual: boolean;
  /** Whether a constant added to a row's logits changes nothing. */
  readonly ignoresOffset: boolean;
  /** Whether both sides may change places. */
  readonly symmetric: boolean;
}

/** Factors of decoupled distillation, other ones than the defaults. */
export const FACTORS = { dkdTarget: 0.5, dkdOthers: 3 } as const;

const softened = ({ teacher, temperature }: TaughtBatch): Rows =>
  teacher.map((row) => softmax(row, temperature));

export const LOSS_REFERENCES: Readonly<Record<BuiltInLoss, LossReference>> = {
  kl: {
    valueOf: (own, batch) => distillation(own, softened(batch), batch.temperature, batch.weights),
    zeroWhereEqual: true,
    ignoresOffset: true,
    symmetric: false,
  },
  'reverse-kl': {
    valueOf: (own, batch) => reverseKl(own, softened(batch), batch.temperature, batch.weights),
    zeroWhereEqual: true,
    ignoresOffset: true,
    symmetric: false,
  },
  'cross-entropy': {
    valueOf: (own, batch) => crossEntropyToSoft(own, softened(batch), batch.temperature, batch.weights),
    zeroWhereEqual: false,
    ignoresOffset: true,
    symmetric: false,
  },
  mse: {
    valueOf: (own, batch) => logitMse(own, batch.teacher, batch.weights),
    zeroWhereEqual: true,
    ignoresOffset: false,
    symmetric: true,
  },
  dkd: {
    valueOf: (own, batch) => {
      const { temperature, labels, weights } = batch;
      const options = { temperature, target: FACTORS.dkdTarget, others: FACTORS.dkdOthers };
      return decoupled(own, softened(batch), labels, options, weights);
    },
    zeroWhereEqual: true,
    ignoresOffset: true,
    symmetric: false,
  },
};
