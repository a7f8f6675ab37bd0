import { execFileSync } from 'node:child_process';
import { arch, cpus, hostname, platform, release, totalmem } from 'node:os';
import process from 'node:process';
import { packageVersion, projectRoot } from '../project-root.js';
import { readSetupRecord } from '../setup-record.js';
import { usableCores } from '../usable-cores.js';

/** The facts by which a number is understood later: commit, versions, machine. */
export interface RunFacts {
  readonly startedAt: string;
  readonly commit: string | null;
  readonly versions: Readonly<Record<string, string | null>>;
  readonly machine: Readonly<Record<string, string | number | null>>;
}

/** Those that are the same for all runs of a process. */
export type LastingFacts = Omit<RunFacts, 'startedAt'>;

/** @param lasting - Those that are known already. */
export function runFacts(lasting: LastingFacts = lastingFacts()): RunFacts {
  return { startedAt: new Date().toISOString(), ...lasting };
}

export function lastingFacts(): LastingFacts {
  const setup = readSetupRecord();
  return {
    commit: gitOutput(projectRoot(), ['rev-parse', 'HEAD'], 5_000),
    versions: {
      codistill: packageVersion(),
      node: process.versions.node,
      tensorflow: setup?.tensorflow.version ?? null,
      tensorflowBuild: setup?.tensorflow.build ?? null,
      natsServer: setup?.natsServer.version ?? null,
    },
    machine: {
      host: hostname(),
      platform: `${platform()} ${release()} ${arch()}`,
      cpu: cpus()[0]?.model ?? null,
      cores: usableCores(),
      memoryBytes: totalmem(),
    },
  };
}

/** The words of git on a checkout, trimmed; `null` outside of one. */
export function gitOutput(root: string, args: readonly string[], timeoutMs: number): string | null {
  try {
    return execFileSync('git', ['-C', root, ...args], {
      encoding: 'utf8',
      timeout: timeoutMs,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}
