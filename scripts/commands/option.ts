import type { Options } from 'yargs';
import { CodistillError } from '../../proto/errors.js';
import { LIMITS } from '../../proto/limits.js';

/** For every parser of options: a name may have a dot in it, and an option takes one value each time that it is given. */
export const PARSER_CONFIGURATION = { 'dot-notation': false, 'greedy-arrays': false } as const;

/** An option whose value is a text. */
export function valued(describe: string, more: Options = {}): Options {
  return { type: 'string', requiresArg: true, describe, ...more };
}

/** An option whose value is a number. */
export function numeric(describe: string, more: Options = {}): Options {
  return { type: 'number', requiresArg: true, describe, ...more };
}

/** An option that is on or off. */
export function flag(describe: string): Options {
  return { type: 'boolean', describe };
}

/** The same options, all under one heading of `--help`. */
export function under(
  group: string,
  options: Readonly<Record<string, Options>>,
): Readonly<Record<string, Options>> {
  return Object.fromEntries(Object.entries(options).map(([name, option]) => [name, { ...option, group }]));
}

/** An option that was given twice arrives as a list: the last one counts. */
export function lastOf(value: unknown): unknown {
  return Array.isArray(value) ? value[value.length - 1] : value;
}

/**
 * Reads `--seeds`, a count or a list.
 *
 * @throws {CodistillError} `ERR_USAGE` for what holds no whole numbers.
 */
export function seedsTyped(value: unknown): number | readonly number[] | undefined {
  const last = lastOf(value);
  if (last === undefined) return undefined;
  const text = String(last);
  if (/^\d+$/.test(text)) return Number(text);
  if (/^\d+(,\d+)+$/.test(text)) return text.split(',').map(Number);
  throw new CodistillError('ERR_USAGE', `--seeds ${text}: neither a count nor a list of seeds`, {
    fix: 'give a count, such as 5, or different whole numbers from 1 on, such as 1,2,3',
  });
}

export function stringOf(value: unknown): string | undefined {
  const last = lastOf(value);
  return typeof last === 'string' ? last : undefined;
}

export function numberOf(value: unknown): number | undefined {
  const last = lastOf(value);
  return typeof last === 'number' ? last : undefined;
}

/**
 * The number of an option that counts something.
 *
 * @throws {CodistillError} `ERR_USAGE` with the complaint, unless it is a whole number from 1 on.
 */
export function countOf(value: unknown, option: string, complaint: string): number | undefined {
  const last = lastOf(value);
  if (last === undefined || (Number.isInteger(last) && Number(last) >= 1)) return numberOf(last);
  throw new CodistillError('ERR_USAGE', `${option} ${String(last)}: ${complaint}`);
}

/** An option that may be given several times, in order. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** The heading of the options that matter most, which come first in `--help`. */
export const MOST_USED = 'Most used:';

/** The folder where the user keeps a data set. */
export const DATA_DIR = valued("folder with the data set's files", { group: MOST_USED });

/** How long a process that was started by hand waits for the others. */
export const CONNECT_TIMEOUT = numeric('how long to wait for nats-server and for the others, milliseconds', {
  defaultDescription: String(LIMITS.contactMs),
});

/**
 * The wait that a command line asks for. Who has a launcher waits for as long as that does: it knows who is there.
 *
 * @throws {CodistillError} `ERR_USAGE` for what is no span of time.
 */
export function contactMsOf(value: unknown, supervised: boolean): number {
  const last = lastOf(value);
  if (last === undefined) return supervised ? Number.POSITIVE_INFINITY : LIMITS.contactMs;
  if (typeof last === 'number' && last >= 0) return last;
  throw new CodistillError('ERR_USAGE', `--connect-timeout ${String(last)}: give milliseconds, 0 or more`);
}
