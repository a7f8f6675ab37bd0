import assert from 'node:assert/strict';
import process from 'node:process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Contender } from '../../../bench/contender.js';

const PROGRAM = fileURLToPath(new URL('../../../bench/training-contender.js', import.meta.url));

for (const variant of ['eager', 'compiled', 'compiled-lockstep']) {
  test(`the ${variant} step trains as a contender`, { timeout: 300_000 }, async () => {
    const configuration = JSON.stringify({ network: 'mlp', batch: 4, variant });
    const contender = await Contender.start({
      name: variant,
      command: process.execPath,
      args: [PROGRAM, configuration],
      environment: process.env,
    });
    try {
      assert.equal(contender.facts.parameters, 784 * 256 + 256 + 256 * 128 + 128 + 128 * 10 + 10);
      assert.ok((await contender.run(1, 3)) > 0);
    } finally {
      await contender.close();
    }
  });
}
