import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { metricsOf } from '../../../../peer/core/scoring/scores.js';
import { evaluationBatches } from '../../../../peer/data/fill.js';
import { evaluateRun } from '../../../../peer/evaluation/evaluate-run.js';
import { type ExportOptions, exportRun } from '../../../../peer/export/export-run.js';
import { readModel } from '../../../../peer/export/model-folder.js';
import { openRuntime } from '../../../../peer/export/open-runtime.js';
import { failure } from '../../../support/data-files.js';
import { readableFormats } from '../../../support/export-kit.js';
import { type KeptRun, keptRun } from '../../../support/saved-run-kit.js';
import { runOnSmallDisk, WITH_SMALL_DISK } from '../../../support/small-disk.js';

const DATA = { name: 'synthetic:classes=4,size=5x6x1,train=40,test=100' };
const SPEC = {
  peers: [
    { id: 'a', network: 'mlp:8' },
    { id: 'b', network: 'cnn:2-4-8' },
  ],
  data: DATA,
};

function exporting({ runDir, spec }: KeptRun, more: Partial<ExportOptions> = {}): ExportOptions {
  const places = { cacheDir: runDir };
  const out = join(runDir, 'out');
  return {
    runDir,
    spec,
    checkpoint: 'best',
    format: 'savedmodel',
    out,
    withPreprocessing: false,
    places,
    ...more,
  };
}

test('an exported peer and an exported ensemble have the accuracy of the run, in every format', async (t) => {
  const run = await keptRun(t, SPEC);
  const { runDir, spec, dataset } = run;
  const scores = await evaluateRun({ runDir, spec, cacheDir: runDir, checkpoint: 'best', warn: () => {} });
  const [{ inputs, rows }] = evaluationBatches(dataset, dataset.test, 100) as unknown as [
    { inputs: Float32Array; rows: number },
  ];
  for (const format of readableFormats()) {
    for (const peerId of ['b', undefined]) {
      const out = join(runDir, `${format}-${peerId}`);
      const { proof, output, peers } = await exportRun(exporting(run, { format, peerId, out }));
      assert.ok(proof.difference < 1e-5 && proof.samples === 100, `${format}: ${proof.difference}`);
      assert.equal(proof.syntheticSince, undefined);
      assert.deepEqual([output, peers.length], peerId === 'b' ? ['logits', 1] : ['probabilities', 2]);
      const runtime = await openRuntime(out, { format, shape: [5, 6, 1], output });
      const { accuracy } = metricsOf(await runtime.predict(inputs, rows), dataset.test.labels, 4);
      await runtime.close();
      const expected = peerId === 'b' ? scores.peers[1]!.testAccuracy : scores.ensemble!.testAccuracy;
      assert.equal(accuracy, expected);
    }
  }
});

test('an exported model says what it takes and gives, and may take pixels as they are', async (t) => {
  const run = await keptRun(t, SPEC);
  const { proof } = await exportRun(exporting(run, { peerId: 'a', withPreprocessing: true }));
  assert.ok(proof.difference < 1e-5);
  const { mean, std } = run.dataset.normalization;
  assert.deepEqual(readModel(join(run.runDir, 'out')), {
    ...{ network: 'mlp:8', positions: 1, classes: 4, classNames: run.dataset.classNames },
    input: { kind: 'picture', shape: [5, 6, 1], range: [0, 1], mean, std, view: 'full' },
    ...{ format: 'savedmodel', takesPixels: true, output: 'logits' },
  });
});

/** Asserts that an export is refused, and that nothing is left of it. */
async function refused(
  t: TestContext,
  run: KeptRun,
  more: Partial<ExportOptions>,
  code: string,
  pattern: RegExp,
): Promise<void> {
  await assert.rejects(exportRun(exporting(run, more)), failure(code, pattern));
  assert.ok(!existsSync(join(run.runDir, 'out')));
  assert.deepEqual(
    readdirSync(run.runDir).filter((name) => name.endsWith('.new')),
    [],
  );
  t.diagnostic(code);
}

test('what cannot be exported is one clear error, and nothing is left', async (t) => {
  const run = await keptRun(t, SPEC);
  await refused(t, run, { peerId: 'c' }, 'ERR_RUN_DIR', /no learner c in .*, but a, b/);
  const damaged = join(run.runDir, 'peers', 'a', 'checkpoints', 'best.safetensors');
  writeFileSync(damaged, 'damaged');
  await refused(t, run, { peerId: 'a' }, 'ERR_CHECKPOINT_CORRUPT', /best\.safetensors/);
  const last = 'step-0000000030.safetensors';
  writeFileSync(join(run.runDir, 'peers', 'b', 'checkpoints', last), 'damaged');
  await refused(t, run, { peerId: 'b', checkpoint: 'last' }, 'ERR_CHECKPOINT_CORRUPT', new RegExp(last));
  mkdirSync(join(run.runDir, 'there'));
  const there = exporting(run, { out: join(run.runDir, 'there') });
  await assert.rejects(exportRun(there), failure('ERR_OUTPUT_EXISTS', /there exists/));
});

test('a checkpoint that does not say what its network takes is refused', async (t) => {
  const run = await keptRun(t, SPEC, ({ sample: _, ...rest }) => rest);
  await refused(t, run, { peerId: 'a' }, 'ERR_DATA_MISSING', /does not say what its network takes/);
});

test('learners that see samples in different forms are no ensemble', async (t) => {
  const run = await keptRun(
    t,
    SPEC,
    (() => {
      let peer = 0;
      return (data) => ({ ...data, normalization: { mean: [peer++], std: [1] } });
    })(),
  );
  await refused(t, run, {}, 'ERR_SHAPE', /a and b see samples in different forms/);
});

test(
  'a disk that fills in the middle is one clear error, and nothing is left',
  WITH_SMALL_DISK,
  async (t) => {
    const run = await keptRun(t, { peers: [{ id: 'a', network: 'mlp:12000' }], data: DATA });
    const formats = [...readableFormats(), 'tfjs-layers', 'safetensors'];
    const module = new URL('../../../../peer/export/export-run.js', import.meta.url).href;
    const script = `
    import { existsSync, readdirSync } from 'node:fs';
    import { exportRun } from ${JSON.stringify(module)};
    const told = [];
    for (const format of ${JSON.stringify(formats)}) {
      const given = { ...${JSON.stringify(exporting(run))}, format, out: process.cwd() + '/out' };
      const code = await exportRun(given).then(() => 'none', ({ code, message }) => code + ' ' + message);
      told.push([code, readdirSync('.')]);
    }
    console.log(JSON.stringify(told));
    process.exit();`;
    const told = JSON.parse(await runOnSmallDisk(t, script)) as [string, string[]][];
    assert.equal(told.length, formats.length);
    for (const [code, left] of told) {
      assert.match(code, /^ERR_DISK .*no space left/);
      assert.deepEqual(left, []);
    }
  },
);
