import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Waits } from '../../../../peer/io/waits.js';
import { CodistillError } from '../../../../proto/errors.js';

const LOG = { debug() {}, info() {}, warn() {}, error() {} };

function waits(signal = new AbortController().signal): Waits {
  return new Waits({ contactMs: 1_000, signal, log: LOG, nowMs: () => 0 });
}

test('the failure of either wait ends both', () => {
  for (const which of ['nats', 'run'] as const) {
    const both = waits();
    const error = new CodistillError('ERR_NATS_TLS', 'no');
    both[which].trouble(error);
    assert.equal(both.failure, error);
    assert.equal(both.signal.aborted, true);
  }
});

test('a user who has had enough, and a peer that is through, end them without failure', () => {
  const enough = new AbortController();
  const interrupted = waits(enough.signal);
  enough.abort();
  const through = waits();
  through.end();
  for (const { signal, failure } of [interrupted, through])
    assert.deepEqual([signal.aborted, failure], [true, undefined]);
});
