import { numberOf, numeric, stringOf, under, valued } from './option.js';
import type { SpecArguments } from './spec-arguments.js';

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

/** Where a run that others join is reached, and how many peers it had here before, where it goes on. */
export interface ChosenHouse {
  readonly host: string;
  readonly port: number | undefined;
  readonly hereBefore: number | undefined;
}

/**
 * Reads {@link HOUSE_OPTIONS}, and what is left of the run.
 *
 * @param ask - Asks for an address where neither says one.
 * @throws {CodistillError} As `chooseLanAddress` and `ownerBefore`.
 */
export async function chosenHouse(
  argv: SpecArguments,
  ask: () => Promise<string | undefined> = async () => undefined,
): Promise<ChosenHouse> {
  const { chooseLanAddress, keptAddress } = await import('../net/lan-address.js');
  const { ownerBefore } = await import('../join/run-owner.js');
  const runDir = stringOf(argv['run-dir']);
  const before = runDir === undefined ? undefined : ownerBefore(runDir);
  const host = chooseLanAddress(stringOf(argv.on) ?? keptAddress(before?.host) ?? (await ask()));
  return { host, port: numberOf(argv.port), hereBefore: before?.here };
}
