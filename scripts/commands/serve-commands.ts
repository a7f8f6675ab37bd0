import process from 'node:process';
import { createInterface } from 'node:readline';
import type { CommandModule } from 'yargs';
import type { TrainerRest } from '../../peer/io/trainer-thread.js';
import type { WarmRequest } from '../launch/warm-processes.js';

/** A process that carries out one command after the other, as a command sees it. */
export interface WarmPlace {
  /** Where the log of this command goes. */
  readonly logFile: string;
  readonly trainerRest: TrainerRest;
}

/** The name under which a command finds its {@link WarmPlace} beside its options. */
const WARM = 'warmPlace';

/** Where this command is carried out; `undefined` in a process of its own. */
export function warmPlaceOf(argv: Readonly<Record<string, unknown>>): WarmPlace | undefined {
  return argv[WARM] as WarmPlace | undefined;
}

/**
 * `codistill serve-commands`: carries out one command after the other for a study; not for people. The first that does
 * not end well ends this process as it would have ended its own.
 *
 * @param run - Carries out a command line, with these values beside its options.
 */
export function serveCommandsCommand(
  run: (args: readonly string[], beside: Readonly<Record<string, unknown>>) => Promise<void>,
): CommandModule {
  return {
    command: 'serve-commands',
    describe: false,
    builder: (yargs) => yargs,
    handler: async () => {
      const { dieWithLauncher } = await import('../parent-watch.js');
      const { TrainerRest } = await import('../../peer/io/trainer-thread.js');
      const { Leftovers } = await import('../../proto/leftovers.js');
      const trainerRest = new TrainerRest();
      const leftovers = new Leftovers();
      dieWithLauncher();
      process.stdin.ref(); // a command may be long in coming
      for await (const line of createInterface(process.stdin)) {
        const { args, environment, logFile, mark } = JSON.parse(line) as WarmRequest;
        for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
        Object.assign(process.env, environment);
        const place: WarmPlace = { logFile, trainerRest };
        await run(args, { [WARM]: place });
        if (process.exitCode !== undefined) return;
        process.stderr.write(`${mark}\n`);
        leftovers.runEnded();
      }
    },
  };
}
