import process from 'node:process';
import type { Argv, CommandModule } from 'yargs';
import { INVITATION_OPTIONS, invitationTerms } from './invitation-options.js';
import { OF_RUN } from './members.js';
import { flag, stringOf } from './option.js';

/** `codistill invite`: another line for a run that goes on. */
export const inviteCommand: CommandModule = {
  command: 'invite',
  describe: 'print another line with which machines join a run of `codistill up`',
  builder: (yargs: Argv) =>
    yargs
      .options({ 'run-dir': OF_RUN, ...INVITATION_OPTIONS, json: flag('print it as JSON') })
      .example('$0 invite --uses 1 --hours 0.5', 'for one machine, within half an hour'),
  handler: async (argv) => {
    const { askDesk } = await import('../join/ask-desk.js');
    const { token: line } = await askDesk(stringOf(argv['run-dir']), {
      action: 'invite',
      ...invitationTerms(argv),
    });
    process.stdout.write(argv.json === true ? `${JSON.stringify({ line })}\n` : `${line}\n`);
  },
};
