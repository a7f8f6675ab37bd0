import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { exportRun } from '../../../../peer/export/export-run.js';
import type { Format } from '../../../../peer/export/other-runtime.js';
import { type Prediction, predictInputs } from '../../../../peer/export/predict-inputs.js';
import { openModel, openRun, type Predictor } from '../../../../peer/export/predictor.js';
import { failure, imageBytes, temporaryFolder } from '../../../support/data-files.js';
import { readableFormats } from '../../../support/export-kit.js';
import { pythonWithTorch } from '../../../support/python-packages.js';
import { keptRun } from '../../../support/saved-run-kit.js';

const PICTURES = {
  peers: [
    { id: 'a', network: 'mlp:8' },
    { id: 'b', network: 'cnn:2-4-8' },
  ],
  data: { name: 'synthetic:classes=4,size=5x6x1,train=40,test=20' },
};
const DAMAGED = failure('ERR_DATA_CORRUPT', /does not load/, /export it again/);
const warn = (message: string): void => assert.fail(message);

async function predicted(predictor: Predictor, inputs: readonly string[]): Promise<Prediction[]> {
  const found: Prediction[] = [];
  for await (const prediction of predictInputs(predictor, inputs)) found.push(prediction);
  return found;
}

/** The same classes in the same order, with probabilities that are as good as equal. */
function assertClose(found: readonly Prediction[], expected: readonly Prediction[]): void {
  const flat = (all: readonly Prediction[]) =>
    all.flatMap(({ input, classes }) => classes.map((one) => ({ input, ...one })));
  assert.deepEqual(
    flat(found).map(({ input, name }) => [input, name]),
    flat(expected).map(({ input, name }) => [input, name]),
  );
  flat(found).forEach(({ probability }, i) => {
    assert.ok(Math.abs(probability - flat(expected)[i]!.probability) < 1e-6);
  });
}

test('pictures and folders of them are predicted by the ensemble, and by what was exported of it alike', async (t) => {
  const run = await keptRun(t, PICTURES);
  const folder = join(run.runDir, 'photos');
  mkdirSync(folder);
  const one = join(run.runDir, 'one.png');
  writeFileSync(one, await imageBytes([40, 90, 200], 5, 6));
  writeFileSync(join(folder, 'two.jpg'), await imageBytes([250, 10, 10], 10, 12, 'jpeg'));
  const wide = join(run.runDir, 'wide.png');
  writeFileSync(wide, await imageBytes([40, 90, 200], 9, 40));
  const predictor = await openRun({ ...run, checkpoint: 'best' }, warn);
  const found = await predicted(predictor, [one, folder, wide]);
  await predictor.close();
  assert.deepEqual(
    found.map(({ input }) => input),
    [one, join(folder, 'two.jpg'), wide],
  );
  assertClose([{ ...found[2]!, input: one }], [found[0]!]); // the same colour, stretched
  for (const { classes } of found) {
    assert.equal(classes.length, 4);
    const sum = classes.reduce((total, { probability }) => total + probability, 0);
    assert.ok(Math.abs(sum - 1) < 1e-5);
    assert.ok(classes.every(({ probability }, i) => i === 0 || probability <= classes[i - 1]!.probability));
  }
  const python = await pythonWithTorch();
  process.env.PYTHONPATH = python?.packages;
  const cells: [Format, withPreprocessing: boolean][] = [
    ['savedmodel', false],
    ['savedmodel', true],
    ['tfjs-layers', false],
    ['tfjs-layers', true],
  ];
  if (python !== undefined) cells.push(['safetensors', true]);
  for (const [format, withPreprocessing] of cells) {
    const out = join(run.runDir, `${format}-${withPreprocessing}`);
    const given = {
      format,
      out,
      withPreprocessing,
      python: python?.program,
      places: { cacheDir: run.runDir },
    };
    await exportRun({ ...run, ...given, checkpoint: 'best' });
    const exported = await openModel(out, python?.program);
    assertClose(await predicted(exported, [one, folder, wide]), found);
    await exported.close();
  }
  if (python === undefined) return t.diagnostic('without safetensors: there is no Python with torch');
  const out = join(run.runDir, 'safetensors-true');
  writeFileSync(join(out, 'weights.safetensors'), 'damaged');
  await assert.rejects(openModel(out, python.program), DAMAGED);
  await assert.rejects(openModel(out, '/no/python'), failure('ERR_EXPORT_RUNTIME', /no.python/, /--python/));
});

