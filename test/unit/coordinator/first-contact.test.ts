import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coreOptions } from '../../../coordinator/core/options.js';
import { INITIAL_STATE } from '../../../coordinator/core/state.js';
import { FirstContact } from '../../../coordinator/first-contact.js';
import { Patience } from '../../../proto/patience.js';
import { specOf } from '../../support/specs.js';

test('as long as nobody has called, run, server and runs that are asked for are named; strangers are bounded', () => {
  const said: string[] = [];
  const patience = (): Patience =>
    new Patience({ nowMs: () => 0, boundMs: 1_000, say: (line) => said.push(line), fail: assert.fail });
  const waits = { nats: patience(), run: patience() };
  const contact = new FirstContact('lab2', 'nats://h', waits);
  const options = coreOptions('lab2', specOf());
  contact.look(INITIAL_STATE, 0, options);
  for (let i = 0; i < 100; i++) contact.hear(`lba${i}`);
  contact.look(INITIAL_STATE, 0, options);
  contact.look({ ...INITIAL_STATE, finished: true }, 0, options);
  assert.deepEqual(said, [
    'waiting for 1 s at most: run "lab2" at nats://h: no peer has called',
    'waiting for 1 s at most: run "lab2" at nats://h: no peer has called; somebody asks for run "lba0", "lba1", "lba2", "lba3"',
  ]);
  assert.deepEqual([waits.nats.waiting, waits.run.waiting], [true, true]);
});
