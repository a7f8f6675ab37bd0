import type { Argv } from 'yargs';
import { CodistillError } from '../proto/errors.js';

/** The names of the options that a parser knows. */
export interface KnownOptions {
  readonly names: readonly string[];
  /** Those that take a number. */
  readonly numbers: readonly string[];
}

/** The options that a parser knows by now; yargs has the method, its types lack it. */
export function knownOptions(parser: Argv): KnownOptions {
  const { key, number } = (
    parser as unknown as {
      getOptions(): { readonly key: Readonly<Record<string, unknown>>; readonly number: readonly string[] };
    }
  ).getOptions();
  return {
    names: Object.keys(key).filter((name) => name.length > 1 && !/[A-Z]/.test(name)),
    numbers: number,
  };
}

/**
 * The first option that should be a number and is none; the parser turns it into NaN and forgets what was typed.
 *
 * @param numbers - Names of the options that take a number.
 * @param parsed - The values as the parser has them.
 * @param args - The command line as typed.
 */
export function wrongNumber(
  numbers: readonly string[],
  parsed: Readonly<Record<string, unknown>>,
  args: readonly string[],
): CodistillError | undefined {
  const name = numbers.find((option) => [parsed[option]].flat().some((value) => Number.isNaN(value)));
  if (name === undefined) return undefined;
  const typed = typedAfter(`--${name}`, args).find((text) => Number.isNaN(Number(text))) ?? '';
  const point = typed.replace(',', '.');
  return new CodistillError('ERR_USAGE', `--${name} ${typed}: not a number`, {
    fix:
      point !== typed && !Number.isNaN(Number(point))
        ? `write ${point}, with a point`
        : 'write digits, such as 2 or 0.05',
    facts: { option: name, value: typed },
  });
}

/** Every text that was typed for an option, as `--name text` or `--name=text`. */
function typedAfter(option: string, args: readonly string[]): string[] {
  return args.flatMap((arg, i) => {
    if (arg.startsWith(`${option}=`)) return [arg.slice(option.length + 1)];
    return arg === option && args[i + 1] !== undefined ? [args[i + 1]!] : [];
  });
}
