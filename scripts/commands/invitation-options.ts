import { CodistillError } from '../../proto/errors.js';
import type { InvitationTerms } from '../join/invitations.js';
import { numberOf, numeric, under } from './option.js';

const HOURS = 24;
/** A year; and more machines than any run has places. */
const HOURS_MAX = 8_784;
const USES_MAX = 10_000;

/** Options of a line that others join with. */
export const INVITATION_OPTIONS = under('Other machines:', {
  uses: numeric('machines that may join with the line', { defaultDescription: 'as many as are missing' }),
  hours: numeric('how long the line can be used, hours; 0: always', { default: HOURS }),
});

/**
 * Reads {@link INVITATION_OPTIONS}; 0 `uses` are none that were asked for.
 *
 * @throws {CodistillError} `ERR_USAGE` for what is no count or no span.
 */
export function invitationTerms(argv: Readonly<Record<string, unknown>>): InvitationTerms {
  const uses = numberOf(argv.uses);
  const hours = numberOf(argv.hours) ?? HOURS;
  if (uses !== undefined && !(Number.isInteger(uses) && uses >= 1 && uses <= USES_MAX))
    throw new CodistillError('ERR_USAGE', `--uses ${uses}: give a whole number from 1 to ${USES_MAX}`);
  if (!(hours >= 0 && hours <= HOURS_MAX))
    throw new CodistillError('ERR_USAGE', `--hours ${hours}: give 0 to ${HOURS_MAX}`);
  return {
    uses: uses ?? 0,
    expiresS: hours === 0 ? 0 : Math.ceil(Date.now() / 1_000 + 3_600 * hours),
  };
}
