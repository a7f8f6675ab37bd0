import type { RunSpec } from '../../../proto/run-spec.js';
import type { Variable } from '../backend.js';
import { Adam } from './adam.js';
import type { Optimizer } from './optimizer.js';
import { Sgd } from './sgd.js';

/** The optimizer a run spec asks for, over a network's trainable variables. */
export function createOptimizer(training: RunSpec['training'], variables: readonly Variable[]): Optimizer {
  const { momentum, nesterov, weightDecay } = training;
  return training.optimizer === 'adam'
    ? new Adam(variables, { weightDecay })
    : new Sgd(variables, { momentum, nesterov, weightDecay });
}
