import { CodistillError } from '../../proto/errors.js';
import type { InvitationTerms } from '../join/invitations.js';
import { numberOf, numeric, under } from './option.js';

const HOURS = 24;

/** Options of a line that others join with. */
export const INVITATION_OPTIONS = under('Other machines:', {
  uses: numeric('machines that may join with the line', { defaultDescription: 'as many as are missing' }),
  hours: numeric('how long the line can be used, hours; 0: always', { default: HOURS }),
});

/**
 * Reads {@link INVITATION_OPTIONS}; no `uses` are 0.
 *
 * @throws {CodistillError} `ERR_USAGE` for what is no count or no span.
 */
export function invitationTerms(argv: Readonly<Record<string, unknown>>): InvitationTerms {
  const uses = numberOf(argv.uses) ?? 0;
  const hours = numberOf(argv.hours) ?? HOURS;
  if (!Number.isInteger(uses) || uses < 0)
    throw new CodistillError('ERR_USAGE', `--uses ${uses}: give a whole number from 1 on`);
  if (!(hours >= 0)) throw new CodistillError('ERR_USAGE', `--hours ${hours}: give 0 or more`);
  return { uses, expiresS: hours === 0 ? 0 : Math.ceil(Date.now() / 1_000 + 3_600 * hours) };
}
