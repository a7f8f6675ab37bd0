import process from 'node:process';
import type { Argv, CommandModule, Options } from 'yargs';
import { givenNats, NATS_OPTIONS, proofOf } from '../nats-settings.js';
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

/** The options of a launch besides the run spec. */
const OPTIONS: Readonly<Record<string, Options>> = {
  'data-dir': DATA_DIR,
  'run-dir': valued(
    'where everything is written; a run there is resumed with its options, longer with more --epochs or --steps',
    { defaultDescription: 'runs/<time>-<id>', group: MOST_USED },
  ),
  ...under('Run:', {
    nats: valued('URL of a running nats-server with JetStream, instead of one of our own'),
    'nats-port': numeric('loopback port of our own nats-server', {
      defaultDescription: 'any free one',
      conflicts: 'nats',
    }),
    threads: numeric("threads each peer's TensorFlow computes with", {
      defaultDescription: 'its share of the cores',
    }),
    insecure: flag('allow a --nats beyond this machine (NATS is not encrypted)'),
    cores: numeric('cores that the peers may share', { defaultDescription: 'all' }),
    'score-training': flag('at the end, also score each peer on the samples it learned from'),
    'save-predictions': flag('at the end, save what each peer predicts of the test split'),
    generations: numeric(
      'run so many times, the peers of each taught by those of the one before (born-again networks)',
    ),
    'allow-untaught': flag('exit with 0 even where teaching was asked for and hardly happened'),
    json: flag('print only the summary, as JSON, on standard output'),
  }),
  ...NATS_OPTIONS,
};

/** `codistill launch`: the whole cluster on this machine, watched until it ends. */
export const launchCommand: CommandModule = {
  command: 'launch',
  describe: 'train a cohort on this machine: starts nats-server, the coordinator and the peers',
  builder: async (yargs: Argv) => {
    const { withSpecOptions } = await import('./spec-options.js');
    return withSpecOptions(yargs)
      .options(OPTIONS)
      .example('$0 launch', 'two MLPs teach each other MNIST')
      .example('$0 launch --peers 3 --network cnn --data fashion-mnist --data-dir DIR', 'three CNNs')
      .example('$0 launch --peer network=mlp --peer network=resnet20 --epochs 1', 'a mixed cohort')
      .example('$0 launch --config run.yaml --set training.lr=0.05', 'from a file, one field changed')
      .example('$0 launch --distillation-weight 0', 'the baseline: the same peers, each alone');
  },
  handler: async (argv) => {
    const { dieWithLauncher } = await import('../parent-watch.js');
    dieWithLauncher(); // that of a study
    const { specFromArguments } = await import('./spec-arguments.js');
    const { requireLoopback } = await import('../loopback.js');
    const { begunSpec, specFileIn } = await import('../launch/run-directory.js');
    const runDir = stringOf(argv['run-dir']);
    const begun = runDir === undefined ? undefined : begunSpec(runDir);
    const spec = specFromArguments(argv, begun);
    // What is not said now was said when the run began; a command made from the options needs it, too.
    const unsaid = begun === undefined || argv.config !== undefined ? [] : ['--config', specFileIn(runDir!)];
    const url = stringOf(argv.nats);
    const nats = url === undefined ? undefined : givenNats(url, argv);
    if (nats !== undefined) requireLoopback(nats.natsUrl, '--nats', argv.insecure === true);
    const { threadsAsked } = await import('../thread-environment.js');
    const threads = threadsAsked(lastOf(argv.threads));
    const natsPort = numberOf(argv['nats-port']);
    if (natsPort !== undefined) {
      const { chooseNatsPort } = await import('../launch/nats-plan.js');
      await chooseNatsPort(natsPort);
    }
    const { checkRun } = await import('../launch/check-names.js');
    checkRun(spec);
    if (nats !== undefined) {
      const { examineNats } = await import('../net/watch.js');
      await examineNats({ natsUrl: nats.natsUrl, natsProof: proofOf(nats) });
    }
    const { launchRun } = await import('../launch/launch-run.js');
    const { launchGenerations } = await import('../launch/generations.js');
    const generations = numberOf(argv.generations);
    const options = {
      spec,
      json: argv.json === true,
      args: [...unsaid, ...process.argv.slice(3)],
      threads,
      cores: countOf(argv.cores, '--cores', 'a run uses one core at least'),
      runDir,
      dataDir: stringOf(argv['data-dir']),
      nats,
      natsPort,
      insecure: argv.insecure === true,
      allowUntaught: argv['allow-untaught'] === true,
      scores: {
        scoreTraining: argv['score-training'] === true,
        savePredictions: argv['save-predictions'] === true,
      },
    };
    process.exitCode =
      generations === undefined ? await launchRun(options) : await launchGenerations(options, generations);
  },
};
