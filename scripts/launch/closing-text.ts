import { relative } from 'node:path';
import process from 'node:process';
import pc from 'picocolors';
import type { RunDirectory } from './run-directory.js';
import { type RunSummary, summaryTable } from './summary.js';

/**
 * The last lines of a run: the table, where everything lies, what to try next.
 *
 * @param width - Columns of the terminal; `undefined`: there is none.
 */
export function closingText(
  directory: Pick<RunDirectory, 'path' | 'summaryFile' | 'metricsFile' | 'logsDirectory'>,
  summary: RunSummary,
  colors: ReturnType<typeof pc.createColors> = pc,
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
  const next =
    summary.stoppedBy === 'interrupted'
      ? `the same command with --run-dir ${runDir} goes on from the checkpoints`
      : 'npm start -- --distillation-weight 0   (the same peers, each alone: what did teaching bring?)';
  return [
    summaryTable(summary, width),
    `stopped by ${summary.stoppedBy} after ${summary.wallSeconds.toFixed(1)} s`,
    '',
    ...rows.map(([name, value]) => `${colors.dim(name.padEnd(12))} ${value}`),
    '',
    `${colors.bold('next:')} ${next}`,
    `      npm run codistill -- evaluate ${runDir} --checkpoint best`,
  ].join('\n');
}
