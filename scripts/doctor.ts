import { EXIT_CODES } from '../proto/errors.js';
import type { NatsAccess } from '../proto/nats-access.js';
import type { Colors } from './colors.js';
import type { Check } from './doctor/checks.js';
import {
  checkDataSet,
  checkDevices,
  checkDisk,
  checkGivenNats,
  checkNatsServer,
  checkNode,
  checkOneDnn,
  checkPort,
  checkPrecisions,
  checkTensorFlow,
  checkZeromq,
} from './doctor/checks.js';
import { findDataSet, knownSets } from './doctor/data-sets.js';
import { type Probes, realProbes } from './doctor/probes.js';
import { projectRoot } from './project-root.js';

export type DoctorOptions = Readonly<{
  /** Folders with data sets that the user has already. @default none */
  dataDirs?: readonly string[];
  /** A nats-server of the user's own that is to be tried. */
  nats?: NatsAccess | undefined;
  /** @default the real machine's */
  probes?: Probes;
  /** @default this process's */
  env?: NodeJS.ProcessEnv;
  /** Where runs would be written. @default the current folder */
  cwd?: string;
}>;

export type DoctorReport = Readonly<{
  /** Whether everything that a run needs is there. */
  ok: boolean;
  /** 0, or the exit code that a run would end on for the first fault. */
  exitCode: number;
  checks: readonly Check[];
}>;

/** Looks at everything that a run depends on and says of each thing whether it is right. */
export async function doctor(options: DoctorOptions = {}): Promise<DoctorReport> {
  const root = projectRoot();
  const { dataDirs = [], env = process.env, cwd = process.cwd() } = options;
  const probes = options.probes ?? (await realProbes(root, env));
  const { record, isAtLeast } = probes;
  const build = record?.tensorflow.build;
  const [tensorflow, zeromq, natsServer, hasDriver, bound] = await Promise.all([
    probes.tensorflow(),
    probes.zeromq(),
    probes.natsServer(),
    probes.hasNvidiaDriver(),
    probes.bindLoopback(),
  ]);
  const sets = knownSets(record?.cache).map((set) =>
    checkDataSet(
      findDataSet(set, dataDirs, (path) => probes.exists(path)),
      set.fix,
    ),
  );
  const checks: Check[] = [
    checkNode(probes.nodeVersion, isAtLeast),
    checkTensorFlow(tensorflow, build),
    checkDevices(tensorflow, hasDriver, build, env.CUDA_VISIBLE_DEVICES),
    checkOneDnn(tensorflow, env.TF_ENABLE_ONEDNN_OPTS),
    checkPrecisions(tensorflow),
    checkZeromq(zeromq),
    checkNatsServer(natsServer, isAtLeast),
    ...sets,
    checkPort(bound),
    checkDisk('runs', cwd, await probes.freeBytes(cwd)),
  ];
  if (record !== undefined) {
    checks.push(checkDisk('cache', record.cache, await probes.freeBytes(record.cache)));
  }
  if (options.nats !== undefined)
    checks.push(checkGivenNats(options.nats, await probes.givenNats(options.nats)));
  const first = checks.find((check) => check.status === 'fix');
  return { ok: first === undefined, exitCode: first === undefined ? 0 : EXIT_CODES[first.code], checks };
}

/** The report as one screen of text. */
export function renderReport(report: DoctorReport, colors: Colors): string {
  const marks = {
    ok: colors.green('OK '),
    fix: colors.red('FIX'),
    optional: colors.dim('-  '),
  };
  const width = Math.max(...report.checks.map((check) => check.name.length));
  const lines = report.checks.flatMap((check) => {
    const line = `${marks[check.status]}  ${check.name.padEnd(width)}  ${check.detail}`;
    if (check.status === 'ok') return [line];
    const arrow = check.status === 'fix' ? colors.bold(check.fix) : colors.dim(check.fix);
    return [line, `     ${' '.repeat(width)}  → ${arrow}`];
  });
  const faults = report.checks.filter((check) => check.status === 'fix').length;
  const verdict = report.ok
    ? colors.green('ready: everything that a run needs is there')
    : colors.red(`${faults} to fix: the lines marked FIX say how`);
  return `${[...lines, '', verdict].join('\n')}\n`;
}
