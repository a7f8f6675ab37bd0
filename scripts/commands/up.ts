import process from 'node:process';
import type { Argv, CommandModule } from 'yargs';
import { CodistillError } from '../../proto/errors.js';
import type { LaunchOptions } from '../launch/launch-run.js';
import { chosenHouse, HOUSE_OPTIONS, PATIENT } from './house-options.js';
import { INVITATION_OPTIONS, invitationTerms } from './invitation-options.js';
import { LAUNCH_OPTIONS, typedLaunch } from './launch-arguments.js';
import { flag, numberOf, numeric, under } from './option.js';

/** Options of a launch that are not of one which lets others in. */
const NOT_HERE = ['nats', 'generations', 'insecure'];

/** `codistill up`: a run that other machines join. */
export const upCommand: CommandModule = {
  command: 'up',
  describe: 'begin a run that other machines join with the line it prints',
  builder: async (yargs: Argv) => {
    const { withSpecOptions } = await import('./spec-options.js');
    const own = Object.entries(LAUNCH_OPTIONS).filter(
      ([name]) => !NOT_HERE.includes(name) && !name.startsWith('nats-'),
    );
    return withSpecOptions(yargs)
      .options(Object.fromEntries(own))
      .options(HOUSE_OPTIONS)
      .options(
        under('Other machines:', {
          here: numeric('peers that run on this machine; --no-peer is --here 0', {
            defaultDescription: '1; of a run that goes on, as many as before',
          }),
          units: {
            ...flag(
              'no peer runs here and nobody joins: a scheduler starts `codistill peer --from-env` with this run directory',
            ),
            conflicts: 'here',
          },
        }),
      )
      .options(INVITATION_OPTIONS)
      .example('$0 up', 'two MLPs: one here, one on the machine where the line is pasted')
      .example('$0 up --peers 4 --network cnn --on 10.0.0.5', 'three other machines join')
      .example('$0 up --peers 3 --no-peer', 'this machine only coordinates')
      .example(
        '$0 up --units --peers 3 --run-dir runs/lab',
        "a scheduler's job, and its peers are other jobs",
      );
  },
  handler: async (argv) => {
    const { launchRun } = await import('../launch/terminal-stage.js');
    const { hereBefore, ...house } = await chosenHouse(argv, whichAddress);
    // `--no-peer` arrives as a peer that is `false`.
    const named = [argv.peer].flat().filter((peer) => peer !== undefined);
    const peers = named.filter((peer) => peer !== false);
    const isUnits = argv.units === true;
    const here = isUnits || peers.length < named.length ? 0 : (numberOf(argv.here) ?? hereBefore ?? 1);
    const { peer: _, ...others } = argv;
    const typed = await typedLaunch(
      { ...others, ...(peers.length === 0 ? {} : { peer: peers }) },
      { weakest: { rounds: PATIENT }, here },
    );
    const count = typed.spec.peers.length;
    if (!Number.isInteger(here) || here < 0 || here > count) {
      throw new CodistillError('ERR_USAGE', `--here ${here}: the run has ${count} peers`, {
        fix: 'give --peers as many as there are on all machines together',
      });
    }
    if (isUnits) {
      const { unitsPart } = await import('../units/units-part.js');
      const part: LaunchOptions['part'] = (directory) => unitsPart(directory, typed.spec, house);
      process.exitCode = await launchRun({ ...typed, part });
      return;
    }
    const { housePart } = await import('../join/house-part.js');
    const wishes = { ...house, here, terms: invitationTerms(argv) };
    process.exitCode = await launchRun({
      ...typed,
      part: (directory) => housePart(directory, typed.spec, wishes),
    });
  },
};

/** Asks the person at the terminal, if there is one. */
async function whichAddress(): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  const { createInterface } = await import('node:readline/promises');
  const { askedAddress } = await import('../net/lan-address.js');
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await askedAddress((question) => asking.question(question));
  } finally {
    asking.close();
  }
}
