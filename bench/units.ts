import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { cacheDirectory } from '../scripts/cache-directory.js';
import { projectRoot } from '../scripts/project-root.js';
import { eventually } from '../test/support/launch.js';
import { startTestNatsServer } from '../test/support/nats-server.js';
import { POD_TOKEN, startPods } from '../test/support/pods.js';
import { type Slurm, startSlurm } from '../test/support/slurm.js';
import { launchToFirstStep, peerStarts } from './first-step.js';
import { inTurns } from './interleaved.js';
import type { BenchOptions } from './options.js';
import type { Json, Section } from './section.js';
import { ratioOf, spreadOf, spreadText } from './spread.js';

const PEERS = 3;
const NETWORK = 'mlp:24';
const BATCH = 32;
const STEPS = 1_000_000;
const DATA = 'synthetic:classes=6,size=6x6x1,train=2400,test=200,noise=1';
const RUN = [
  ...['--peers', String(PEERS), '--network', NETWORK, '--batch', String(BATCH), '--steps', String(STEPS)],
  ...['--data', DATA],
];
const FIRST_STEP_MS_MAX = 3 * 60_000;

const TEXT = `To the end of the first step of the last of three peers, from \`sbatch\` and from the start of the pods' containers, beside the same from
\`codistill launch\`: seconds, and the ratio within each repeat, in which all have a turn. Slurm is one of this machine's own, as in the tests; the
coordinator's job is submitted first, the array of peers after it, each with a core. Of Kubernetes the four containers' entry points are started at once, by
hand, with the arguments and variables of [deploy/kubernetes/cohort.yaml], beside one nats-server that runs already.`;

/** How much later a cohort trains that a scheduler starts. */
export async function measureUnits(
  options: BenchOptions,
  progress: (line: string) => void,
): Promise<Section> {
  const root = await mkdtemp(join(tmpdir(), 'codistill-bench-units-'));
  const slurm = await startSlurm(root);
  try {
    let turns = 0;
    const ways = {
      launch: async () => (await launchToFirstStep(RUN, PEERS, cacheDirectory(process.env))).totalMs,
      sbatch: () => submittedToFirstStep(slurm, join(root, `run-${turns++}`)),
      pods: () => podsToFirstStep(join(root, `pods-${turns++}`)),
    };
    const measured = await inTurns(Object.entries(ways), options.repeats, async ([way, toFirstStep]) => {
      const seconds = (await toFirstStep()) / 1000;
      progress(`${way}: ${seconds.toFixed(2)} s`);
      return seconds;
    });
    const [launched, submitted, pods] = measured as [number[], number[], number[]];
    const row = (engine: string, seconds: readonly number[]): string[] => [
      engine,
      ...[launched, seconds].map((one) => spreadText(spreadOf(one), 2)),
      spreadText(ratioOf(seconds, launched), 2),
    ];
    return {
      id: 'units',
      title: 'On a scheduler',
      text: TEXT,
      tables: [
        {
          columns: ['engine', '`launch` → first step', 'engine → first step', 'ratio'],
          rows: [row('Slurm, one node', submitted), row("Kubernetes' entry points", pods)],
        },
      ],
      data: { launchedSeconds: launched, submittedSeconds: submitted, podsSeconds: pods } as Json,
    };
  } finally {
    await slurm.remove();
    await rm(root, { recursive: true, force: true });
  }
}

/** Submits the jobs of a cohort as a user does, and cancels them once all peers have trained their first step. */
async function submittedToFirstStep(slurm: Slurm, runDir: string): Promise<number> {
  const program = fileURLToPath(new URL('../programs/codistill.js', import.meta.url));
  const unit = join(projectRoot(), 'deploy', 'slurm', 'unit.sbatch');
  const environment = { CODISTILL: `${process.execPath} ${program}` };
  const submittedAtMs = Date.now();
  const coordinator = ['up', '--units', '--on', '127.0.0.1', '--run-dir', runDir, ...RUN];
  const peer = ['peer', '--from-env', '--run-dir', runDir];
  const jobs = [
    slurm.submit([unit, ...coordinator], environment),
    slurm.submit([`--array=0-${PEERS - 1}`, unit, ...peer], environment),
  ];
  const firstStepMs = await firstStep(runDir, submittedAtMs);
  slurm.command('scancel', ...jobs);
  await eventually(() => slurm.command('squeue', '--noheader') === '', 'the jobs end');
  return firstStepMs;
}

/** Starts what the containers of a cohort run, and ends it once all peers have trained their first step. */
async function podsToFirstStep(folder: string): Promise<number> {
  mkdirSync(folder);
  const peers = Array.from({ length: PEERS }, (_, i) => ({ id: `peer-${i}`, network: NETWORK }));
  const training = { batch: BATCH, steps: STEPS };
  const server = await startTestNatsServer({ lines: [`authorization { token: ${POD_TOKEN} }`] });
  try {
    const startedAtMs = Date.now();
    const pods = startPods(folder, server.url, { peers, data: { name: DATA }, training });
    try {
      return await firstStep(join(folder, 'lab'), startedAtMs);
    } finally {
      for (const { child } of pods) child.kill('SIGKILL');
      await Promise.all(pods.map(({ finished }) => finished));
    }
  } finally {
    await server.stop();
  }
}

/** Milliseconds until all peers of a run have trained their first step. */
async function firstStep(runDir: string, startedAtMs: number): Promise<number> {
  const file = join(runDir, 'metrics.jsonl');
  const starts = (): ReturnType<typeof peerStarts> =>
    existsSync(file) ? peerStarts(readFileSync(file, 'utf8'), startedAtMs) : [];
  await eventually(() => starts().length === PEERS, 'all peers train', FIRST_STEP_MS_MAX);
  return Math.max(...starts().map(({ totalMs }) => totalMs));
}
