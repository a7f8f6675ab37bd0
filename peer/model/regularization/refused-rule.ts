import { CodistillError } from '../../../proto/errors.js';

/** The error about a regularizer or constraint of a network that training cannot honour. */
export function refusedRule(layer: string, problem: string, cause?: unknown): CodistillError {
  return new CodistillError('ERR_NETWORK_MODULE', `layer "${layer}": ${problem}`, {
    fix: 'take it out of the network, or write it with ops of the given tf: docs/extending.md',
    facts: { layer },
    cause,
  });
}
