/**
 * The bytes of this protocol version, one message of every kind in `test/golden/<name>.hex`. A difference means that
 * peers of this build and of an earlier one misunderstand each other: raise PROTOCOL_VERSION, or take the change back.
 * After a deliberate, compatible addition: `CODISTILL_GOLDEN=write npm test -- unit/proto/golden`.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PROTOCOL_VERSION } from '../../../proto/limits.js';
import { goldenMessages } from '../../support/golden-messages.js';
import { WIRE_MESSAGES } from '../../support/message-arbitrary.js';
import { REPOSITORY } from '../../support/repository.js';

const DIRECTORY = join(REPOSITORY, 'test', 'golden');
const LINE_BYTES = 32;

function hexLines(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.match(new RegExp(`.{1,${LINE_BYTES * 2}}`, 'g'))!.join('\n')}\n`;
}

const messages = Object.entries(goldenMessages());
if (process.env.CODISTILL_GOLDEN === 'write') {
  for (const [name, bytes] of messages) writeFileSync(join(DIRECTORY, `${name}.hex`), hexLines(bytes));
}

for (const [name, bytes] of messages) {
  test(`protocol version ${PROTOCOL_VERSION} encodes ${name} to these bytes`, () => {
    assert.equal(hexLines(bytes), readFileSync(join(DIRECTORY, `${name}.hex`), 'utf8'));
  });
}

test('these frames are of the protocol version that this build speaks', () => {
  assert.equal(PROTOCOL_VERSION, 5);
});

test('every kind of message has its frame, and every frame its message', () => {
  const frames = readdirSync(DIRECTORY).filter((name) => name.endsWith('.hex'));
  assert.deepEqual(frames.sort(), messages.map(([name]) => `${name}.hex`).sort());
  const kebab = (name: string): string => name.replace(/\B[A-Z]/g, '-$&').toLowerCase();
  const kinds = WIRE_MESSAGES.map(({ name }) => kebab(name)).filter((name) => name !== 'data-header');
  for (const kind of kinds)
    assert.ok(
      messages.some(([name]) => name === kind),
      kind,
    );
});
