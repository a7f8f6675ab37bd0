import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { cacheDirectory } from '../scripts/cache-directory.js';
import { projectRoot } from '../scripts/project-root.js';
import { eventually } from '../test/support/launch.js';
import { type Slurm, startSlurm } from '../test/support/slurm.js';
import { launchToFirstStep, peerStarts } from './first-step.js';
import { inTurns } from './interleaved.js';
import type { BenchOptions } from './options.js';
import type { Json, Section } from './section.js';
import { ratioOf, spreadOf, spreadText } from './spread.js';

const PEERS = 3;
const RUN = [
  ...['--peers', String(PEERS), '--network', 'mlp:24', '--batch', '32', '--steps', '1000000'],
  ...['--data', 'synthetic:classes=6,size=6x6x1,train=2400,test=200,noise=1'],
];
const FIRST_STEP_MS_MAX = 3 * 60_000;

const TEXT = `From \`sbatch\` to the end of the first step of the last of three peers, beside the same from \`codistill launch\`: seconds, and the ratio within
each repeat, in which both have a turn. Slurm is one of this machine's own, as in the tests; the coordinator's job is submitted first, the array of
peers after it, each with a core.`;

/** How much later a cohort trains that a scheduler starts. */
export async function measureUnits(
  options: BenchOptions,
  progress: (line: string) => void,
): Promise<Section> {
  const root = await mkdtemp(join(tmpdir(), 'codistill-bench-units-'));
  const slurm = await startSlurm(root);
  try {
    let turns = 0;
    const [launched, submitted] = await inTurns(['launch', 'sbatch'], options.repeats, async (way) => {
      const ms =
        way === 'launch'
          ? (await launchToFirstStep(RUN, PEERS, cacheDirectory(process.env))).totalMs
          : await submittedToFirstStep(slurm, join(root, `run-${turns++}`));
      progress(`${way}: ${(ms / 1000).toFixed(2)} s`);
      return ms / 1000;
    });
    const row = [launched!, submitted!].map((seconds) => spreadText(spreadOf(seconds), 2));
    return {
      id: 'units',
      title: 'On a scheduler',
      text: TEXT,
      tables: [
        {
          columns: ['engine', '`launch` → first step', '`sbatch` → first step', 'ratio'],
          rows: [['Slurm, one node', ...row, spreadText(ratioOf(submitted!, launched!), 2)]],
        },
      ],
      data: { launchedSeconds: launched!, submittedSeconds: submitted! } as Json,
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
  const file = join(runDir, 'metrics.jsonl');
  const starts = (): ReturnType<typeof peerStarts> =>
    existsSync(file) ? peerStarts(readFileSync(file, 'utf8'), submittedAtMs) : [];
  await eventually(() => starts().length === PEERS, 'all peers train', FIRST_STEP_MS_MAX);
  slurm.command('scancel', ...jobs);
  await eventually(() => slurm.command('squeue', '--noheader') === '', 'the jobs end');
  return Math.max(...starts().map(({ totalMs }) => totalMs));
}
