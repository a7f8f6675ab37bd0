import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { braked } from '../support/brake.js';
import { codistill, readSummary, temporaryDirectory } from '../support/launch.js';

const BATCH = 16;
/** A batch of the braked peer takes so long: a step of such a small network takes a few, on a machine that does much else tens. */
const BRAKED_MS = 200;

test('a run that waits for a slow peer says for whom and what helps, and doing that ends the waiting', async (t) => {
  const directory = temporaryDirectory(t);
  const { view } = braked(t, BATCH, BRAKED_MS);
  const launch = async (name: string, exchange: string) => {
    const ended = await codistill([
      ...['launch', '--run-dir', join(directory, name), '--exchange', exchange],
      ...['--peer', 'network=mlp:8', '--peer', `network=mlp:8,view=${view}`],
      ...['--data', 'synthetic:classes=3,size=4x4x1,train=320,test=32', '--batch', String(BATCH)],
      ...['--steps', '12', '--evaluate-every', '12', '--allow-untaught'],
    ]);
    assert.equal(ended.code, 0, ended.stderr);
    return { text: ended.stdout, summary: readSummary(join(directory, name)) };
  };
  const [lockstep, stale] = await Promise.all([launch('lockstep', 'lockstep'), launch('stale', 'stale:50')]);
  const sentence =
    /bottleneck: (peer-1 was waited for .* by peer-0; .* `--exchange stale:50` or its own cores)\n/;
  const [, told] = lockstep.text.match(sentence) ?? assert.fail(lockstep.text);
  assert.equal(lockstep.summary.bottleneck?.text, told);
  const [longest] = [...lockstep.summary.edges].sort((a, b) => b.waitedSeconds - a.waitedSeconds);
  assert.deepEqual([longest!.student, longest!.teacher], ['peer-0', 'peer-1']);
  assert.match(lockstep.text, /peer-0 ← peer-1 +│.*\n.*peer-1 ← peer-0 +│/, 'the longest wait stands first');
  assert.equal(stale.summary.bottleneck, null);
  assert.deepEqual(
    stale.summary.edges.map(({ waitedSeconds }) => waitedSeconds),
    [0, 0],
  );
});
