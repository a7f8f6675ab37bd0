import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CodistillError } from './errors.js';

/** What a module of the user's own is for, and what it exports. */
export interface UserModuleKind {
  /** Word for messages. */
  readonly what: 'loss' | 'graph';
  /** The function's name where it is not the default export. */
  readonly exportName: string;
  /** How the function should look, for the error. */
  readonly fix: string;
}

/** True for a path rather than a name: it begins with `./`, `../` or `/`. */
export function isUserModule(text: string): boolean {
  return /^\.{0,2}\//.test(text);
}

/**
 * Loads the function that a user's ES or CommonJS module exports.
 *
 * @param path - From the working directory, as in the run spec.
 * @returns The function and everything else that the module exports.
 * @throws {CodistillError} `ERR_MODULE` naming the file and the reason.
 */
export async function importUserFunction(
  path: string,
  kind: UserModuleKind,
): Promise<{
  readonly call: (argument: unknown) => unknown;
  readonly exports: Readonly<Record<string, unknown>>;
}> {
  const exports = await imported(path, kind);
  const { default: standard } = exports;
  const found = [standard, exports[kind.exportName]].find((one) => typeof one === 'function');
  if (found === undefined) {
    throw userModuleError(path, kind, `exports no function as default or ${kind.exportName}`);
  }
  return { call: found as (argument: unknown) => unknown, exports };
}

async function imported(path: string, kind: UserModuleKind): Promise<Record<string, unknown>> {
  try {
    return (await import(pathToFileURL(resolve(path)).href)) as Record<string, unknown>;
  } catch (cause) {
    throw userModuleError(path, kind, `does not load: ${reasonOf(cause)}`, cause);
  }
}

/** `ERR_MODULE` about one file. */
export function userModuleError(
  path: string,
  { what, fix }: UserModuleKind,
  problem: string,
  cause?: unknown,
): CodistillError {
  const file = resolve(path);
  return new CodistillError('ERR_MODULE', `${what} module ${file} ${problem}`, {
    fix,
    facts: { file },
    cause,
  });
}

export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
