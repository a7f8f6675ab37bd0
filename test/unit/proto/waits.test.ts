import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodistillError } from '../../../proto/errors.js';
import { Waits } from '../../../proto/waits.js';

function waits(signal?: AbortSignal): Waits {
  return new Waits({ boundMs: 1_000, say() {}, nowMs: () => 0, ...(signal === undefined ? {} : { signal }) });
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

test('a user who has had enough, and whoever is through, end them without failure', () => {
  const enough = new AbortController();
  const interrupted = waits(enough.signal);
  enough.abort();
  const through = waits();
  through.end();
  for (const { signal, failure } of [interrupted, through])
    assert.deepEqual([signal.aborted, failure], [true, undefined]);
});
