import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertNever, CodistillError, DecodeError, EXIT_CODES, ShapeError } from '../../../proto/errors.js';

test('an error carries its code, what to do, its facts, its cause and the exit code of its process', () => {
  const cause = new Error('ENOENT');
  const error = new CodistillError('ERR_DATA_MISSING', 'no file x', {
    fix: 'give --data-dir',
    facts: { path: 'x' },
    cause,
  });
  assert.ok(error instanceof Error);
  assert.deepEqual(
    [error.name, error.code, error.message, error.fix, error.facts, error.cause, error.exitCode],
    ['CodistillError', 'ERR_DATA_MISSING', 'no file x', 'give --data-dir', { path: 'x' }, cause, 10],
  );
});

test('what is not given is empty, and an absent cause is no property', () => {
  const error = new CodistillError('ERR_USAGE', 'what');
  assert.deepEqual([error.fix, error.facts, Object.hasOwn(error, 'cause')], ['', {}, false]);
});

test('decode and shape errors are codistill errors with codes of their own', () => {
  const [decode, shape] = [new DecodeError('bytes', { at: 1 }), new ShapeError('rows')];
  assert.ok(decode instanceof CodistillError && shape instanceof CodistillError);
  assert.deepEqual([decode.name, decode.code, decode.facts], ['DecodeError', 'ERR_DECODE', { at: 1 }]);
  assert.deepEqual([shape.name, shape.code, shape.exitCode], ['ShapeError', 'ERR_SHAPE', 12]);
});

test('exit codes fit a byte, are never success, and leave 128 and up to signals', () => {
  for (const [code, exit] of Object.entries(EXIT_CODES)) {
    const signal = code === 'ERR_INTERRUPTED' ? exit === 130 : exit < 128;
    assert.ok(Number.isInteger(exit) && exit > 0 && signal, `${code} ${exit}`);
  }
});

test('a value that no type allows is named when it comes all the same', () => {
  assert.throws(() => assertNever('maybe' as never), /unexpected value "maybe"/);
});
