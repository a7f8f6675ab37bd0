import { CodistillError } from './errors.js';

/** Which of the training samples each learner reads. */
export type Partition =
  /** All of them, in the same order. */
  | { readonly kind: 'same' }
  /** Shards of equal size without a common sample. */
  | { readonly kind: 'disjoint' }
  /** A fraction of each learner's samples is everybody's, the others are its own. 1: the same samples, each in an order of its own. */
  | { readonly kind: 'overlap'; readonly fraction: number }
  /** Each learner's class proportions are drawn from a Dirichlet distribution around the set's (Hsu et al. 2019, arXiv 1909.06335). */
  | { readonly kind: 'dirichlet'; readonly concentration: number };

/**
 * Reads a partition: `same`, `disjoint`, `overlap:0.5` or `dirichlet:0.3`.
 *
 * @throws {CodistillError} `ERR_CONFIG` saying which forms there are.
 */
export function parsePartition(text: string): Partition {
  if (text === 'same' || text === 'disjoint') return { kind: text };
  const [kind, value, more] = text.split(':');
  const number = value === undefined || value === '' ? Number.NaN : Number(value);
  if (more === undefined && kind === 'overlap' && number >= 0 && number <= 1) {
    return { kind, fraction: number };
  }
  if (more === undefined && kind === 'dirichlet' && number > 0 && Number.isFinite(number)) {
    return { kind, concentration: number };
  }
  throw new CodistillError('ERR_CONFIG', `"${text}" is not a partition`, {
    fix: 'use same, disjoint, overlap:FRACTION (0 to 1) or dirichlet:CONCENTRATION (above 0)',
  });
}
