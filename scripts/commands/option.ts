import type { Options } from 'yargs';

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

/** The folder where the user keeps a data set. */
export const DATA_DIR = valued("folder with the data set's files", { group: 'Data:' });
