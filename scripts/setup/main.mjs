/**
 * Makes a fresh clone ready to run: `npm start` and `npm test` begin with it, and it uses nothing but Node itself.
 */
import { describeFailure } from './failure.mjs';
import { recordFile } from './paths.mjs';
import { setUp } from './set-up.mjs';

// Nobody may read any more, as behind `| head -1`: that ends the printing alone.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

try {
  await setUp(recordFile);
} catch (error) {
  process.stderr.write(`\n${describeFailure(error)}`);
  process.exitCode = 1;
}
