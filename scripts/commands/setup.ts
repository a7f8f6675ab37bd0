import type { Argv, CommandModule } from 'yargs';

/** `codistill setup`: what the first launch would do by itself. */
export const setupCommand: CommandModule = {
  command: 'setup',
  describe: 'fetch and build what training needs, once; the first launch does it by itself',
  builder: (yargs: Argv) => yargs.example('$0 setup', 'such as for a machine that will be without a network'),
  handler: async () => {
    const { setUp } = await import('../set-up.js');
    await setUp();
  },
};
