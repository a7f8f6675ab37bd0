import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import { temporaryDirectory } from './launch.js';

/** A module of a user's, in a directory that is removed after the test. */
export function userModule(t: { after(hook: () => void): void }, source: string, name = 'mine.mjs'): string {
  const file = join(temporaryDirectory(t), name);
  writeFileSync(file, source);
  return file;
}

/** For `assert.rejects` and `assert.throws`: `ERR_MODULE` that names the file and says this. */
export function moduleError(file: string, problem: RegExp): (error: unknown) => boolean {
  return (error) =>
    error instanceof CodistillError &&
    error.code === 'ERR_MODULE' &&
    error.message.includes(file) &&
    problem.test(error.message) &&
    error.fix !== '';
}
