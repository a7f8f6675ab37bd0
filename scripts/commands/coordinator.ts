import type { Logger } from 'pino';
import type { Argv, CommandModule } from 'yargs';
import { accessOf, NATS_OPTIONS } from '../nats-settings.js';
import { isSupervised } from '../parent-watch.js';
import { CONNECT_TIMEOUT, contactMsOf, flag, stringOf, valued } from './option.js';
import { warmPlaceOf } from './serve-commands.js';

/** `codistill coordinator`: the coordinator alone, against a nats-server that runs already. */
export const coordinatorCommand: CommandModule = {
  command: 'coordinator',
  describe: 'start only the coordinator, against a nats-server',
  builder: async (yargs: Argv) => {
    const { withSpecOptions } = await import('./spec-options.js');
    return withSpecOptions(yargs)
      .options({
        run: valued('id of the run', { demandOption: true }),
        nats: valued('URL of nats-server, started with -js', { demandOption: true }),
        insecure: flag('allow a --nats beyond this machine without TLS or credentials'),
        json: flag('report errors as JSON'),
        'connect-timeout': CONNECT_TIMEOUT,
        ...NATS_OPTIONS,
      })
      .example(
        '$0 coordinator --run demo --nats nats://127.0.0.1:4222 --peers 2',
        'waits for peer-0 and peer-1',
      )
      .example(
        '$0 coordinator --run lab --nats nats://10.0.0.5:4222 --insecure --config run.yaml',
        'over a LAN',
      );
  },
  handler: async (argv) => {
    const { specFromArguments } = await import('./spec-arguments.js');
    const { isClosed, openText, requireLoopback } = await import('../loopback.js');
    const { checkId } = await import('../../proto/identity.js');
    const { checkNames } = await import('../launch/check-names.js');
    const runId = checkId(stringOf(argv.run) ?? '', 'run id');
    const access = accessOf(stringOf(argv.nats) ?? '', argv);
    requireLoopback(access.natsUrl, '--nats', argv.insecure === true || isClosed(access.natsProof));
    const spec = specFromArguments(argv);
    checkNames(spec);
    const contactMs = contactMsOf(argv['connect-timeout'], isSupervised());
    const { runChild } = await import('../child-process.js');
    const { lineLog } = await import('../child-log.js');
    const work = async (log: Logger, signal: AbortSignal): Promise<void> => {
      const open = openText(access);
      if (open !== undefined) log.warn(open);
      const { runCoordinator } = await import('../../coordinator/main.js');
      await runCoordinator({ runId, ...access, contactMs, spec, signal, log: lineLog(log) });
    };
    await runChild('coordinator', undefined, work, warmPlaceOf(argv));
  },
};
