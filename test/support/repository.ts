import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's root: the nearest folder upwards that holds package.json. */
export const REPOSITORY = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(directory: string): string {
  return existsSync(join(directory, 'package.json')) ? directory : findRoot(dirname(directory));
}

/** Every file that git tracks or would track, relative to the root. */
export function repositoryFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: REPOSITORY,
  });
  return [...new Set(listed.toString().split('\n'))].filter(
    (file) => file !== '' && existsSync(join(REPOSITORY, file)),
  );
}

/** The sources among them that the rules of code are about: neither tests nor generated. */
export function sourceFiles(): string[] {
  return repositoryFiles().filter(
    (file) =>
      /^(proto|coordinator|peer|scripts|bench)\/.*\.m?ts$/.test(file) &&
      !file.startsWith('proto/generated/') &&
      !file.endsWith('.d.mts'),
  );
}
