import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { createMachines, type Machines, machinesMissing } from './machines.js';

const SSHD = '/usr/sbin/sshd';

/** Why no OpenSSH servers can be started here, or `undefined`. */
export function sshMissing(): string | undefined {
  return existsSync(SSHD) ? machinesMissing() : 'OpenSSH servers need openssh-server';
}

/** Machines of which the first reaches the others by ssh, without a question. */
export interface SshMachines {
  readonly machines: Machines;
  /** Configuration for ssh, in which `alpha`, `beta`, … are the second machine, the third, … */
  readonly config: string;
  /** A folder of each machine. */
  folder(machine: number): string;
  /** Ids of the processes that run on a machine. */
  processes(machine: number): readonly number[];
  remove(): Promise<void>;
}

export const HOST_NAMES = ['alpha', 'beta', 'gamma'] as const;

/** Makes `count` machines and starts a real OpenSSH server on all but the first, with keys and configuration in `root`. */
export async function createSshMachines(root: string, count: number): Promise<SshMachines> {
  const machines = createMachines(count);
  const servers: ChildProcess[] = [];
  const pidsOn = (machine: number): readonly number[] =>
    execFileSync('ip', ['netns', 'pids', machines.on(machine).at(-1)!], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line !== '')
      .map(Number);
  const remove = async (): Promise<void> => {
    const ends = servers
      .filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
      .map((server) => once(server, 'exit'));
    // A test that failed may have left more than the servers.
    for (const pid of machines.addresses.flatMap((_, machine) => pidsOn(machine))) killed(pid);
    await Promise.all(ends);
    machines.remove();
  };
  const folder = (machine: number): string => join(root, String(machine));
  try {
    for (const name of ['user', 'host'])
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(root, name)]);
    for (let machine = 0; machine < count; machine++) mkdirSync(folder(machine));
    mkdirSync('/run/sshd', { recursive: true });
    for (const [index, address] of machines.addresses.entries()) {
      if (index > 0) servers.push(await startServer(root, address, machines.on(index)));
    }
    const config = join(root, 'ssh_config');
    writeFileSync(config, clientConfig(root, machines.addresses.slice(1)));
    const processes = (machine: number): readonly number[] =>
      pidsOn(machine).filter((pid) => !servers.some((server) => server.pid === pid));
    return { machines, config, folder, processes, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

function killed(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function startServer(root: string, address: string, prefix: readonly string[]): Promise<ChildProcess> {
  const config = join(root, `sshd_config-${address}`);
  const lines = [
    `ListenAddress ${address}`,
    `HostKey ${join(root, 'host')}`,
    `AuthorizedKeysFile ${join(root, 'user.pub')}`,
    ...['PidFile none', 'StrictModes no', 'PasswordAuthentication no', 'PermitRootLogin prohibit-password'],
  ];
  writeFileSync(config, `${lines.join('\n')}\n`);
  const [command, ...rest] = [...prefix, SSHD, '-D', '-e', '-f', config];
  const server = spawn(command!, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  const listening = new Promise<void>((resolve, reject) => {
    createInterface(server.stderr!).on('line', (line) => {
      log += `${line}\n`;
      if (line.startsWith('Server listening')) resolve();
    });
    server.once('close', () => reject(new Error(`sshd ended: ${log}`)));
  });
  await listening;
  return server;
}

function clientConfig(root: string, addresses: readonly string[]): string {
  const hostKey = readFileSync(join(root, 'host.pub'), 'utf8');
  const known = join(root, 'known_hosts');
  writeFileSync(known, addresses.map((address) => `${address} ${hostKey}`).join(''));
  const hosts = addresses.map((address, i) => `Host ${HOST_NAMES[i]}\n  HostName ${address}\n`);
  const all = [
    'User root',
    `IdentityFile ${join(root, 'user')}`,
    'IdentitiesOnly yes',
    `UserKnownHostsFile ${known}`,
  ];
  return `${hosts.join('')}Host *\n  ${all.join('\n  ')}\n`;
}
