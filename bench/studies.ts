import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { inTurns } from './interleaved.js';
import type { BenchOptions } from './options.js';
import type { Json, Section } from './section.js';
import { type MemoryFigures, memoryTable, studiesTable } from './studies-table.js';

const TEXT = `A study from its command to its report: two MLPs that train alone and in lockstep, strict. Short runs are of \`synthetic\`, long ones
of 2,000 noisy images of MNIST in batches of 50, validated on 6,000 every 120 steps and scored on 10,000.
"cold": each run has processes of its own (\`--cold\`); "warm": coordinator, peers and the process that scores take run after run at one
nats-server, and a run begins while the one before it is scored. Seconds, median (quartiles), in turns; the ratio is repeat by repeat. The numbers of the runs are the same bit for bit.`;

const SHORT_RUN = ['--network', 'mlp', '--data', 'synthetic', '--steps', '30'];
const LONG_RUN = [
  ...['--network', 'mlp:128-128', '--data', 'mnist', '--limit-train', '2000', '--label-noise', '0.2'],
  ...['--steps', '1200', '--batch', '50', '--lr', '0.05', '--schedule', 'cosine', '--weight-decay', '5e-4'],
  ...['--evaluate-every', '120', '--set', 'distillation.schedule=constant'],
];

/** A study of two variants, with so many seeds of each. */
interface Shape {
  readonly seeds: number;
  readonly run: readonly string[];
}

const STUDIES: readonly (Shape & { readonly name: string })[] = [
  { name: '6 runs of 30 steps', seeds: 3, run: SHORT_RUN },
  { name: '16 runs of 1,200 steps', seeds: 8, run: LONG_RUN },
];
const MANY: Shape = { seeds: 26, run: SHORT_RUN };
const STUDY_MS_MAX = 10 * 60_000;

/** Whole studies of small runs, and the memory of what stays between them. */
export async function measureStudies(
  options: BenchOptions,
  progress: (line: string) => void,
): Promise<Section> {
  const studies = options.quick ? STUDIES.slice(0, 1) : STUDIES;
  const cases = studies.flatMap((study) => [
    { study, args: ['--cold'] },
    { study, args: [] },
  ]);
  const measured = await inTurns(cases, options.repeats, async ({ study, args }) => {
    const startMs = performance.now();
    await run(study, args);
    const seconds = (performance.now() - startMs) / 1000;
    progress(`${study.name} ${args.join(' ')}: ${seconds.toFixed(1)} s`);
    return seconds;
  });
  const figures = studies.map(({ name }, i) => ({
    ...{ name, coldSeconds: measured[2 * i]!, warmSeconds: measured[2 * i + 1]! },
  }));
  const many = options.quick ? { ...MANY, seeds: 2 } : MANY;
  const memory = await memoryOver(many);
  return {
    id: 'studies',
    title: 'Studies of small runs',
    text: TEXT,
    tables: [studiesTable(figures), memoryTable(memory, 2 * many.seeds)],
    data: { studies: figures, memory } as unknown as Json,
  };
}

/** The memory of the peers, the coordinator and the study itself while a study goes on. */
async function memoryOver(many: Shape): Promise<MemoryFigures[]> {
  const first = new Map<string, number>();
  const last = new Map<string, number>();
  let pids: ReadonlyMap<string, number> = new Map();
  await run(many, [], (studyDir, pid, done) => {
    if (done === 1)
      pids = new Map([['study', pid], ...startedIn(join(studyDir, 'runs', 'none', 'seed-1.log'))]);
    for (const [name, one] of pids) {
      const mebibytes = residentMiB(one);
      if (mebibytes === undefined) continue; // it has ended
      if (!first.has(name)) first.set(name, mebibytes);
      if (done < 2 * many.seeds) last.set(name, mebibytes); // then they end
    }
  });
  return [...first].map(([name, firstMiB]) => ({ process: name, firstMiB, lastMiB: last.get(name)! }));
}

/** Processes by name, as the first run of a study notes them; of nats-server that is its guard. */
function startedIn(log: string): [string, number][] {
  const lines = readFileSync(log, 'utf8').matchAll(/^(\S+): started, pid (\d+)$/gm);
  return [...lines].map(([, name, pid]) => [name!, Number(pid)]);
}

function residentMiB(pid: number): number | undefined {
  const file = `/proc/${pid}/status`;
  const kibibytes = existsSync(file) ? /VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
}

/**
 * Runs a study in a temporary folder that is removed again.
 *
 * @param onRun - Called whenever a run is over, with the study's folder and process, and how many are done.
 * @throws {Error} With its last words, when it does not end as it should.
 */
async function run(
  { seeds, run: settings }: Shape,
  args: readonly string[],
  onRun: (studyDir: string, pid: number, done: number) => void = () => {},
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'codistill-bench-study-'));
  const studyDir = join(directory, 'study');
  const program = fileURLToPath(new URL('../programs/codistill.js', import.meta.url));
  const study = ['--vary', 'exchange=none lockstep', '--seeds', String(seeds), '--strict'];
  try {
    const child = spawn(
      process.execPath,
      [program, 'compare', '--study-dir', studyDir, ...study, ...settings, ...args],
      { stdio: ['ignore', 'pipe', 'pipe'], timeout: STUDY_MS_MAX },
    );
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-4_000);
    });
    createInterface(child.stdout).on('line', (line) => {
      const done = /^(\d+) of \d+ runs/.exec(line)?.[1];
      if (done !== undefined && done !== '0') onRun(studyDir, child.pid!, Number(done));
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    if (code !== 0) throw new Error(`the study ended with ${String(code)}:\n${errors}`);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
