import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';
import { replaceFile } from '../files/run-files.js';

/** A CommonJS module, and what keeps its compiled code for the next process. */
export interface CachedModule {
  readonly exports: unknown;
  /** Writes the code that V8 has compiled of it by now, unless it came from there. Where it can't, the next process compiles again. */
  keep(): void;
}

const DIGEST_BYTES = 32;

/**
 * Loads a large CommonJS file with the code that V8 compiled of it in an earlier process: half of what it takes to load tfjs
 * is to compile it. V8 refuses the code of another version of it, or of other flags; a file that was damaged is not shown to it.
 *
 * @param folder - Where the code is kept, by the content of the file and V8's version.
 * @throws What the module throws.
 */
export function loadCached(file: string, folder: string): CachedModule {
  const source = readFileSync(file);
  const name = `${basename(file, '.cjs')}-${digestOf(source).toString('hex', 0, 8)}-${cachedDataVersionTag()}.code`;
  const kept = join(folder, name);
  const cachedData = readCode(kept);
  const script = new Script(Module.wrap(source.toString()), {
    filename: file,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const isKnown = cachedData !== undefined && script.cachedDataRejected === false;
  const module = { exports: {} as unknown };
  const run = script.runInThisContext() as (...scope: readonly unknown[]) => void;
  run(module.exports, createRequire(file), module, file, dirname(file));
  return {
    exports: module.exports,
    keep() {
      if (!isKnown) writeCode(kept, script.createCachedData());
    },
  };
}

/** `undefined` where there is none, or it is not what was written. */
function readCode(path: string): Buffer | undefined {
  try {
    const content = readFileSync(path);
    const code = content.subarray(DIGEST_BYTES);
    return digestOf(code).equals(content.subarray(0, DIGEST_BYTES)) ? code : undefined;
  } catch {
    return undefined;
  }
}

function writeCode(path: string, code: Buffer): void {
  try {
    // Peers start at once, each with an aside of its own.
    replaceFile(path, [digestOf(code), code], { aside: `${path}.${randomUUID()}` });
  } catch {
    // The folder may be another user's.
  }
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
