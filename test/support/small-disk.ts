import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { temporaryDirectory } from './launch.js';

/**
 * A disk of a few megabytes in memory, mounted over a directory in a namespace of its own: only the program that is run
 * with this prefix sees it, and it is gone with that program.
 *
 * @param how - `rw`, or `ro` for one on which nothing can be written.
 */
export function onSmallDisk(
  directory: string,
  megabytes: number,
  how: 'rw' | 'ro' = 'rw',
): readonly string[] {
  const mount = `mount -t tmpfs -o size=${megabytes}m,${how} small "$0" && cd "$0" && exec "$@"`;
  return ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', mount, directory];
}

/** For `test`: skips where no such disk can be made. */
export const WITH_SMALL_DISK = { skip: smallDisksMissing() };

function smallDisksMissing(): string | false {
  const [command = '', ...args] = onSmallDisk('/mnt', 1);
  return spawnSync(command, [...args, 'true']).status === 0
    ? false
    : 'small disks need user namespaces (Linux)';
}

/** The path at which we see what a process sees at a path of its own. */
export function seenBy(pid: number, path: string): string {
  return join(`/proc/${pid}/root`, path);
}

/** Runs an ES module on a small disk, its working directory, and returns what it prints. */
export async function runOnSmallDisk(t: { after(hook: () => void): void }, script: string): Promise<string> {
  const [command = '', ...args] = onSmallDisk(temporaryDirectory(t), 1);
  const node = [process.execPath, '--input-type=module', '-e', script];
  return (await promisify(execFile)(command, [...args, ...node])).stdout;
}
