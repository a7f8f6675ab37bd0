import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModuleDigest } from '../../../proto/codec.js';
import { firstModuleDifference, hexOf, withModules } from '../../../proto/module-digest.js';

const module = (path: string, byte: number): ModuleDigest => ({ path, sha256: Uint8Array.of(byte, 255) });

test('the first module of another text is found; one that a side does not have is no difference', () => {
  const here = [module('./a.js', 1), module('./b.js', 2), module('./c.js', 3)];
  assert.equal(firstModuleDifference(here, []), undefined);
  assert.equal(firstModuleDifference(here, [module('./c.js', 3), module('./d.js', 9)]), undefined);
  const there = [module('./c.js', 9), module('./b.js', 9), module('./a.js', 1)];
  assert.equal(firstModuleDifference(here, there), here[1]);
});

test('a module that is known stays as it is, others are added', () => {
  const known = [module('./a.js', 1)];
  assert.deepEqual(withModules(known, [module('./a.js', 9), module('./b.js', 2)]), [
    module('./a.js', 1),
    module('./b.js', 2),
  ]);
});

test('a digest reads as hexadecimal', () => {
  assert.equal(hexOf(Uint8Array.of(0, 171)), '00ab');
});
