import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followAddress } from '../../../../scripts/join/guest-part.js';

test('another address is told once, and no way to the server is none', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const answers = ['192.0.2.5', '192.0.2.5', undefined, '192.0.2.5', '192.0.2.9', '192.0.2.9'];
  const told: string[] = [];
  const ask = async (url: string): Promise<string> => {
    assert.equal(url, 'nats://lab:4222');
    const address = answers.shift();
    if (address === undefined) throw new Error('no route');
    return address;
  };
  const stop = followAddress('nats://lab:4222', (address) => told.push(address), ask);
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  for (let look = 0; look < 5; look++) {
    await settled();
    t.mock.timers.tick(2_000);
  }
  await settled();
  assert.deepEqual([answers, told], [[], ['192.0.2.9']]);
  answers.push('192.0.2.1');
  stop();
  t.mock.timers.tick(10_000);
  await settled();
  assert.deepEqual([answers, told], [['192.0.2.1'], ['192.0.2.9']]);
});
