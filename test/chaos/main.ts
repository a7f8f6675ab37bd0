/**
 * `npm run chaos`: one long run of real processes, to which everything is done that it should survive, in an order drawn
 * from a seed; then the same run without any of it, for several seeds. Ends with 0 if the run came out as it should.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import yargs from 'yargs';
import { fileName } from '../../peer/files/checkpoint.js';
import { decodeCheckpoint } from '../../peer/files/checkpoint-format.js';
import { Running, readSummary } from '../support/launch.js';
import { WITH_SMALL_DISK } from '../support/small-disk.js';
import { accountOf, type PeerLog, type Span, skippedByAll } from './accounts.js';
import { disturb, type Incident } from './disturbance.js';
import { drawEvents, FAULT_KINDS, type FaultKind } from './events.js';
import { ObservedRun } from './observed-run.js';
import { BATCH, PACE_VARIABLE } from './paced-view.js';
import { reportOf, reportText } from './report.js';
import type { PeerTold } from './verdict.js';

const DISK_MEGABYTES = 96;
const CHECKPOINT_EVERY = 100;

const options = await yargs(process.argv.slice(2))
  .scriptName('npm run chaos --')
  .usage(
    '$0\n\nDoes to one long run of real processes all that it should survive, and checks what comes of it.',
  )
  .options({
    events: { type: 'number', default: 200, requiresArg: true, describe: 'how much is done to it' },
    seed: { type: 'number', default: 1, requiresArg: true, describe: 'draws the events and the run itself' },
    peers: { type: 'number', default: 3, requiresArg: true, describe: 'size of the cohort' },
    steps: { type: 'number', requiresArg: true, describe: 'steps of the run [default: 400 an event]' },
    undisturbed: {
      type: 'number',
      default: 3,
      requiresArg: true,
      describe: 'runs without events to compare with',
    },
    only: {
      type: 'string',
      requiresArg: true,
      describe: `kinds of events, by commas: ${FAULT_KINDS.join(',')}`,
    },
  })
  .strict()
  .version(false)
  .parseAsync();

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const { seed } = options;
const steps = options.steps ?? Math.max(2_000, 400 * options.events);
const ids = Array.from({ length: options.peers }, (_, i) => `peer-${i}`);
const skippedKinds: FaultKind[] = WITH_SMALL_DISK.skip === false ? [] : ['fill-disk'];
if (WITH_SMALL_DISK.skip !== false) say(`no event fills the disk: ${WITH_SMALL_DISK.skip}`);
const kinds = wantedKinds(options.only).filter((kind) => !skippedKinds.includes(kind));
const scratch = mkdtempSync(join(tmpdir(), 'codistill-chaos-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
process.exitCode = (await main()) ? 0 : 1;

async function main(): Promise<boolean> {
  const startedMs = performance.now();
  const outcome = await chaosRun();
  const undisturbed: number[] = [];
  for (let i = 0; i < options.undisturbed; i++) undisturbed.push(await undisturbedRun(seed + i));
  const report = reportOf(
    { ...outcome, undisturbed },
    {
      command: `npm run chaos -- ${process.argv.slice(2).join(' ')}`.trim(),
      seed,
      skippedKinds,
      wallSeconds: Math.round((performance.now() - startedMs) / 1000),
    },
  );
  process.stdout.write(`${reportText(report)}\n${JSON.stringify(report)}\n`);
  return report.passed;
}

function runArguments(ofSeed: number): string[] {
  const view = fileURLToPath(new URL('./paced-view.js', import.meta.url));
  return [
    ...['--data', 'synthetic:classes=10,size=8x8x1,train=3000,test=2000,noise=3'],
    ...ids.flatMap(() => ['--peer', `network=mlp:24,view=${view}`]),
    ...['--batch', String(BATCH), '--steps', String(steps), '--seed', String(ofSeed), '--threads', '1'],
    ...['--distillation-weight', '1', '--round-steps', '20'],
    ...['--evaluate-every', '1000', '--checkpoint-every', String(CHECKPOINT_EVERY)],
  ];
}

async function chaosRun() {
  const paceFile = join(scratch, 'pace');
  writeFileSync(paceFile, '20');
  const run = await ObservedRun.launch({
    args: runArguments(seed),
    env: { [PACE_VARIABLE]: paceFile },
    peers: ids,
    directory: mkdtempSync(join(scratch, 'disk-')),
    ...(skippedKinds.includes('fill-disk') ? {} : { diskMegabytes: DISK_MEGABYTES }),
  });
  process.once('exit', () => run.destroy());
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => process.exit(1));
  if (!(await run.wholeAgain())) throw new Error('the run was never whole');
  const events = drawEvents(options.events, seed, ids.length, kinds);
  const incidents = await disturb(run, events, steps, paceFile, say).catch((error: unknown) => {
    say(run.running.output.slice(-8_000));
    throw error;
  });
  say('no more events; waiting for the end of the run');
  const { code, stderr, stdout } = await run.running.finished;
  if (code !== 0) say(`${stdout.slice(-4_000)}\n${stderr.slice(-4_000)}`);
  run.records.read(Date.now());
  return { exitCode: code, ...told(run, incidents) };
}

function told(run: ObservedRun, incidents: readonly Incident[]) {
  const summary = readSummary(run.runDir);
  const records = run.records.steps;
  const isUnrecorded = ({ from, to }: Span): boolean =>
    incidents.some(({ unrecorded }) => unrecorded !== null && from < unrecorded.to && to > unrecorded.from);
  const peers = summary.peers.map(
    ({ id, steps: last, trainedSteps, taughtShare, restarts }): PeerTold => ({
      ...{ id, steps: last, trainedSteps, taughtShare, restarts },
      checkpointSteps: checkpointedSteps(run.runDir, id),
      account: accountOf(
        records.filter(({ peer }) => peer === id),
        logged(run.runDir, id),
        isUnrecorded,
      ),
      replacements: run.replacementsOf(id),
    }),
  );
  const accuracy = meanAccuracy(run.runDir);
  return { steps, incidents, peers, records, skipped: skippedByAll(records, steps, isUnrecorded), accuracy };
}

/** Steps that the checkpoint of the last step counts as trained. */
function checkpointedSteps(runDir: string, id: string): number {
  const file = join(runDir, 'peers', id, 'checkpoints', fileName(steps));
  return decodeCheckpoint(readFileSync(file)).metrics.trainedSteps!;
}

