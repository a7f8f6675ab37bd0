import process from 'node:process';
import { createInterface } from 'node:readline';
import type { CommandModule } from 'yargs';

/** `codistill serve-scores`: scores one run after the other for a study; not for people. */
export const serveScoresCommand: CommandModule = {
  command: 'serve-scores',
  describe: false,
  builder: (yargs) => yargs,
  handler: async () => {
    const { dieWithLauncher } = await import('../parent-watch.js');
    const { runScorer } = await import('../launch/score-request.js');
    const { writeSync } = await import('node:fs');
    const { Leftovers } = await import('../../proto/leftovers.js');
    dieWithLauncher();
    // Its load fails again for the request, which is told why.
    import('../../peer/evaluation/evaluate-run.js').catch(() => {});
    process.stdin.ref(); // a request may be long in coming
    const score = runScorer((message) => writeSync(2, `${message}\n`));
    const leftovers = new Leftovers();
    for await (const line of createInterface(process.stdin)) {
      const answer = await score(JSON.parse(line));
      process.stdout.write(`${JSON.stringify(answer)}\n`);
      leftovers.runEnded();
    }
  },
};
