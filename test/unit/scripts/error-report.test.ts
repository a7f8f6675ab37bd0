import assert from 'node:assert/strict';
import { test } from 'node:test';
import pc from 'picocolors';
import { CodistillError } from '../../../proto/errors.js';
import { errorText, toCodistillError, usageError } from '../../../scripts/error-report.js';

const plain = pc.createColors(false);
const vocabulary = {
  usages: ['launch', 'peer', 'evaluate <run-dir>', 'data <action> <set>'],
  options: ['epochs', 'batch', 'data-dir', 'help'],
};

test('a message that comes from another machine cannot order a terminal about', () => {
  const error = new CodistillError('ERR_PEER_FAILED', 'peer-1 says \u001b[2Jall is well\nsecond', {
    fix: '\u009b1m',
  });
  const text = errorText(error, false, plain);
  assert.equal(text, 'error ERR_PEER_FAILED: peer-1 says  [2Jall is well\nsecond\nfix:  1m\n');
});

test('an error is two lines: what was wrong, and what to do', () => {
  const error = new CodistillError('ERR_DATA_MISSING', 'no file x', { fix: 'give --data-dir' });
  assert.equal(errorText(error, false, plain), 'error ERR_DATA_MISSING: no file x\nfix: give --data-dir\n');
});

test('as JSON an error is one line with code, message, fix and facts', () => {
  const error = new CodistillError('ERR_DATA_MISSING', 'a\nb', { fix: 'c', facts: { path: 'x' } });
  const text = errorText(error, true, plain);
  assert.equal(text.indexOf('\n'), text.length - 1);
  assert.deepEqual(JSON.parse(text), {
    error: { code: 'ERR_DATA_MISSING', message: 'a\nb', fix: 'c', facts: { path: 'x' } },
  });
});

test('anything unexpected is an internal error that shows where it came from', () => {
  const error = toCodistillError(new TypeError('boom'));
  assert.equal(error.code, 'ERR_INTERNAL');
  assert.match(errorText(error, false, plain), /TypeError: boom\n {4}at /);
  assert.match(errorText(toCodistillError('just text'), false, plain), /ERR_INTERNAL: just text/);
});

test('a full disk is named as such', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  assert.equal(toCodistillError(full).code, 'ERR_DISK');
});

for (const [args, complaint, message] of [
  [['lunch'], 'Unknown argument: lunch', 'there is no command "lunch"; did you mean "launch"?'],
  [
    ['launch', '--epcohs', '3'],
    'Unknown argument: epcohs',
    'there is no option --epcohs; did you mean --epochs?',
  ],
  [
    ['launch', '--dataDr', 'x'],
    'Unknown arguments: dataDr, data-dr',
    'there is no option --data-dr; did you mean --data-dir?',
  ],
  [['launch', 'foo'], 'Unknown argument: foo', '"foo" does not belong here'],
  [['launch', '--epochs'], 'Not enough arguments following: epochs', '--epochs needs a value'],
  [
    ['evaluate'],
    'Not enough non-option arguments: got 0, need at least 1',
    'evaluate needs more than that: codistill evaluate <run-dir>',
  ],
  [['peer'], 'Missing required arguments: run, nats', 'missing: --run, --nats'],
  [
    ['launch'],
    'Invalid values:\n  Argument: optimizer, Given: "sdg", Choices: "sgd", "adam"',
    '--optimizer "sdg": choose "sgd" or "adam"',
  ],
  [
    ['data', 'fetch', 'cifar9'],
    'Invalid values:\n  Argument: set, Given: "cifar9", Choices: "cifar10", "cifar100"',
    '<set> "cifar9": choose "cifar10" or "cifar100"',
  ],
] as const) {
  test(`\`${args.join(' ')}\` is answered with: ${message}`, () => {
    const error = usageError(new Error(complaint), args, vocabulary);
    assert.deepEqual([error.code, error.message], ['ERR_USAGE', message]);
  });
}
