import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EXIT_CODES } from '../../../../proto/errors.js';
import { codistill, temporaryDirectory } from '../../../support/launch.js';
import { writeRun } from '../../../support/run-folders.js';

test('runs are listed for people and for scripts, and what cannot be read is named', async (t) => {
  const folder = temporaryDirectory(t);
  writeRun(folder, 'first', { startedAt: '2026-11-22T06:04:55.000Z', stoppedBy: 'steps' });
  mkdirSync(join(folder, 'broken'));
  writeFileSync(join(folder, 'broken', 'run.json'), '{}');
  const { code, stdout, stderr } = await codistill(['runs', folder]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /first .*2 mlp .*mnist .*steps .*50\.00 %/);
  assert.match(stderr, /^left out .*broken: .* no run directory: it has no run-spec\.yaml\n$/);
  const asJson = JSON.parse((await codistill(['runs', folder, '--json'])).stdout) as {
    runs: { steps: number }[];
    broken: unknown[];
  };
  assert.deepEqual([asJson.runs[0]!.steps, asJson.broken.length], [40, 1]);
});

test('a folder without runs is no error, one that is not there is', async (t) => {
  const folder = temporaryDirectory(t);
  const empty = await codistill(['runs', folder]);
  assert.deepEqual([empty.code, empty.stdout], [0, '']);
  assert.match(empty.stderr, /^no runs in /);
  const missing = await codistill(['runs', join(folder, 'nowhere')]);
  assert.equal(missing.code, EXIT_CODES.ERR_RUN_DIR);
});
