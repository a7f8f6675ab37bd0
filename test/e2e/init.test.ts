/** A folder that `codistill init` begins, trained as its user would. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { codistill, readSummary, temporaryDirectory } from '../support/launch.js';

test('what init writes trains at once, by the line that it prints', async (t) => {
  const folder = temporaryDirectory(t);
  const { code, stdout, stderr } = await codistill(['init', 'mine'], { cwd: folder });
  assert.equal(code, 0, stderr);
  const next = /^next: (.*)$/m.exec(stdout)![1]!;
  const short = `${next} --steps 60 --run-dir run`;
  await promisify(execFile)('sh', ['-c', short], { cwd: folder, timeout: 300_000 });
  const { peers, edges, stoppedBy } = readSummary(join(folder, 'mine/run'));
  assert.equal(stoppedBy, 'steps');
  assert.deepEqual(
    peers.map(({ id, steps }) => [id, steps]),
    [
      ['mine', 60],
      ['yours', 60],
      ['other', 60],
    ],
  );
  assert.ok(edges.length > 0, 'they taught each other');
  const again = await codistill(['init', 'mine'], { cwd: folder });
  assert.match(again.stderr, /^error ERR_OUTPUT_EXISTS: /);
});
