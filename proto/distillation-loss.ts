import { closest } from 'fastest-levenshtein';
import { CodistillError } from './errors.js';
import { isUserModule } from './user-module.js';

/** The distillation losses that are built in. */
export const LOSS_NAMES = ['kl', 'reverse-kl', 'cross-entropy', 'mse', 'dkd'] as const;

/** One of them, or a module of the user's own, such as `./my-loss.js`. */
export type LossName = (typeof LOSS_NAMES)[number] | 'module';

/**
 * Reads `distillation.loss`.
 *
 * @throws {CodistillError} `ERR_CONFIG` with the nearest known name.
 */
export function parseDistillationLoss(text: string): LossName {
  if (isUserModule(text)) return 'module';
  const known = LOSS_NAMES.find((name) => name === text);
  if (known !== undefined) return known;
  throw new CodistillError(
    'ERR_CONFIG',
    `there is no distillation loss "${text}"; did you mean "${closest(text, LOSS_NAMES)}"?`,
    { fix: `use one of ${LOSS_NAMES.join(', ')}, or a module of your own that begins with ./` },
  );
}
