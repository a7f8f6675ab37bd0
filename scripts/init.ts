import { constants, copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { makeDirectory } from '../peer/files/make-directory.js';
import { fileError } from '../peer/files/run-files.js';
import { CodistillError } from '../proto/errors.js';
import { projectRoot } from './project-root.js';
import { shellWords } from './shell-words.js';

/** Where the files lie that a folder begins with. */
const TEMPLATE = join('examples', 'own');

/**
 * Writes a folder with a network, data, a graph and a run spec, to be changed.
 *
 * @returns The names of its files.
 * @throws {CodistillError} `ERR_OUTPUT_EXISTS` when one of them is there; `ERR_RUN_DIR` or `ERR_DISK` when they cannot be
 *   written. No file is left then.
 */
export function initFolder(folder: string): readonly string[] {
  const template = join(projectRoot(), TEMPLATE);
  const names = readdirSync(template);
  const there = names.find((name) => existsSync(join(folder, name)));
  if (there !== undefined) {
    throw new CodistillError('ERR_OUTPUT_EXISTS', `${join(folder, there)} is there already`, {
      fix: 'give another folder, or remove it',
      facts: { path: join(folder, there) },
    });
  }
  const written: string[] = [];
  try {
    makeDirectory(folder);
    for (const name of names) {
      copyFileSync(join(template, name), join(folder, name), constants.COPYFILE_EXCL);
      written.push(join(folder, name));
    }
  } catch (cause) {
    for (const file of written) rmSync(file, { force: true }); // so that it may be begun again
    throw fileError(`folder ${folder}`, cause, 'folder');
  }
  return names;
}

/**
 * The command that trains what {@link initFolder} has written.
 *
 * @param program - The program that runs now, as Node was given it.
 */
export function launchCommandIn(folder: string, program: string, working: string): string {
  const isInstalled = dirname(program).split(/[\\/]/).includes('node_modules');
  const start = isInstalled ? ['npx', 'codistill'] : ['node', relative(folder, resolve(program))];
  const launch = shellWords([...start, 'launch', '--config', 'run.yaml']);
  const way = relative(working, folder);
  return way === '' ? launch : `cd ${shellWords([way])} && ${launch}`;
}
