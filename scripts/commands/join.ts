import { resolve } from 'node:path';
import process from 'node:process';
import type { Argv, CommandModule } from 'yargs';
import {
  CONNECT_TIMEOUT,
  contactMsOf,
  countOf,
  DATA_DIR,
  flag,
  lastOf,
  numberOf,
  numeric,
  stringOf,
  textsOf,
  valued,
} from './option.js';

/** `codistill join`: this machine's part in a run of another one. */
export const joinCommand: CommandModule = {
  command: 'join [token]',
  describe: 'take part in a run of another machine, with the line that `codistill up` printed there',
  builder: (yargs: Argv) =>
    yargs
      .positional('token', {
        type: 'string',
        describe: 'as printed there; not needed where this machine has joined before',
      })
      .options({
        'token-stdin': flag(
          'read the token from standard input: among the processes of this machine it is not seen then',
        ),
        'leave-with-stdin': {
          ...flag('leave the run when standard input closes, as it does with an ssh connection'),
          implies: 'token-stdin',
        },
        'data-dir': DATA_DIR,
        'run-dir': valued("where this machine's part is written, and its keys", {
          defaultDescription: 'runs/<run>',
        }),
        network: valued('that this machine trains: of the free places, one with it', {
          defaultDescription: 'that of the first free place',
        }),
        device: valued('cpu, gpu, gpu:N or auto', { defaultDescription: "the run's" }),
        peers: numeric('peers that this machine runs', { default: 1 }),
        bind: valued('address on which other peers reach this machine', {
          defaultDescription: 'the one towards the machine of `codistill up`',
        }),
        advertise: valued('host name or address that other peers are told', {
          defaultDescription: 'the bound one',
        }),
        threads: numeric("threads each peer's TensorFlow computes with", {
          defaultDescription: 'its share of the cores',
        }),
        cores: numeric('cores that the peers may share', { defaultDescription: 'all' }),
        'allow-modules': valued("folder whose modules, texts and teachers' weights the run may name", {
          defaultDescription: 'none',
          array: true,
        }),
        'allow-untaught': flag('exit with 0 even where teaching was asked for and hardly happened'),
        json: flag('print only the summary, as JSON, on standard output'),
        'connect-timeout': CONNECT_TIMEOUT,
      })
      .example('$0 join codistill1…', 'the whole line, as it was printed')
      .example(
        '$0 join codistill1… --network cnn --data-dir ~/mnist',
        'a place that trains a CNN, on data of this machine',
      )
      .example(
        '$0 join --run-dir runs/20261122-101500-a1b2c3',
        'comes back after this machine was restarted',
      ),
  handler: async (argv) => {
    const { joinRun } = await import('../join/join-run.js');
    const { threadsAsked } = await import('../thread-environment.js');
    const { firstLine } = await import('../join/standard-input.js');
    const leave = (): void => {
      if (argv['leave-with-stdin'] === true) process.kill(process.pid, 'SIGINT');
    };
    const token = argv['token-stdin'] === true ? await firstLine(process.stdin, leave) : stringOf(argv.token);
    // The arguments of a process are for all to see; under this title they are not.
    process.title = 'codistill';
    const bind = stringOf(argv.bind);
    const dataDir = stringOf(argv['data-dir']);
    process.exitCode = await joinRun({
      token,
      runDir: stringOf(argv['run-dir']),
      dataDir: dataDir === undefined ? undefined : resolve(dataDir),
      peers: countOf(argv.peers, '--peers', 'a machine runs one peer at least') ?? 1,
      network: stringOf(argv.network) ?? '',
      ways: {
        bind,
        advertise: stringOf(argv.advertise),
        device: stringOf(argv.device),
        allowModules: textsOf(argv['allow-modules']).map((folder) => resolve(folder)),
      },
      threads: threadsAsked(lastOf(argv.threads)),
      cores: countOf(numberOf(argv.cores), '--cores', 'a machine uses one core at least'),
      allowUntaught: argv['allow-untaught'] === true,
      json: argv.json === true,
      contactMs: contactMsOf(argv['connect-timeout'], false),
    });
  },
};
