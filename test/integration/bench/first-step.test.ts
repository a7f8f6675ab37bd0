/** A real cohort, launched as a user does. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { launchToFirstStep } from '../../../bench/first-step.js';
import { temporaryFolder } from '../../support/data-files.js';

const ARGS = [
  '--peers',
  '2',
  '--network',
  'mlp:4',
  '--data',
  'synthetic:size=4x4x1,train=2000',
  '--epochs',
  '5000',
];

test('a launch is told part by part up to the first step, and ended there; the next one finds the graph', async (t) => {
  const cacheDir = await temporaryFolder(t);
  const temporary = await temporaryFolder(t);
  const { TMPDIR } = process.env;
  process.env.TMPDIR = temporary; // where nobody else leaves anything
  t.after(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  });
  const made = await launchToFirstStep(ARGS, 2, cacheDir);
  assert.ok(readdirSync(join(cacheDir, 'graphs')).length >= 1);
  const cached = await launchToFirstStep(ARGS, 2, cacheDir);
  for (const { totalMs, partsMs } of [made, cached]) {
    assert.deepEqual(Object.keys(partsMs).slice(0, 5), ['launcher', 'process', 'library', 'data', 'network']);
    assert.ok(
      Object.values(partsMs).every((partMs) => partMs >= 0),
      JSON.stringify(partsMs),
    );
    const sumMs = Object.values(partsMs).reduce((sum, partMs) => sum + partMs, 0);
    assert.ok(Math.abs(sumMs - totalMs) < 1e-6);
  }
  assert.ok(!('trace' in cached.partsMs) && 'load' in cached.partsMs);
  assert.deepEqual(readdirSync(temporary), []);
});

test('a launch that fails is an error with its last words', async (t) => {
  const cacheDir = await temporaryFolder(t);
  await assert.rejects(launchToFirstStep(['--data', 'mnits'], 2, cacheDir), /no first step.*mnits/s);
});
