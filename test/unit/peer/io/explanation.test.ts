import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explained, type Witnesses } from '../../../../peer/io/explanation.js';
import { runSpecCodec, type SpecReply } from '../../../../proto/codec.js';
import { CodistillError } from '../../../../proto/errors.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';

const spec = parseRunSpec({ peers: [{ id: 'a' }, { id: 'b' }] });
const there = runSpecCodec.decode(runSpecCodec.encode(parseRunSpec({ ...spec, training: { lr: 0.5 } })));

const witnesses = (reply: SpecReply | null, missing: Witnesses['missing'] = []): Witnesses => ({
  control: { fetchSpec: async () => reply },
  missing,
});
const refused = (...fields: string[]): CodistillError =>
  new CodistillError('ERR_JOIN_REFUSED', 'refused', { fix: 'mend it', facts: { fields } });

test('a run spec that differs is told with the field, as the coordinator has it', async () => {
  const error = await explained(refused('runSpecHash'), spec, witnesses({ spec: there, modules: [] }));
  assert.match(error.message, /^refused\n {2}training\.lr/);
  assert.deepEqual(
    [error.code, error.fix, error.facts.fields],
    ['ERR_JOIN_REFUSED', 'mend it', ['runSpecHash']],
  );
});

test('it stays as it is where nobody knows more, or the version differs', async () => {
  const same = refused('runSpecHash');
  assert.equal(await explained(same, spec, witnesses(null)), same);
  for (const fields of [['dataDigest'], ['runSpecHash', 'protocolVersion']]) {
    const other = refused(...fields);
    assert.equal(await explained(other, spec, witnesses({ spec: there, modules: [] })), other);
  }
});

test('a strict wait that was in vain is told with who was missing', async () => {
  const error = new CodistillError('ERR_STRICT_TIMEOUT', 'waited', { facts: { step: 7 } });
  const missing: Witnesses['missing'] = [{ peerId: 'b', reason: 'late' }];
  const told = await explained(error, spec, witnesses(null, missing));
  assert.equal(told.message, 'waited; missing: b (late)');
  assert.deepEqual(told.facts, { step: 7, missing: ['b (late)'] });
  assert.equal(await explained(error, spec, witnesses(null)), error);
});
