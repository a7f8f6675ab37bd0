import process from 'node:process';
import type { Argv, CommandModule } from 'yargs';
import { CodistillError } from '../../proto/errors.js';
import { flag, stringOf, valued } from './option.js';

/** Which run is meant. */
export const OF_RUN = valued('directory of the run, on the machine of `codistill up`', {
  defaultDescription: 'the newest below runs',
});

/** `codistill members`: who has a place in a run that goes on, and the means to take one back. */
export const membersCommand: CommandModule = {
  command: 'members [action] [peer]',
  describe: 'list who takes part in a run of `codistill up`, or cut one off: members revoke PEER',
  builder: (yargs: Argv) =>
    yargs
      .positional('action', { choices: ['list', 'revoke'] as const, default: 'list', describe: 'what to do' })
      .positional('peer', { type: 'string', describe: 'whom to cut off' })
      .options({ 'run-dir': OF_RUN, json: flag('print the members as JSON') })
      .example('$0 members', 'who is here, who is a guest, which places are free')
      .example('$0 members revoke peer-2', 'that machine is out within a second, and its place is free'),
  handler: async (argv) => {
    const { askDesk } = await import('../join/ask-desk.js');
    const peerId = stringOf(argv.peer) ?? '';
    const runDir = stringOf(argv['run-dir']);
    if (argv.action === 'revoke') {
      if (peerId === '') throw new CodistillError('ERR_USAGE', 'members revoke: say which peer is cut off');
      await askDesk(runDir, { action: 'revoke', peerId });
      process.stdout.write(
        `${peerId} is cut off, and no line so far lets anybody in; \`codistill invite\` prints another one for its place\n`,
      );
      return;
    }
    if (peerId !== '') throw new CodistillError('ERR_USAGE', `members list: "${peerId}" is too much`);
    const { members } = await askDesk(runDir, { action: 'members' });
    if (argv.json === true) {
      process.stdout.write(`${JSON.stringify(members)}\n`);
      return;
    }
    const { membersTable } = await import('../join/members-table.js');
    process.stdout.write(`${membersTable(members, process.stdout.columns)}\n`);
  },
};
