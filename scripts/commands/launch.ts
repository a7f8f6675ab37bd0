import process from 'node:process';
import type { Argv, CommandModule } from 'yargs';

const RUN = 'Run:';

/** `codistill launch`: the whole cluster on this machine, watched until it ends. */
export const launchCommand: CommandModule = {
  command: 'launch',
  describe: 'train a cohort on this machine: starts nats-server, the coordinator and the peers',
  builder: async (yargs: Argv) => {
    const { withSpecOptions } = await import('./spec-options.js');
    return withSpecOptions(yargs)
      .options({
        'data-dir': {
          type: 'string',
          group: 'Data:',
          requiresArg: true,
          describe: "folder with the data set's files",
        },
        'run-dir': {
          type: 'string',
          group: RUN,
          requiresArg: true,
          describe: 'where everything is written; the same run there is resumed',
          defaultDescription: 'runs/<time>-<id>',
        },
        nats: {
          type: 'string',
          group: RUN,
          requiresArg: true,
          describe: 'URL of a running nats-server with JetStream, instead of one of our own',
        },
        'nats-port': {
          type: 'number',
          group: RUN,
          requiresArg: true,
          describe: 'loopback port of our own nats-server',
          defaultDescription: 'any free one',
          conflicts: 'nats',
        },
        insecure: {
          type: 'boolean',
          group: RUN,
          describe: 'allow a --nats beyond this machine (nothing is encrypted)',
        },
        json: {
          type: 'boolean',
          group: RUN,
          describe: 'print only the summary, as JSON, on standard output',
        },
      })
      .example('$0 launch', 'two MLPs teach each other MNIST')
      .example('$0 launch --peers 3 --network cnn --data fashion-mnist --data-dir DIR', 'three CNNs')
      .example('$0 launch --peer network=mlp --peer network=resnet20 --epochs 1', 'a mixed cohort')
      .example('$0 launch --config run.yaml --set training.lr=0.05', 'from a file, one field changed')
      .example('$0 launch --distillation-weight 0', 'the baseline: the same peers, each alone');
  },
  handler: async (argv) => {
    const { specFromArguments, stringOf, lastOf } = await import('./spec-options.js');
    const { requireLoopback } = await import('../loopback.js');
    const spec = specFromArguments(argv);
    const natsUrl = stringOf(argv.nats);
    if (natsUrl !== undefined) requireLoopback(natsUrl, '--nats', argv.insecure === true);
    const { checkNames } = await import('../launch/check-names.js');
    checkNames(spec);
    const { launchRun } = await import('../launch/launch-run.js');
    const runDir = stringOf(argv['run-dir']);
    const dataDir = stringOf(argv['data-dir']);
    const natsPort = lastOf(argv['nats-port']);
    process.exitCode = await launchRun({
      spec,
      json: argv.json === true,
      insecure: argv.insecure === true,
      ...(runDir === undefined ? {} : { runDir }),
      ...(dataDir === undefined ? {} : { dataDir }),
      ...(natsUrl === undefined ? {} : { natsUrl }),
      ...(typeof natsPort === 'number' ? { natsPort } : {}),
    });
  },
};
