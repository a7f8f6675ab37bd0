import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { REPOSITORY } from '../../../support/repository.js';

/** Address of a file of set-up, which is plain JavaScript and is not compiled. */
export function setupModuleUrl(name: string): string {
  return pathToFileURL(join(REPOSITORY, 'scripts', 'setup', name)).href;
}

/** Imports a file of set-up as the given type. */
export async function importSetup<T>(name: string): Promise<T> {
  return (await import(setupModuleUrl(name))) as T;
}

/** A folder that is removed when the test ends. */
export function temporaryDir(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), 'codistill-setup-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** Writes an executable shell script, to stand in for a program on the PATH. */
export function fakeProgram(dir: string, name: string, body: string): string {
  const path = join(dir, name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}
