import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The nearest directory above this file that holds `package.json`. */
export function projectRoot(): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(directory, 'package.json'))) {
    const parent = dirname(directory);
    if (parent === directory) throw new Error('no package.json above codistill');
    directory = parent;
  }
  return directory;
}

export function packageVersion(): string {
  const text = readFileSync(join(projectRoot(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** Whether a module is the program that Node was started with, also when its path goes through a link. */
export function isMain(moduleFile: string): boolean {
  const program = process.argv[1];
  return program !== undefined && realpathSync(program) === realpathSync(moduleFile);
}
