import process from 'node:process';
import { EXIT_CODES } from '../../proto/errors.js';
import { closingText } from './closing-text.js';
import { type LaunchOptions, runCohort } from './launch-run.js';
import { openLiveView } from './live-view.js';
import type { Stage } from './stage.js';
import { onStopSignals } from './stop-signals.js';

/** The ways in which a terminal shows a launch. */
export interface TerminalWishes {
  /** Only the summary, as JSON, on standard output. */
  readonly json: boolean;
  /** The options as typed, from which the next command is made. */
  readonly args?: readonly string[];
}

/**
 * As {@link runCohort}, shown on the terminal and stopped by signals.
 *
 * @returns The exit code: 0, or 130 when interrupted.
 */
export async function launchRun(options: LaunchOptions & TerminalWishes): Promise<number> {
  const { interrupted } = await runCohort(options, terminalStage(options));
  return interrupted ? EXIT_CODES.ERR_INTERRUPTED : 0;
}

function terminalStage({ json, args = [] }: TerminalWishes): Stage {
  return {
    say: (line) => void process.stderr.write(`${line}\n`),
    openView: (_directory, spec, here) =>
      openLiveView(spec, json ? process.stderr : process.stdout, undefined, here),
    onStop: ({ stop, kill }) =>
      onStopSignals({
        first: (signal) =>
          stop(`${signal}: stopping after the current step; once more ends everything at once`),
        second: () => {
          kill();
          process.exit(EXIT_CODES.ERR_INTERRUPTED);
        },
      }),
    conclude(directory, summary, { isGuest, failed, ...ending }) {
      if (json) process.stdout.write(`${JSON.stringify(summary)}\n`);
      else if (!failed) {
        const closing = closingText(directory, summary, { ...ending, args: isGuest ? undefined : args });
        process.stdout.write(`\n${closing}\n`);
      }
    },
  };
}
