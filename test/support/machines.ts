import { execFileSync, spawnSync } from 'node:child_process';
import process from 'node:process';

/** Network namespaces as machines: each has its own loopback and address, and sees the others through a switch. */
export interface Machines {
  /** Address of each machine. */
  readonly addresses: readonly string[];
  /** Command prefix that runs a program on a machine. */
  on(machine: number): readonly string[];
  /** Command prefix that runs a program where every frame between the machines passes. */
  readonly onSwitch: readonly string[];
  /** Gives a machine another address. */
  move(machine: number, address: string): void;
  /** Nothing that one machine sends reaches the other; what the other sends does. */
  cut(from: number, to: number): void;
  /** Undoes {@link cut}. */
  mend(from: number, to: number): void;
  remove(): void;
}

/** Why no machines can be made here, or `undefined`. */
export function machinesMissing(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces need Linux';
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  return spawnSync('ip', ['netns', 'list']).status === 0 ? undefined : 'network namespaces need iproute2';
}

/** Makes `count` machines behind a switch in a namespace of its own. Addresses lie in TEST-NET-3 (RFC 5737). */
export function createMachines(count: number): Machines {
  const prefix = `cds${process.pid}`;
  const names = Array.from({ length: count }, (_, i) => `${prefix}m${i}`);
  const network = `${prefix}sw`;
  const ip = (...args: string[]): void => {
    execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  };
  const remove = (): void => {
    for (const name of [...names, network]) spawnSync('ip', ['netns', 'del', name], { stdio: 'ignore' });
  };
  try {
    ip('netns', 'add', network);
    ip('-n', network, 'link', 'add', 'switch', 'type', 'bridge');
    ip('-n', network, 'link', 'set', 'switch', 'up');
    names.forEach((name, i) => {
      ip('netns', 'add', name);
      ip('-n', name, 'link', 'set', 'lo', 'up');
      ip('-n', network, 'link', 'add', `port${i}`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
      ip('-n', network, 'link', 'set', `port${i}`, 'master', 'switch', 'up');
      ip('-n', name, 'addr', 'add', `203.0.113.${i + 1}/24`, 'dev', 'eth0');
      ip('-n', name, 'link', 'set', 'eth0', 'up');
    });
  } catch (error) {
    remove();
    throw error;
  }
  return {
    addresses: names.map((_, i) => `203.0.113.${i + 1}`),
    on: (machine) => ['ip', 'netns', 'exec', names[machine]!],
    onSwitch: ['ip', 'netns', 'exec', network],
    move(machine, address) {
      ip('-n', names[machine]!, 'addr', 'flush', 'dev', 'eth0', 'scope', 'global');
      ip('-n', names[machine]!, 'addr', 'add', `${address}/24`, 'dev', 'eth0');
    },
    cut: (from, to) => ip('-n', names[from]!, 'route', 'add', 'blackhole', `203.0.113.${to + 1}/32`),
    mend: (from, to) => ip('-n', names[from]!, 'route', 'del', 'blackhole', `203.0.113.${to + 1}/32`),
    remove,
  };
}
