import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ErrorCode, EXIT_CODES } from '../../../../proto/errors.js';
import {
  errorCodeOf,
  exitKind,
  exitReason,
  lastWords,
  reportedError,
} from '../../../../scripts/launch/exit-reason.js';

const exit = (
  code: number | null,
  signal: NodeJS.Signals | null = null,
): { code: number | null; signal: typeof signal } => ({ code, signal });
const failed = (code: ErrorCode): Parameters<typeof exitKind>[0] => ({
  ...exit(EXIT_CODES[code]),
  error: { code, message: 'why\nmore', fix: '' },
});

test('what another start would meet again is hopeless', () => {
  for (const code of [
    'ERR_CONFIG',
    'ERR_DATA_MISSING',
    'ERR_CLASS_COUNT',
    'ERR_DEVICE_MISSING',
    'ERR_JOIN_REFUSED',
    'ERR_NON_FINITE',
    'ERR_STRICT_TIMEOUT',
    'ERR_NETWORK_UNKNOWN',
  ] as const) {
    assert.equal(exitKind(failed(code)), 'hopeless', code);
  }
});

test('a signal, an internal error and a hung trainer are worth another start', () => {
  assert.equal(exitKind(exit(null, 'SIGKILL')), 'restartable');
  for (const code of ['ERR_INTERNAL', 'ERR_TRAINER_STALLED', 'ERR_SUPERSEDED', 'ERR_NATS_SERVER'] as const) {
    assert.equal(exitKind(failed(code)), 'restartable', code);
  }
  assert.equal(exitKind(exit(99)), 'restartable');
});

test('status 0 is the end it should have', () => {
  assert.equal(exitKind(exit(0)), 'finished');
});

test('the reason names the signal, or the code with the first line of its message', () => {
  assert.equal(exitReason(exit(null, 'SIGKILL')), 'killed by SIGKILL');
  assert.equal(exitReason(failed('ERR_DATA_MISSING')), 'ERR_DATA_MISSING (exit status 10): why');
  assert.equal(exitReason(exit(10)), 'ERR_DATA_MISSING (exit status 10)');
  assert.equal(exitReason(exit(99)), 'exit status 99');
});

test('two deaths are the same by what was reported, unless it was a wait for somebody else', () => {
  assert.equal(lastWords(failed('ERR_INTERNAL')), 'ERR_INTERNAL: why\nmore');
  assert.equal(lastWords(failed('ERR_TRAINER_STALLED')), 'ERR_TRAINER_STALLED: why\nmore');
  for (const silent of [exit(null, 'SIGKILL'), exit(1), failed('ERR_COORDINATOR_UNREACHABLE')]) {
    assert.equal(lastWords(silent), undefined);
  }
});

test('a status that several codes share is told apart by what the child reported', () => {
  assert.equal(EXIT_CODES.ERR_CLASS_COUNT, EXIT_CODES.ERR_SHAPE);
  assert.equal(errorCodeOf(failed('ERR_CLASS_COUNT')), 'ERR_CLASS_COUNT');
});

test('the error is found among the last words, whatever native code wrote around it', () => {
  const line = JSON.stringify({ error: { code: 'ERR_SHAPE', message: 'm', fix: 'f', facts: {} } });
  assert.deepEqual(reportedError(`W tensorflow\n${line}\nsomething else\n`), {
    code: 'ERR_SHAPE',
    message: 'm',
    fix: 'f',
  });
  assert.equal(reportedError(`${line.slice(0, 20)}\n`), undefined);
  assert.equal(reportedError('{"error":{"code":"ERR_NOT_OURS","message":"m"}}'), undefined);
  assert.equal(reportedError('{"error":null}'), undefined);
  assert.equal(reportedError(''), undefined);
});
