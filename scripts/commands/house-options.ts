import { numeric, under, valued } from './option.js';

const HOUR_MS = 3_600_000;

/** A run that others join waits for them for as long as a line to join with can be used. */
export const PATIENT = { joinTimeoutMs: 24 * 7 * HOUR_MS };

/** Where a run that others join is reached. */
export const HOUSE_OPTIONS = under('Other machines:', {
  on: valued('address or interface at which they reach this one', {
    defaultDescription: 'the only one; of a run that goes on, that which it had',
  }),
  port: numeric('port at which they reach it', { defaultDescription: 'any free one' }),
});
