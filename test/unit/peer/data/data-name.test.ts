import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkOptionKeys,
  numberOption,
  parseDataName,
  shapeOption,
} from '../../../../peer/data/data-name.js';
import { isModulePath } from '../../../../proto/user-module.js';
import { failure } from '../../../support/data-files.js';

test('a name is a set and its options', () => {
  assert.deepEqual(parseDataName('mnist'), { set: 'mnist', options: new Map() });
  const { set, options } = parseDataName('synthetic:classes=3,size=8x8x1');
  assert.equal(set, 'synthetic');
  assert.deepEqual(
    [...options],
    [
      ['classes', '3'],
      ['size', '8x8x1'],
    ],
  );
});

test('an option that is not key=value or comes twice is refused', () => {
  for (const name of ['a:', 'a:b', 'a:b=', 'a:b=1,b=2', 'a:=1']) {
    assert.throws(() => parseDataName(name), failure('ERR_CONFIG', /key=value/));
  }
});

test('an unknown option is refused with the nearest known one', () => {
  const name = parseDataName('synthetic:clases=3');
  assert.throws(
    () => checkOptionKeys(name, ['classes', 'size']),
    failure('ERR_CONFIG', /"clases"/, /"classes"\?/),
  );
  assert.throws(() => checkOptionKeys(name, []), failure('ERR_CONFIG', /takes no options/));
});

test('numbers and shapes are checked', () => {
  const range = { fallback: 7, min: 2, max: 9, whole: true };
  assert.equal(numberOption(parseDataName('a'), 'n', range), 7);
  assert.equal(numberOption(parseDataName('a:n=9'), 'n', range), 9);
  for (const text of ['1', '10', '2.5', 'x', 'NaN']) {
    assert.throws(() => numberOption(parseDataName(`a:n=${text}`), 'n', range), failure('ERR_CONFIG', /n=/));
  }
  assert.deepEqual(shapeOption(parseDataName('a:s=8x9x3'), 's'), [8, 9, 3]);
  assert.deepEqual(shapeOption(parseDataName('a:s=8x9'), 's'), [8, 9, undefined]);
  for (const text of ['8', '0x8', '8x8x2', '8x8x3x1', 'axb']) {
    assert.throws(() => shapeOption(parseDataName(`a:s=${text}`), 's'), failure('ERR_CONFIG', /s=/));
  }
});

test('paths and JavaScript files are modules, names are not', () => {
  assert.deepEqual(['./a', '../a.js', '/a/b', 'a.mjs', 'mnist', 'synthetic:noise=0.5'].map(isModulePath), [
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});

test('a text is named by its file, with options behind it, and is no module whatever its file is called', () => {
  assert.deepEqual([...parseDataName('text:a b.txt').options], [['file', 'a b.txt']]);
  assert.deepEqual(
    [...parseDataName('bytes:../x=1,y.txt,window=3,positions=2').options],
    [
      ['file', '../x=1,y.txt'],
      ['window', '3'],
      ['positions', '2'],
    ],
  );
  assert.equal(isModulePath('text:./source.js'), false);
  assert.equal(isModulePath('text:/a/b.txt,window=3'), false);
  for (const name of ['text:', 'text:,window=3', 'text:a,window=1,window=2', 'text:a,file=b']) {
    assert.throws(() => parseDataName(name), failure('ERR_CONFIG'));
  }
});
