#!/usr/bin/env node
/** The command line: parses it, runs one command, and is the one place where an error becomes text and an exit code. */
import process from 'node:process';
import yargs, { type Argv, type CommandModule } from 'yargs';
import { colorsOf } from './colors.js';
import { compareCommand } from './commands/compare.js';
import { coordinatorCommand } from './commands/coordinator.js';
import { dataCommand } from './commands/data.js';
import { discoverCommand } from './commands/discover.js';
import { doctorCommand } from './commands/doctor.js';
import { evaluateCommand } from './commands/evaluate.js';
import { exportCommand } from './commands/export.js';
import { initCommand } from './commands/init.js';
import { inviteCommand } from './commands/invite.js';
import { joinCommand } from './commands/join.js';
import { launchCommand } from './commands/launch.js';
import { membersCommand } from './commands/members.js';
import { PARSER_CONFIGURATION } from './commands/option.js';
import { peerCommand } from './commands/peer.js';
import { predictCommand } from './commands/predict.js';
import { reproduceCommand } from './commands/reproduce.js';
import { runsCommand } from './commands/runs.js';
import { serveCommandsCommand } from './commands/serve-commands.js';
import { serveScoresCommand } from './commands/serve-scores.js';
import { setupCommand } from './commands/setup.js';
import { upCommand } from './commands/up.js';
import { checkDescriptors } from './descriptors.js';
import { errorText, toCodistillError, usageError, type Vocabulary } from './error-report.js';
import { emptyOption, swallowedOptions } from './given-options.js';
import { knownOptions, wrongNumber } from './number-options.js';
import { isSupervised } from './parent-watch.js';
import { packageVersion } from './project-root.js';

const COMMANDS: readonly CommandModule[] = [
  launchCommand,
  upCommand,
  joinCommand,
  inviteCommand,
  membersCommand,
  compareCommand,
  reproduceCommand,
  coordinatorCommand,
  peerCommand,
  evaluateCommand,
  serveCommandsCommand(carryOut),
  serveScoresCommand,
  exportCommand,
  predictCommand,
  initCommand,
  runsCommand,
  dataCommand,
  discoverCommand,
  doctorCommand,
  setupCommand,
];

/** Commands that work with TensorFlow, or start what does: they set an installed package up where nobody has yet. */
const NEED_SETUP: readonly CommandModule[] = [
  launchCommand,
  upCommand,
  joinCommand,
  compareCommand,
  reproduceCommand,
  peerCommand,
  evaluateCommand,
  exportCommand,
  predictCommand,
];

const EPILOGUE = `Exit codes:
  0 ended as it should        2 wrong usage              3 wrong configuration
  4 run directory             10-17 data or model        20-27 this machine
  30-39 the cohort            130 interrupted            1 an error of codistill's own
docs/errors.md explains each. With --json an error is one JSON object on standard error.`;

/** How far a command line got, and what may stand in it. */
interface Progress {
  running: boolean;
  vocabulary: Vocabulary;
  /** Options of the command that take a number. */
  numbers: readonly string[];
}

async function main(args: readonly string[]): Promise<void> {
  const progress = atStart();
  const fail = (error: unknown): void => {
    const typed = progress.running ? toCodistillError(error) : usageError(error, args, progress.vocabulary);
    const asJson = isSupervised() || args.includes('--json');
    process.stderr.write(errorText(typed, asJson, colorsOf(process.stderr)), () =>
      process.exit(typed.exitCode),
    );
  };
  outliveReaders(progress);
  process.on('uncaughtException', (error) => {
    progress.running = true;
    fail(error);
  });
  try {
    checkDescriptors();
    await commandLine(args, progress).parseAsync();
  } catch (error) {
    fail(error);
    return;
  }
  process.stdout.write('', () => process.exit(process.exitCode ?? 0));
}

/**
 * Lets a command go on when nobody reads its output any more: `| head` that has seen enough, a connection that dropped.
 * It is said once, on the other stream.
 */
function outliveReaders(progress: Progress): void {
  let said = false;
  const outlive = (stream: NodeJS.WriteStream, name: string, other: NodeJS.WriteStream): void => {
    stream.on('error', (error) => {
      if (said || !progress.running) return;
      said = true;
      other.write(`${name} is closed (${error.message}): nothing more is said there; the work goes on\n`);
    });
  };
  outlive(process.stdout, 'standard output', process.stderr);
  outlive(process.stderr, 'standard error', process.stdout);
}

function atStart(): Progress {
  const usages = COMMANDS.map(({ command }) => String(command));
  return { running: false, numbers: [], vocabulary: { usages, options: ['help', 'version'] } };
}

/** Carries out a command line of a process that carries out others, too. */
async function carryOut(args: readonly string[], beside: Readonly<Record<string, unknown>>): Promise<void> {
  const progress = atStart();
  try {
    await commandLine(args, progress).parseAsync([...args], beside);
  } catch (error) {
    throw progress.running ? error : usageError(error, args, progress.vocabulary);
  }
}

function commandLine(args: readonly string[], progress: Progress): Argv {
  const parser = yargs([...args]);
  parser
    .scriptName('codistill')
    .usage('$0 <command>\n\nTrains a cohort of neural networks that teach each other while they train.')
    .locale('en')
    .parserConfiguration(PARSER_CONFIGURATION)
    .version(packageVersion())
    .help()
    .alias({ help: 'h' })
    .demandCommand(1, 'a command is missing')
    .strict()
    .epilogue(EPILOGUE)
    .wrap(Math.min(110, parser.terminalWidth()))
    .fail(false);
  for (const command of COMMANDS) parser.command(tracked(command, args, progress));
  return parser;
}

/** Notes the options of the command that was typed, and when it begins to run: later errors are its own. */
function tracked(command: CommandModule, args: readonly string[], progress: Progress): CommandModule {
  const { builder } = command;
  if (typeof builder !== 'function') throw new Error(`${command.command} has no builder`);
  let built: Argv | undefined;
  return {
    ...command,
    builder: async (parser: Argv) => {
      built = await builder(parser);
      const { names, numbers } = knownOptions(parser);
      progress.vocabulary = { ...progress.vocabulary, options: names };
      progress.numbers = numbers;
      const swallowed = swallowedOptions(names, process.env);
      if (swallowed !== undefined) throw swallowed;
      return built;
    },
    handler: async (argv) => {
      progress.running = true;
      const { options } = progress.vocabulary;
      // yargs makes the text of --help whenever a command runs, which takes longer the more it says.
      for (const name of options) built?.hide(name);
      const wrong = emptyOption(options, argv) ?? wrongNumber(progress.numbers, argv, args);
      if (wrong !== undefined) throw wrong;
      const { ensureSetUp, findSetUp } = await import('./set-up.js');
      if (NEED_SETUP.includes(command)) await ensureSetUp();
      else findSetUp();
      await command.handler(argv);
    },
  };
}

await main(process.argv.slice(2));
