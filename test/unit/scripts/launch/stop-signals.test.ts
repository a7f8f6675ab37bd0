import assert from 'node:assert/strict';
import process from 'node:process';
import { test } from 'node:test';
import { onStopSignals } from '../../../../scripts/launch/stop-signals.js';

test('the first signal asks, every further one insists, whichever they are', (t) => {
  const heard: string[] = [];
  const signals = onStopSignals({ first: (signal) => heard.push(signal), second: () => heard.push('again') });
  t.after(() => signals.release());
  assert.equal(signals.interrupted(), false);
  process.emit('SIGTERM', 'SIGTERM');
  assert.equal(signals.interrupted(), true);
  process.emit('SIGINT', 'SIGINT');
  assert.deepEqual(heard, ['SIGTERM', 'again']);
  const before = process.listenerCount('SIGINT');
  signals.release();
  assert.equal(process.listenerCount('SIGINT'), before - 1);
});
