import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WriteStream } from 'node:tty';
import { colorsOf } from '../../../scripts/colors.js';

for (const [output, isTTY, hasColors, text] of [
  ['a terminal with colours', true, true, '\x1b[31mx\x1b[39m'],
  ['a terminal without, or whose user wants none', true, false, 'x'],
  ['a file or a pipe', undefined, undefined, 'x'],
] as const) {
  test(`the colours of ${output}`, () => {
    const stream = { isTTY, hasColors: hasColors === undefined ? undefined : () => hasColors };
    assert.equal(colorsOf(stream as unknown as WriteStream).red('x'), text);
  });
}
