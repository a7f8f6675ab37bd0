import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { CodistillError } from '../proto/errors.js';
import { isCheckout, projectRoot } from './project-root.js';
import { readSetupRecord, setupRecordFile } from './setup-record.js';

/**
 * Lets an installed package find what set-up has fetched and built for it: this process, its threads and its children. A
 * checkout finds it by itself.
 *
 * @returns Whether all of it is there.
 */
export function findSetUp(env: NodeJS.ProcessEnv = process.env): boolean {
  if (isCheckout()) return true;
  const { tensorflow, natsServer } = readSetupRecord() ?? {};
  const asked = { cpu: 'cpu', gpu: 'cuda' }[env.CODISTILL_TENSORFLOW ?? ''];
  const isThere =
    tensorflow?.addon !== undefined &&
    natsServer !== undefined &&
    [tensorflow.addon, natsServer.path].every((path) => existsSync(path)) &&
    (asked === undefined || asked === tensorflow.build);
  if (isThere) env.CODISTILL_ADDON = tensorflow.addon;
  return isThere;
}

/** Runs set-up where an installed package has not been set up yet, as it is at its first launch. */
export async function ensureSetUp(): Promise<void> {
  if (!findSetUp()) await setUp();
}

/**
 * Fetches and builds what is not there yet, and tells on standard error what it does.
 *
 * @throws {CodistillError} `ERR_SETUP`, in set-up's own words.
 */
export async function setUp(): Promise<void> {
  // Set-up is plain JavaScript that is not compiled: it must run before anything else is there.
  const file = join(projectRoot(), 'scripts', 'setup', 'set-up.mjs');
  const setup = (await import(pathToFileURL(file).href)) as { setUp(recordFile: string): Promise<void> };
  try {
    await setup.setUp(setupRecordFile());
  } catch (error) {
    if (!(error instanceof Error && error.name === 'SetupError')) throw error;
    const { code, message, fix } = error as Error & { readonly code: string; readonly fix: string };
    throw new CodistillError('ERR_SETUP', `set-up failed: ${code}: ${message}`, {
      fix,
      facts: { reason: code },
      cause: error,
    });
  }
  findSetUp();
}
