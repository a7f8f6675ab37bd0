import assert from 'node:assert/strict';
import { test } from 'node:test';
import { probeInChild } from '../../../../scripts/doctor/child.js';

const probe = (body: string): ReturnType<typeof probeInChild<{ n: number }>> =>
  probeInChild<{ n: number }>(body, process.cwd(), process.env);

test('the facts of a child come back, with what it wrote to standard error', async () => {
  const body = "console.log('noise'); console.error('a log line'); const facts = { n: 3 };";
  assert.deepEqual(await probe(body), { n: 3, log: 'a log line\n' });
});

test('a child that throws is reported by its error, not its stack', async () => {
  assert.deepEqual(await probe("const facts = {}; throw new TypeError('no library');"), {
    failure: 'TypeError: no library',
  });
});

test('a child that crashes in native code is reported by its signal', async () => {
  const answer = await probe("const facts = {}; process.kill(process.pid, 'SIGKILL');");
  assert.deepEqual(answer, { failure: 'the process that tried it was ended by SIGKILL' });
});

test('a child that ends without an answer is a failure', async () => {
  const answer = await probe('const facts = {}; process.exit(0);');
  assert.ok('failure' in answer);
});
