import { closest } from 'fastest-levenshtein';
import { CodistillError } from './errors.js';
import { isUserModule } from './user-module.js';

/** The built-in distillation losses: name → its words in the description of the option. */
const BUILT_IN = {
  kl: 'kl(targets, self)',
  'reverse-kl': 'its reverse (reverse-kl)',
  'cross-entropy': 'cross-entropy to the targets',
  mse: 'mse of logits',
  dkd: 'decoupled kd (dkd)',
} as const;

export type BuiltInLoss = keyof typeof BUILT_IN;

export const LOSS_NAMES = Object.keys(BUILT_IN) as readonly BuiltInLoss[];

/** A built-in loss, or a module of the user's own, such as `./my-loss.js`. */
export type LossName = BuiltInLoss | 'module';

/** The values of `distillation.loss` in one line. */
export const LOSSES_DESCRIBED = `${Object.values(BUILT_IN).join(', ')}, or ./my-loss.js`;

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
