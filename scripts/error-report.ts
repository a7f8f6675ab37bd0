import { closest } from 'fastest-levenshtein';
import { CodistillError } from '../proto/errors.js';
import type { Colors } from './colors.js';
import { plainText } from './plain-text.js';

/** Turns any thrown value into the error that the user sees. */
export function toCodistillError(error: unknown): CodistillError {
  if (error instanceof CodistillError) return error;
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  const message = error instanceof Error ? error.message : String(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new CodistillError('ERR_DISK', `no space is left: ${message}`, {
      fix: 'free some space',
      cause: error,
    });
  }
  return new CodistillError('ERR_INTERNAL', message, {
    fix: 'this is a fault of codistill: please report it with the lines above',
    cause: error,
  });
}

/** The words that may stand on a command line. */
export interface Vocabulary {
  /** Each command with what must or may follow it, such as `evaluate <run-dir>`. */
  readonly usages: readonly string[];
  /** Options of the command that was typed, without dashes. */
  readonly options: readonly string[];
}

/**
 * A complaint of the option parser in our words, with the nearest name for whatever is not known.
 *
 * @param args - The command line as typed.
 */
export function usageError(error: unknown, args: readonly string[], vocabulary: Vocabulary): CodistillError {
  if (error instanceof CodistillError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new CodistillError('ERR_USAGE', complaint(message, args, vocabulary), {
    fix: '`codistill --help` lists the commands, `codistill COMMAND --help` the options',
  });
}

function complaint(message: string, args: readonly string[], { usages, options }: Vocabulary): string {
  const commands = usages.map((usage) => usage.split(' ')[0]!);
  const typedCommand = args[0];
  if (typedCommand !== undefined && !typedCommand.startsWith('-') && !commands.includes(typedCommand)) {
    return `there is no command "${typedCommand}"; did you mean "${closest(typedCommand, commands)}"?`;
  }
  const unknown = /^Unknown arguments?: (.+)$/m.exec(message)?.[1]?.split(', ');
  if (unknown !== undefined) {
    return [...new Set(unknown.map(kebab))].map((name) => unknownArgument(name, args, options)).join('; ');
  }
  const choice = /Argument: ([^,]+), Given: (.+), Choices: (.+)/.exec(message);
  if (choice !== null) {
    const [, name = '', given = '', choices = ''] = choice;
    const words = usages.find((usage) => usage.split(' ')[0] === typedCommand)?.split(' ') ?? [];
    const place = words.find((word) => word === `<${name}>` || word === `[${name}]`);
    return `${place ?? `--${name}`} ${given}: choose ${choices.replaceAll(', ', ' or ')}`;
  }
  const incomplete = /^Not enough arguments following: (.+)$/m.exec(message)?.[1];
  if (incomplete !== undefined) return `--${incomplete} needs a value`;
  const missing = /^Missing required arguments?: (.+)$/m.exec(message)?.[1];
  if (missing !== undefined) {
    return `missing: ${missing
      .split(', ')
      .map((name) => `--${name}`)
      .join(', ')}`;
  }
  if (/^Not enough non-option arguments/.test(message) && typedCommand !== undefined) {
    const missing = usages.find((usage) => usage.startsWith(`${typedCommand} `)) ?? typedCommand;
    return `${typedCommand} needs more than that: codistill ${missing}`;
  }
  return message.trim().replaceAll('\n', '; ');
}

function unknownArgument(name: string, args: readonly string[], options: readonly string[]): string {
  const isOption = !args.includes(name);
  if (!isOption) return `"${name}" does not belong here`;
  return `there is no option --${name}; did you mean --${closest(name, options)}?`;
}

/** The text of an error: two lines for people, or one JSON line. An internal error brings its stack. */
export function errorText(error: CodistillError, asJson: boolean, colors: Colors): string {
  const { code, message, fix, facts } = error;
  const cause = error.cause instanceof Error ? error.cause : error;
  const stack = code === 'ERR_INTERNAL' ? (cause.stack ?? '') : '';
  if (asJson) {
    const body = { code, message, fix, facts, ...(stack === '' ? {} : { stack }) };
    return `${JSON.stringify({ error: body })}\n`;
  }
  const fixLine = fix === '' ? '' : `${colors.bold('fix:')} ${plainText(fix)}\n`;
  const stackLines = stack === '' ? '' : `${stack}\n`;
  return `${stackLines}${colors.red(`error ${code}:`)} ${plainText(message)}\n${fixLine}`;
}

/** yargs names an unknown option both as typed and in camel case. */
function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
