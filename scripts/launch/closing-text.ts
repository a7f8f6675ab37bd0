import { relative } from 'node:path';
import process from 'node:process';
import type { RunSpec } from '../../proto/run-spec.js';
import { colorsOf } from '../colors.js';
import { typedCommand } from '../project-root.js';
import { nextCommand } from './next-command.js';
import type { RunDirectory } from './run-directory.js';
import { type RunSummary, summaryTable } from './summary.js';

/** The end of a run, besides its figures. */
export interface Ending {
  readonly spec: RunSpec;
  /** The options of the launch, as typed; `undefined` on a machine that was let in to a run of another one. */
  readonly args: readonly string[] | undefined;
  /** Steps that were trained, as far as the launcher has heard of them, and that were to be, of each peer. */
  readonly step: number;
  readonly stepsTotal: number;
}

/**
 * The last lines of a run: the table, where everything lies, what to try next.
 *
 * @param width - Columns of the terminal; `undefined`: there is none.
 */
export function closingText(
  directory: Pick<RunDirectory, 'path' | 'summaryFile' | 'metricsFile' | 'logsDirectory'>,
  summary: RunSummary,
  ending: Ending,
  colors = colorsOf(process.stdout),
  width: number | undefined = process.stdout.columns,
): string {
  const shown = (path: string): string => {
    const near = relative(process.cwd(), path);
    return near.startsWith('..') ? path : near || '.';
  };
  const runDir = shown(directory.path);
  const rows: readonly (readonly [string, string])[] = [
    ['summary', shown(directory.summaryFile)],
    ['metrics', shown(directory.metricsFile)],
    ['checkpoints', `${runDir}/peers/<peer>/checkpoints`],
    ['TensorBoard', `tensorboard --logdir ${runDir}/tensorboard`],
    ['logs', shown(directory.logsDirectory)],
  ];
  const interrupted = summary.stoppedBy === 'interrupted';
  const validated = ending.spec.data.validationFraction > 0;
  const evaluation = typedCommand(`evaluate ${runDir}${validated ? ' --checkpoint best' : ''}`);
  const purposeOfIt = validated ? 'at the best validation' : 'scores them again';
  const [command, purpose] = nextOf(ending, interrupted, runDir) ?? [evaluation, purposeOfIt];
  return [
    summaryTable(summary, width),
    `${interrupted ? interruptedText(summary, ending) : `stopped by ${summary.stoppedBy}`} after ${summary.wallSeconds.toFixed(1)} s`,
    '',
    ...rows.map(([name, value]) => `${colors.dim(name.padEnd(12))} ${value}`),
    '',
    `${colors.bold('next:')} ${command}   (${purpose})`,
    ...(command === evaluation ? [] : [`      ${evaluation}`]),
  ].join('\n');
}

/** The next command, and what it is for; a guest's run is not its own to be compared. */
function nextOf(
  { spec, args }: Ending,
  interrupted: boolean,
  runDir: string,
): readonly [command: string, purpose: string] | undefined {
  if (args !== undefined && !interrupted) return nextCommand(spec, args);
  if (!interrupted) return undefined;
  const again = args === undefined ? typedCommand('join') : 'the same command with';
  return [`${again} --run-dir ${runDir}`, 'goes on from the checkpoints'];
}

/** The last word of the peers goes before: the launcher may have been without nats-server for long. */
function interruptedText({ peers }: RunSummary, { step, stepsTotal }: Ending): string {
  const furthest = Math.max(step, ...peers.map(({ steps }) => steps ?? 0));
  return stepsTotal === 0
    ? 'interrupted before the first step'
    : `interrupted at step ${furthest} of ${stepsTotal}`;
}
