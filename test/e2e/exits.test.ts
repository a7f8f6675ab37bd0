/** Self-distillation within a network (Be Your Own Teacher), on real processes: alone and in a cohort. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { readRecords, readSummary } from '../support/launch.js';
import { launchWarm } from '../support/warm-launch.js';

const SHORT = ['--data', 'synthetic:size=8x8x1', '--batch', '50', '--limit-train', '600', '--lr', '0.02'];

async function launched(t: TestContext, args: readonly string[]): Promise<string> {
  const { runDir, said } = await launchWarm(t, [...SHORT, ...args]);
  assert.doesNotMatch(said, /op by op/);
  return runDir;
}

function stepsOf(runDir: string, peer: string): Record<string, unknown>[] {
  return readRecords(runDir).filter((record) => record.kind === 'step' && record.peer === peer);
}

test('alone: the deepest exit teaches the shallow ones, compiled, and is what is scored', async (t) => {
  const args = ['--peers', '1', '--exchange', 'none', '--network', 'resnet20-exits', '--exit-hint', '1e-4'];
  const runDir = await launched(t, [...args, '--epochs', '5']);
  const losses = stepsOf(runDir, 'peer-0').map(({ exits }) => Number(exits));
  assert.ok(losses.length > 0 && losses.every((loss) => loss > 0), 'two cross-entropies and more');
  assert.ok(losses.at(-1)! < losses[0]!, 'and they fall');
  const [peer] = readSummary(runDir).peers;
  assert.ok(Number.isFinite(peer!.testLoss) && peer!.testAccuracy > 0);
});

for (const pipeline of ['0', '1']) {
  test(`in a cohort its deepest logits travel, ${pipeline} ahead, and its peer has no exits`, async (t) => {
    const runDir = await launched(t, [
      '--peer',
      'network=resnet20-exits',
      '--peer',
      'network=mlp:32',
      '--epochs',
      '2',
      '--pipeline',
      pipeline,
      '--strict',
    ]);
    for (const [peer, has] of [
      ['peer-0', true],
      ['peer-1', false],
    ] as const) {
      const steps = stepsOf(runDir, peer);
      assert.ok(
        steps.length > 0 && steps.every((one) => one.teachers === 1 && Number(one.distillation) > 0),
        peer,
      );
      assert.equal(
        steps.every(({ exits }) => Number(exits) > 0 === has),
        true,
        peer,
      );
    }
  });
}
