import process from 'node:process';
import type { Options } from 'yargs';
import type { RunSpec } from '../../proto/run-spec.js';
import type { LaunchOptions } from '../launch/launch-run.js';
import type { TerminalWishes } from '../launch/terminal-stage.js';
import { NATS_OPTIONS } from '../nats-settings.js';
import {
  countOf,
  DATA_DIR,
  flag,
  lastOf,
  MOST_USED,
  numberOf,
  numeric,
  stringOf,
  under,
  valued,
} from './option.js';
import type { SpecArguments } from './spec-arguments.js';

/** The options of a launch besides the run spec. */
export const LAUNCH_OPTIONS: Readonly<Record<string, Options>> = {
  'data-dir': DATA_DIR,
  'run-dir': valued(
    'where everything is written; a run there is resumed with its options, longer with more --epochs or --steps',
    { defaultDescription: 'runs/<time>-<id>', group: MOST_USED },
  ),
  ...under('Run:', {
    nats: valued(
      'URL of a running nats-server with JetStream, or of a cluster’s servers by commas, instead of one of our own',
    ),
    'nats-port': numeric('loopback port of our own nats-server', {
      defaultDescription: 'any free one',
      conflicts: 'nats',
    }),
    threads: numeric("threads each peer's TensorFlow computes with", {
      defaultDescription: 'its share of the cores',
    }),
    insecure: flag('allow a --nats beyond this machine without TLS or credentials'),
    cores: numeric('cores that the peers may share', { defaultDescription: 'all' }),
    'score-training': flag('at the end, also score each peer on the samples it learned from'),
    'score-flatness': flag('at the end, also score each peer on those under noise on its weights'),
    'save-predictions': flag('at the end, save what each peer predicts of the test split'),
    generations: numeric(
      'run so many times, the peers of each taught by those of the one before (born-again networks)',
    ),
    'allow-untaught': flag('exit with 0 even where teaching was asked for and hardly happened'),
    json: flag('print only the summary, as JSON, on standard output'),
  }),
  ...NATS_OPTIONS,
};

/** A launch as it was typed, but for where nats-server is. */
export type TypedLaunch = Omit<LaunchOptions, 'nats' | 'part' | 'runId'> & TerminalWishes;

/** The ways of a launch that others share. */
export interface SharedLaunch {
  /** Of the run spec, where neither a run that is gone on with nor the user says otherwise. */
  readonly weakest?: Record<string, unknown>;
  /** How many of the peers this machine runs. @default all */
  readonly here?: number;
  /** Has the last word on the run spec. */
  readonly settle?: (spec: RunSpec) => RunSpec;
}

/**
 * Reads a launch, and checks that this machine can run its part of it.
 *
 * @throws {CodistillError} As the checks that it makes.
 */
export async function typedLaunch(
  argv: SpecArguments,
  { weakest = {}, here, settle = (spec) => spec }: SharedLaunch = {},
): Promise<TypedLaunch> {
  const { specFromArguments } = await import('./spec-arguments.js');
  const { begunSpec, specFileIn } = await import('../launch/run-directory.js');
  const { threadsAsked } = await import('../thread-environment.js');
  const { checkRun } = await import('../launch/check-names.js');
  const runDir = stringOf(argv['run-dir']);
  const begun = runDir === undefined ? undefined : begunSpec(runDir);
  const spec = settle(specFromArguments(argv, begun ?? weakest));
  // What is not said now was said when the run began; a command made from the options needs it, too.
  const unsaid = begun === undefined || argv.config !== undefined ? [] : ['--config', specFileIn(runDir!)];
  const threads = threadsAsked(lastOf(argv.threads));
  checkRun(spec, here);
  return {
    spec,
    json: argv.json === true,
    args: [...unsaid, ...process.argv.slice(3)],
    threads,
    cores: countOf(argv.cores, '--cores', 'a run uses one core at least'),
    runDir,
    dataDir: stringOf(argv['data-dir']),
    natsPort: numberOf(argv['nats-port']),
    insecure: argv.insecure === true,
    allowUntaught: argv['allow-untaught'] === true,
    scores: {
      scoreTraining: argv['score-training'] === true,
      scoreFlatness: argv['score-flatness'] === true,
      savePredictions: argv['save-predictions'] === true,
    },
  };
}
