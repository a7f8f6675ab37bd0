import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/** Content of a file, or `undefined` when there is none to be read. */
type ReadText = (file: string) => string | undefined;

/**
 * Cores that this process may use: those of its affinity mask, but no more than its control groups allow, which is how
 * containers are limited and what Node 20 does not count. A part of a core is left out; there is always one.
 */
export function usableCores(): number {
  return Math.max(1, Math.floor(Math.min(availableParallelism(), allowedCores(readText))));
}

/**
 * Cores' worth of processor time that the control groups of this process allow, for version 1 and 2 of Linux'
 * interface: the least that any group from its own up to the root allows. A container knows its group by the host's
 * path but finds its limit at the root, so the way up meets it too.
 *
 * @returns Infinity without a limit, and off Linux.
 */
export function allowedCores(read: ReadText): number {
  const groups = (read('/proc/self/cgroup') ?? '').split('\n').flatMap((line) => {
    const [, controllers, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (controllers === '') return upwards(path!).map((group) => quota2(join('/sys/fs/cgroup', group), read));
    if (controllers?.split(',').includes('cpu') !== true) return [];
    return upwards(path!).map((group) => quota1(join('/sys/fs/cgroup/cpu', group), read));
  });
  return Math.min(Number.POSITIVE_INFINITY, ...groups);
}

/** `/a/b`: `/a/b`, `/a`, `/`. */
function upwards(path: string): string[] {
  const names = path.split('/').filter((name) => name !== '');
  return Array.from({ length: names.length + 1 }, (_, i) => `/${names.slice(0, names.length - i).join('/')}`);
}

/** "max 100000" or "150000 100000": microseconds of processor time, and the length of the period in which they may be used. */
function quota2(group: string, read: ReadText): number {
  const [quota, period] = (read(join(group, 'cpu.max')) ?? '').split(' ');
  return share(quota, period);
}

/** The same in two files; the quota is -1 without a limit. */
function quota1(group: string, read: ReadText): number {
  return share(read(join(group, 'cpu.cfs_quota_us')), read(join(group, 'cpu.cfs_period_us')));
}

function share(quota: string | undefined, period: string | undefined): number {
  const cores = Number(quota) / Number(period);
  return cores > 0 ? cores : Number.POSITIVE_INFINITY;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // not Linux, or not this version
  }
}
