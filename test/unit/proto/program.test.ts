import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { type Program, programUrl } from '../../../proto/program.js';

const PROGRAMS: readonly Program[] = [
  'peer/data/prefetch-worker',
  'peer/trainer/onnx-worker',
  'peer/trainer',
  'scripts/codistill',
  'scripts/guard',
];

test('code that is not bundled starts programs that are not', () => {
  for (const program of PROGRAMS) {
    const url = programUrl(program);
    assert.ok(url.pathname.endsWith(`/dist/${program}.js`), url.href);
    assert.ok(existsSync(url), url.href);
  }
});

test('code that is bundled starts those beside it', async () => {
  for (const program of PROGRAMS) {
    const name = `${program.split('/').at(-1)}.js`;
    assert.ok(existsSync(new URL(`../../../programs/${name}`, import.meta.url)), name);
  }
});
