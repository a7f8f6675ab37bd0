import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { EXIT_CODES } from '../proto/errors.js';
import { CLI } from '../test/support/launch.js';
import { BOUND_SECONDS, type Mistake, make, type Outcome } from './mistake.js';
import { MISTAKES, NO_MISTAKE } from './mistake-list.js';
import type { BenchOptions } from './options.js';
import type { Json, Section, Table } from './section.js';
import { spreadOf, spreadText } from './spread.js';

const TEXT = `From a mistake to the prompt, everything installed and cached: seconds, median (quartiles). Each was made in a folder of
its own with real processes, and real nats-servers where one says no. Wanted are less than 2 s where it can be known before a
process starts, and then nothing is made; less than 8 s else. Help wants less than 150 ms of a core to itself. "left" counts processes that were still there behind the prompt.`;

/** One mistake, made several times. */
export interface MistakeFigures extends Pick<Mistake, 'code' | 'what' | 'known'> {
  readonly outcomes: readonly Outcome[];
}

/** Measures from every mistake to the prompt, and the help texts. */
export async function measureMistakes(
  options: BenchOptions,
  progress: (line: string) => void,
): Promise<Section> {
  const figures: MistakeFigures[] = [];
  for (const mistake of options.quick ? MISTAKES.slice(0, 4) : MISTAKES) {
    const outcomes: Outcome[] = [];
    for (let i = 0; i < options.repeats; i++) outcomes.push(await make(mistake));
    const { code, what, known } = mistake;
    figures.push({ code, what, known, outcomes });
    progress(rowOf(figures.at(-1)!).join(' | '));
  }
  const helps = [];
  for (const [what, args] of HELPS) {
    const times: HelpTime[] = [];
    for (let i = 0; i < (options.quick ? 2 : HELP_REPEATS); i++) times.push(await timed(args));
    helps.push({ what, times });
  }
  return {
    id: 'mistakes',
    title: 'Mistakes and help',
    text: TEXT,
    tables: [mistakeTable(figures), exceptionTable(), helpTable(helps)],
    data: { mistakes: figures.map(keptOf), helps } as unknown as Json,
  };
}

/** The figures of a mistake for `docs/performance.json`; the rest stands in the table. */
export function keptOf({ code, what, outcomes }: MistakeFigures): Readonly<Record<string, Json>> {
  return { code, what, seconds: outcomes.map(({ seconds }) => Number(seconds.toFixed(3))) };
}

/** A row for each mistake, and what is wrong with it in its last cell. */
export function mistakeTable(figures: readonly MistakeFigures[]): Table {
  return {
    columns: ['mistake', 'code', 'exit', 'seconds', 'bound', 'left', 'made', 'wrong'],
    rows: figures.map(rowOf),
  };
}

function rowOf(figures: MistakeFigures): string[] {
  const { code, what, known, outcomes } = figures;
  const left = outcomes.map(({ childrenLeft }) => childrenLeft ?? 0);
  const made = [...new Set(outcomes.flatMap((outcome) => outcome.made))];
  return [
    `\`${what}\``,
    `\`${code}\``,
    String(EXIT_CODES[code]),
    spreadText(spreadOf(outcomes.map(({ seconds }) => seconds)), 2),
    String(BOUND_SECONDS[known]),
    String(Math.max(...left)),
    made.join(', ') || '–',
    wrongWith(figures).join('; ') || '–',
  ];
}

/** Everything that a mistake does and should not. */
export function wrongWith({ code, known, outcomes }: MistakeFigures): string[] {
  const other = outcomes.find(({ said, exitCode }) => said !== code || exitCode !== EXIT_CODES[code]);
  const { median } = spreadOf(outcomes.map(({ seconds }) => seconds));
  const nothingMade = outcomes.every(({ made }) => made.length === 0);
  return [
    ...(other === undefined ? [] : [`ended with ${other.exitCode}: ${other.said}`]),
    ...(median < BOUND_SECONDS[known] ? [] : ['too late']),
    ...(outcomes.every(({ childrenLeft }) => (childrenLeft ?? 0) === 0) ? [] : ['left processes']),
    ...(known === 'later' || nothingMade ? [] : ['made something']),
  ];
}

function exceptionTable(): Table {
  return {
    caption: 'Not among them, as no mistake leads there, or their time follows from something else:',
    columns: ['code', 'reason'],
    rows: Object.entries(NO_MISTAKE).map(([code, reason]) => [`\`${code}\``, reason]),
  };
}

const HELP_REPEATS = 20;

/** Command lines that only say something, beside a Node that does nothing. */
const HELPS: readonly (readonly [what: string, args: readonly string[]])[] = [
  ['node -e 0', ['-e', '0']],
  ...[['--version'], ['--help'], ['launch', '--help']].map(
    (args) => [`codistill ${args.join(' ')}`, [CLI, ...args]] as const,
  ),
];

interface HelpTime {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** Says at the end of a process how long its cores have computed. */
const CPU_TELLER = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write('cpu ' + (user + system)); })",
)}`;

async function timed(args: readonly string[]): Promise<HelpTime> {
  const fromMs = performance.now();
  const child = spawn(process.execPath, ['--import', CPU_TELLER, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => {
    told += chunk.toString();
  });
  await once(child, 'close');
  const wallMs = performance.now() - fromMs;
  return { wallMs: Math.round(wallMs), cpuMs: Math.round(Number(/cpu (\d+)/.exec(told)?.[1]) / 1000) };
}

function helpTable(helps: readonly { readonly what: string; readonly times: readonly HelpTime[] }[]): Table {
  return {
    caption: 'Help, milliseconds:',
    columns: ['command', 'wall', 'CPU'],
    rows: helps.map(({ what, times }) => [
      `\`${what}\``,
      spreadText(spreadOf(times.map(({ wallMs }) => wallMs)), 0),
      spreadText(spreadOf(times.map(({ cpuMs }) => cpuMs)), 0),
    ]),
  };
}
