import { pruned, type StepGraph } from '../graph.js';
import { withFusedAdam } from './adam.js';
import { biasAddition, biasGradient } from './bias.js';
import { oneDecay } from './decay.js';
import { biasBeforeReshape, matrixProduct } from './matrix-product.js';
import { meanGradient } from './mean-gradient.js';
import { withFusedDescent } from './momentum.js';
import { withFusedAverages } from './moving-average.js';
import { needless } from './needless.js';
import { reluGradient } from './relu-gradient.js';
import { type Rule, rewritten } from './rewrite.js';

/** In this order: later rules look for what earlier ones made. */
const RULES: readonly Rule[] = [
  needless,
  matrixProduct,
  needless,
  biasBeforeReshape,
  needless,
  biasAddition,
  biasGradient,
  reluGradient,
  meanGradient,
  oneDecay,
];

/** Rewrites a traced step with TensorFlow's own ops for what tfjs expands. */
export function simplified(graph: StepGraph): StepGraph {
  const rules = RULES.reduce((before, rule) => rewritten(before, rule), graph);
  return pruned(withFusedAverages(withFusedDescent(withFusedAdam(rules))));
}
