import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { chooseNatsPort } from '../../scripts/launch/nats-plan.js';
import { eventually } from './launch.js';

const PROGRAMS = ['munged', 'mungekey', 'slurmctld', 'slurmd'];
/** More than this machine may have: what the units of a test need, who compute little. */
const CORES = 8;
const END_MS_MAX = 20_000;

/** Why no Slurm can be started here, or `undefined`. */
export function slurmMissing(): string | undefined {
  if (process.getuid?.() !== 0) return 'Slurm needs root';
  const missing = PROGRAMS.filter((name) => spawnSync('which', [name]).status !== 0);
  return missing.length === 0 ? undefined : 'Slurm needs slurm-wlm and munge';
}

/** A job as Slurm knows it: its state, and `CODE:SIGNAL`. */
export interface JobEnd {
  readonly state: string;
  readonly exit: string;
}

/** A real Slurm on this machine as its only node, with sockets, ports, keys and folders of its own. */
export interface Slurm {
  /** Submits a job. @returns Its id. */
  submit(args: readonly string[], environment: NodeJS.ProcessEnv): string;
  /** `scontrol show job`, of a task as `ID_INDEX`. */
  job(id: string): JobEnd;
  command(program: string, ...args: readonly string[]): string;
  remove(): Promise<void>;
}

/** Starts munged, slurmctld and slurmd, and waits until the node is ready. */
export async function startSlurm(root: string): Promise<Slurm> {
  const daemons: ChildProcess[] = [];
  const configuration = join(root, 'slurm.conf');
  const environment = { ...process.env, SLURM_CONF: configuration };
  const daemon = (program: string, ...args: readonly string[]): void => {
    const log = openSync(join(root, `${program}.out`), 'a');
    daemons.push(spawn(program, args, { env: environment, stdio: ['ignore', log, log] }));
  };
  const command = (program: string, ...args: readonly string[]): string =>
    execFileSync(program, args, { encoding: 'utf8', env: environment, timeout: 60_000 });
  const remove = async (): Promise<void> => {
    // What a test that failed has left in the queue would outlive slurmd.
    spawnSync('scancel', ['--signal=KILL', '--full', '--user=root'], { env: environment, timeout: 10_000 });
    spawnSync('scancel', ['--user=root'], { env: environment, timeout: 10_000 });
    const queue = (): string =>
      spawnSync('squeue', ['--noheader'], { env: environment, encoding: 'utf8', timeout: 10_000 }).stdout;
    await eventually(() => queue() === '', 'no job is left', END_MS_MAX).catch(() => undefined);
    for (const child of daemons.reverse()) await ended(child);
  };
  for (const name of ['state', 'spool', 'munge']) mkdirSync(join(root, name), { mode: 0o700 });
  const munge = (name: string): string => join(root, 'munge', name);
  execFileSync('mungekey', ['--create', `--keyfile=${munge('key')}`]);
  daemon(
    'munged',
    ...['--foreground', '--force', '--num-threads=2', `--key-file=${munge('key')}`],
    ...[`--socket=${munge('socket')}`, `--pid-file=${munge('pid')}`, `--log-file=${munge('log')}`],
    `--seed-file=${munge('seed')}`,
  );
  const ports = [await chooseNatsPort(undefined), await chooseNatsPort(undefined)];
  writeFileSync(configuration, slurmConfiguration(root, munge('socket'), ports));
  daemon('slurmctld', '-D');
  daemon('slurmd', '-D');
  const isIdle = (): boolean =>
    spawnSync('sinfo', ['--noheader', '--format=%t'], { env: environment, encoding: 'utf8' }).stdout ===
    'idle\n';
  try {
    await eventually(isIdle, 'the node is ready', 60_000);
  } catch (error) {
    await remove();
    const logs = ['munged', 'slurmctld', 'slurmd'].map((name) =>
      readFileSync(join(root, `${name}.out`), 'utf8'),
    );
    throw new Error(`Slurm does not start:\n${logs.join('\n')}`, { cause: error });
  }
  return {
    command,
    remove,
    submit: (args, own) =>
      execFileSync('sbatch', ['--parsable', ...args], {
        ...{ encoding: 'utf8', env: { ...environment, ...own }, cwd: root, timeout: 60_000 },
      }).trim(),
    job(id) {
      const text = command('scontrol', 'show', 'job', id);
      const [, state = ''] = /JobState=(\S+)/.exec(text) ?? [];
      const [, exit = ''] = / ExitCode=(\S+)/.exec(text) ?? [];
      return { state, exit };
    },
  };
}

/** A job that is put back waits as long as a credential of it is good: two minutes, or a few seconds here. */
const CREDENTIAL_S = 5;

function slurmConfiguration(root: string, socket: string, [control, node]: readonly number[]): string {
  const host = hostname().split('.')[0]!;
  return `ClusterName=test
SlurmctldHost=${host}(127.0.0.1)
SlurmctldPort=${control}
SlurmdPort=${node}
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=${socket},cred_expire=${CREDENTIAL_S}
StateSaveLocation=${join(root, 'state')}
SlurmdSpoolDir=${join(root, 'spool')}
SlurmctldPidFile=${join(root, 'slurmctld.pid')}
SlurmdPidFile=${join(root, 'slurmd.pid')}
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1,batch_sched_delay=0
SlurmdParameters=config_overrides
KillWait=10
MailProg=/bin/true
NodeName=${host} NodeAddr=127.0.0.1 CPUs=${CORES} State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES State=UP
`;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const limit = setTimeout(() => child.kill('SIGKILL'), END_MS_MAX);
  await exit;
  clearTimeout(limit);
}
