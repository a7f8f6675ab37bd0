import assert from 'node:assert/strict';
import { readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { FullStoreWatch } from '../../../../scripts/launch/full-store.js';
import { temporaryDirectory } from '../../../support/launch.js';

const FULL = '[ERR] JetStream failed to store a msg: write /x/1.blk: no space left on device';

test('nats-server is started anew once its full disk has space, and only then', {
  skip: process.platform !== 'linux',
}, (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const directory = temporaryDirectory(t);
  const said: string[] = [];
  let restarts = 0;
  const watch = new FullStoreWatch(directory, {
    say: (message) => said.push(message),
    restart: () => restarts++,
  });
  const pass = (seconds: number): void => {
    for (let i = 0; i < seconds; i++) {
      t.mock.timers.tick(1_000);
    }
  };
  const fill = (): void => symlinkSync('/dev/full', join(directory, 'probe'));
  watch.hear('[INF] Server is ready');
  pass(5);
  assert.deepEqual([said, restarts], [[], 0]);
  fill();
  watch.hear(FULL);
  watch.hear(FULL);
  t.mock.timers.tick(1_000);
  assert.deepEqual([said.length, restarts], [1, 0]);
  pass(5);
  assert.deepEqual([said.length, restarts, readdirSync(directory)], [2, 1, []]);
  pass(60);
  assert.equal(restarts, 1);
  watch.hear(FULL);
  watch.close();
  rmSync(directory, { recursive: true });
  pass(60);
  assert.equal(restarts, 1, 'a watch that was closed does nothing');
});