/** The log of a peer: its processes, and how often it went on at another step. */
function logged(runDir: string, id: string): PeerLog {
  const text = readFileSync(join(runDir, 'logs', `${id}.log`), 'utf8');
  const starts = text.matchAll(/"time":(\d+).*"step":(\d+).*"msg":"ready to train"/g);
  const jumps = text.match(/"msg":"(skips ahead|goes back) to step/g)?.length ?? 0;
  return { lives: [...starts].map(([, at, from]) => ({ atMs: Number(at), fromStep: Number(from) })), jumps };
}

async function undisturbedRun(ofSeed: number): Promise<number> {
  const runDir = mkdtempSync(join(scratch, 'undisturbed-'));
  const running = new Running(['launch', '--run-dir', runDir, ...runArguments(ofSeed)], {
    lifeMsMax: 24 * 60 * 60 * 1_000,
  });
  process.once('exit', () => running.child.kill('SIGKILL'));
  const { code, stdout, stderr } = await running.finished;
  if (code !== 0) throw new Error(`the run without events ended with ${code}:\n${stdout}${stderr}`);
  const accuracy = meanAccuracy(runDir);
  say(`without events, seed ${ofSeed}: accuracy ${accuracy.toFixed(4)}`);
  return accuracy;
}

function meanAccuracy(runDir: string): number {
  const { peers } = readSummary(runDir);
  return peers.reduce((sum, { testAccuracy }) => sum + testAccuracy / peers.length, 0);
}

function wantedKinds(text: string | undefined): readonly FaultKind[] {
  if (text === undefined) return FAULT_KINDS;
  const words = text.split(',');
  const unknown = words.filter((word) => !FAULT_KINDS.some((kind) => kind === word));
  if (unknown.length > 0)
    throw new Error(`--only knows ${FAULT_KINDS.join(', ')}, not ${unknown.join(', ')}`);
  return FAULT_KINDS.filter((kind) => words.includes(kind));
}
