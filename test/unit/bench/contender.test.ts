import assert from 'node:assert/strict';
import process from 'node:process';
import { test } from 'node:test';
import { Contender, type ContenderPlan, withContenders } from '../../../bench/contender.js';

/** A contender that claims half a millisecond a step, after `preface`. */
function plan(name: string, preface = ''): ContenderPlan {
  const script = `${preface}
    console.log(JSON.stringify({ ready: true, parameters: 7, version: '1.2.3' }));
    const lines = require('node:readline').createInterface({ input: process.stdin });
    lines.on('line', (line) => {
      const [word, warm, measured] = line.split(' ');
      if (word !== 'run' || warm === '9') throw new Error('cannot train ' + line);
      console.log(JSON.stringify({ ms: 0.5 * measured }));
    });`;
  return { name, command: process.execPath, args: ['-e', script], environment: process.env };
}

test('a contender says what it is, trains when told to, and ends when its input does', async () => {
  await withContenders([plan('a'), plan('b')], async (contenders) => {
    for (const contender of contenders) {
      assert.equal(contender.facts.parameters, 7);
      assert.equal(await contender.run(1, 40), 0.5);
      assert.equal(await contender.run(1, 3), 0.5);
    }
  });
});

test('a contender that dies is an error with its last words', async () => {
  await assert.rejects(
    Contender.start(plan('early', "throw new Error('no such library');")),
    /early ended.*no such/s,
  );
  await assert.rejects(
    withContenders([plan('late')], ([late]) => late!.run(9, 1)),
    /late ended with code 1:.*cannot train run 9 1/s,
  );
});

test('a contender that cannot be started is an error, and ends those that were', async () => {
  const missing = { ...plan('missing'), command: '/no/such/program' };
  await assert.rejects(
    withContenders([plan('fine'), missing], () => Promise.resolve()),
    /missing ended.*ENOENT/s,
  );
});