test('a picture that is not there, or is none, is one error that names it', async (t) => {
  const run = await keptRun(t, PICTURES);
  const predictor = await openRun({ ...run, peerId: 'a', checkpoint: 'best' }, warn);
  t.after(() => predictor.close());
  await assert.rejects(predicted(predictor, ['/nowhere.png']), failure('ERR_DATA_MISSING', /nowhere\.png/));
  const none = join(run.runDir, 'none.png');
  writeFileSync(none, 'no picture');
  await assert.rejects(predicted(predictor, [none]), failure('ERR_DATA_CORRUPT', /none\.png/));
  const empty = join(run.runDir, 'empty');
  mkdirSync(empty);
  await assert.rejects(predicted(predictor, [empty]), failure('ERR_DATA_MISSING', /no picture in .*empty/));
});

test('pictures are predicted as they come, in order, before those far behind them are read', async (t) => {
  const run = await keptRun(t, PICTURES);
  const predictor = await openRun({ ...run, peerId: 'a', checkpoint: 'best' }, warn);
  t.after(() => predictor.close());
  const image = join(run.runDir, 'one.png');
  writeFileSync(image, await imageBytes([40, 90, 200], 5, 6));
  const late = join(run.runDir, 'late.png');
  const inputs = [...Array<string>(300).fill(image), late, image];
  writeFileSync(late, 'no picture yet');
  const found: string[] = [];
  for await (const { input } of predictInputs(predictor, inputs)) {
    if (found.length === 0) writeFileSync(late, readFileSync(image));
    found.push(input);
  }
  assert.deepEqual(found, inputs);
});

test('what follows a text is predicted from its last tokens; a shorter or a strange text is refused', async (t) => {
  const file = join(await temporaryFolder(t), 'text.txt');
  writeFileSync(file, 'abcde fghij. '.repeat(400));
  const data = { name: `text:${file},window=8,positions=8` };
  const run = await keptRun(t, {
    peers: [
      { id: 'a', network: 'gru:4-8' },
      { id: 'b', network: 'gru:4-8' },
    ],
    data,
  });
  const predictor = await openRun({ ...run, peerId: 'a', checkpoint: 'best' }, warn);
  t.after(() => predictor.close());
  const [short, long] = await predicted(predictor, ['abcde fg', 'hij. abcde fg']);
  assert.deepEqual(short!.classes, long!.classes);
  assert.equal(short!.classes.length, run.dataset.classes);
  await assert.rejects(
    predicted(predictor, ['abc']),
    failure('ERR_SHAPE', /has 3 tokens, the network reads 8/),
  );
  await assert.rejects(predicted(predictor, ['abcde Zg']), failure('ERR_SHAPE', /has the character "Z"/));
});

test('a folder that is no exported model is refused', async (t) => {
  await assert.rejects(
    openModel(await temporaryFolder(t)),
    failure('ERR_DATA_MISSING', /preprocessing\.json/),
  );
});

test('an exported model whose files are damaged or gone is refused', async (t) => {
  const run = await keptRun(t, { peers: [{ id: 'a', network: 'mlp:4' }], data: PICTURES.data });
  const places = { cacheDir: run.runDir };
  for (const format of [...readableFormats(), 'tfjs-layers'] as const) {
    const out = join(run.runDir, format);
    await exportRun({ ...run, checkpoint: 'best', format, out, withPreprocessing: false, places });
    for (const name of readdirSync(out).filter((file) => /^(saved_model|model)\./.test(file))) {
      writeFileSync(join(out, name), 'damaged');
      await assert.rejects(openModel(out), DAMAGED, format);
      rmSync(join(out, name));
      await assert.rejects(openModel(out), DAMAGED, format);
    }
  }
});
