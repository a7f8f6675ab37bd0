import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CodistillError, type ErrorCode } from './errors.js';

/** The purpose of a user's module, and how its errors read. */
export interface UserModuleKind {
  /** Word for messages. */
  readonly what: 'network' | 'data' | 'view' | 'loss' | 'graph';
  /** The function's name where it is not the default export. */
  readonly exportName: string;
  /** Of a module that does not load, has no such function, or does something else than it should. */
  readonly code: ErrorCode;
  /** Of a file that is not there. @default `code` */
  readonly missingCode?: ErrorCode;
  /** How the function should look, for the error. */
  readonly fix: string;
}

/** How the errors about a module's file read. */
export type ModuleErrors = Pick<UserModuleKind, 'what' | 'code' | 'missingCode'>;

/** A user's function and the file that it is from. */
export interface UserFunction {
  readonly call: (argument: unknown) => unknown;
  /** Everything that the module exports. */
  readonly exports: Readonly<Record<string, unknown>>;
  readonly file: string;
}

/** True for the path of a module rather than a name: it begins with `./`, `../`, `/` or `file:`. */
export function isUserModule(text: string): boolean {
  return /^(\.{0,2}\/|file:)/.test(text);
}

/** True for a user's module; of data and views the file's name alone is a path too. */
export function isModulePath(name: string): boolean {
  return !/^(text|bytes):/.test(name) && (isUserModule(name) || /\.[cm]?js$/.test(name));
}

/**
 * Loads the function that a user's ES or CommonJS module exports, as its default or by the kind's name.
 *
 * @param path - From the working directory, as in the run spec, or a `file:` URL.
 * @throws {CodistillError} The kind's code, naming the file and the reason.
 */
export async function importUserFunction(path: string, kind: UserModuleKind): Promise<UserFunction> {
  const file = userModuleFile(path);
  checkModuleFile(file, kind);
  const exports = await imported(file, kind);
  // Of a CommonJS module that was compiled from ES, the named exports lie in the default one.
  const nested = (exports.default as Record<string, unknown> | null | undefined) ?? {};
  const candidates = [exports, nested].flatMap((module) => [module.default, module[kind.exportName]]);
  const found = candidates.find((candidate) => typeof candidate === 'function');
  if (found === undefined) {
    throw userModuleError(file, kind, `exports no function as default or ${kind.exportName}`);
  }
  return { call: found as UserFunction['call'], exports, file };
}

/**
 * Refuses what cannot be a module, without loading anything.
 *
 * @throws {CodistillError} Of a file that is not there `missingCode`, else the kind's code.
 */
export function checkModuleFile(file: string, { what, code, missingCode = code }: ModuleErrors): void {
  const fix = 'give the path of a JavaScript module, from the folder you start codistill in';
  const facts = { file };
  if (!existsSync(file)) throw new CodistillError(missingCode, `no ${what} module ${file}`, { fix, facts });
  const isFile = statSync(file).isFile();
  if (isFile && /\.[cm]?js$/.test(file)) return;
  const problem = isFile ? 'is no JavaScript: its name ends in neither .js, .mjs nor .cjs' : 'is no file';
  throw new CodistillError(code, `${what} module ${file} ${problem}`, { fix, facts });
}

async function imported(file: string, kind: UserModuleKind): Promise<Record<string, unknown>> {
  try {
    return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  } catch (cause) {
    throw userModuleError(file, kind, `does not load: ${reasonOf(cause)}`, cause);
  }
}

/** The kind's error about one file. */
export function userModuleError(
  path: string,
  { what, code, fix }: UserModuleKind,
  problem: string,
  cause?: unknown,
): CodistillError {
  const file = userModuleFile(path);
  return new CodistillError(code, `${what} module ${file} ${problem}`, { fix, facts: { file }, cause });
}

export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** The file of a module's path, which counts from the working directory. */
export function userModuleFile(path: string): string {
  return path.startsWith('file:') ? fileURLToPath(path) : resolve(path);
}
