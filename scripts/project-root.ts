import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The nearest directory above this file that holds `package.json`: that of the checkout, or of the installed package. */
export function projectRoot(): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(directory, 'package.json'))) {
    const parent = dirname(directory);
    if (parent === directory) throw new Error('no package.json above codistill');
    directory = parent;
  }
  return directory;
}

/** Whether codistill lies there as its source, rather than as an installed package, which never holds its lockfile. */
export function isCheckout(root: string = projectRoot()): boolean {
  return existsSync(join(root, 'package-lock.json'));
}

/** How one of our commands is typed here, such as `npx codistill doctor`. */
export function typedCommand(words: string): string {
  return `${isCheckout() ? 'npm run codistill --' : 'npx codistill'} ${words}`;
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
