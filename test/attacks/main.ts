/**
 * `npm run attacks`: cohorts in which some peers send what they do not believe, with the teachers' gate and without it, beside
 * the same networks alone. One process, so that nothing but the attack differs; docs/results/attacks.md has what came of it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import yargs from 'yargs';
import { estimate, meanOf } from '../../scripts/compare/inference.js';
import { ATTACKS, type AttackName } from './attacks.js';
import { type Trained, trainCohort } from './cohort.js';

/** Hostile peers, of all. */
const SETTINGS = [
  [1, 2],
  [1, 4],
  [2, 5],
] as const;
const NAMES = Object.keys(ATTACKS) as AttackName[];

const options = await yargs(process.argv.slice(2))
  .scriptName('npm run attacks --')
  .usage(
    '$0\n\nTrains cohorts with hostile peers, with the gate and without it, and says what that costs the others.',
  )
  .options({
    seeds: { type: 'number', default: 5, requiresArg: true, describe: 'seeds 1 to this' },
    steps: { type: 'number', default: 400, requiresArg: true, describe: 'steps of each cohort' },
    only: { type: 'string', array: true, choices: NAMES, default: NAMES, describe: 'attacks' },
    targets: { type: 'string', default: 'mean', requiresArg: true, describe: 'as of launch' },
  })
  .strict()
  .version(false)
  .parseAsync();
const cacheDir = mkdtempSync(join(tmpdir(), 'codistill-attacks-'));
process.once('exit', () => rmSync(cacheDir, { recursive: true, force: true }));

/** A row of the table: what the honest peers gained or lost beside training alone, in points, a number for each seed. */
interface Row {
  readonly setting: string;
  readonly attack: string;
  readonly gate: boolean;
  readonly gains: readonly number[];
  /** Of the pairs of an honest peer and a hostile one, of all seeds, those where the latter was left out at some time. */
  readonly leftOut: number;
  /** Likewise of an honest peer and another honest one. */
  readonly wronged: number;
}

const rows: Row[] = [];
const alone = await overSeeds((seed) => cohort(5, seed, { weight: 0 }));
for (const [hostile, size] of SETTINGS) {
  for (const attack of [undefined, ...options.only]) {
    for (const gate of [false, true]) rows.push(await rowOf(attack, hostile, size, gate));
  }
}
process.stdout.write(`\n${table(rows)}\n${JSON.stringify({ command: process.argv.slice(2), rows })}\n`);

async function rowOf(
  attack: AttackName | undefined,
  hostile: number,
  size: number,
  gate: boolean,
): Promise<Row> {
  const honest = size - hostile;
  const cohorts = await overSeeds((seed) => cohort(size, seed, { teacherGate: gate }, attack, hostile));
  const gains = cohorts.map((peers, i) => 100 * (accuracyOf(peers, honest) - accuracyOf(alone[i]!, honest)));
  const told = cohorts.flatMap((peers) => peers.slice(0, honest).flatMap(({ warnings }) => warnings));
  const leftOut = told.filter((line) => line.includes('not learned from'));
  const isHostile = (line: string): boolean => Number(/^peer-(\d+)/.exec(line)?.[1]) >= honest;
  const row = {
    ...{ setting: `${hostile} of ${size}`, attack: attack ?? 'none', gate, gains },
    leftOut: attack === undefined ? 0 : leftOut.filter(isHostile).length,
    wronged: leftOut.filter((line) => attack === undefined || !isHostile(line)).length,
  };
  process.stderr.write(`${lineOf(row)}\n`);
  return row;
}

/** Networks of one size on a few pictures, taught from the first step. */
function cohort(
  size: number,
  seed: number,
  distillation: Readonly<Record<string, unknown>>,
  attack?: AttackName,
  hostile = 0,
): Promise<readonly Trained[]> {
  const ids = Array.from({ length: size }, (_, i) => `peer-${i}`);
  const attackers =
    attack === undefined ? [] : ids.slice(-hostile).map((id) => [id, ATTACKS[attack]] as const);
  const given = {
    peers: ids.map((id) => ({ id, network: 'mlp:64' })),
    data: { name: 'fashion-mnist', limitTrain: 2000 },
    training: { steps: options.steps, batch: 64, seed },
    distillation: { schedule: 'constant', targets: options.targets, ...distillation },
  };
  return trainCohort(given as Parameters<typeof trainCohort>[0], { cacheDir }, new Map(attackers));
}

async function overSeeds<Result>(train: (seed: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let seed = 1; seed <= options.seeds; seed++) results.push(await train(seed));
  return results;
}

function accuracyOf(peers: readonly Trained[], honest: number): number {
  return meanOf(peers.slice(0, honest).map(({ testAccuracy }) => testAccuracy));
}

function lineOf({ setting, attack, gate, gains, leftOut, wronged }: Row): string {
  const { mean, interval } = estimate(gains);
  const spread = interval === null ? '' : ` (${interval.map((end) => end.toFixed(2)).join(' to ')})`;
  return `| ${setting} | ${attack} | ${gate ? 'on' : 'off'} | ${mean.toFixed(2)}${spread} | ${leftOut} | ${wronged} |`;
}

function table(lines: readonly Row[]): string {
  return [
    '| hostile | attack | gate | points beside training alone | hostile peers left out | honest ones |',
    '| --- | --- | --- | ---: | ---: | ---: |',
    ...lines.map(lineOf),
  ].join('\n');
}
