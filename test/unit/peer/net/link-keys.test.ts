import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { LinkKeys } from '../../../../peer/net/link-keys.js';

const ENDS = { teacher: 'peer-1', incarnation: 2, student: 'peer-0' };
const [teacher, student, third] = [new LinkKeys(), new LinkKeys(), new LinkKeys()];
const name = teacher.linkName(student.publicKey, ENDS);

test('both ends of a link know its name, and nobody else', () => {
  assert.match(name!, /^[\w-]{43}$/);
  assert.equal(student.linkName(teacher.publicKey, ENDS), name);
  assert.notEqual(third.linkName(teacher.publicKey, ENDS), name);
  assert.notEqual(third.linkName(student.publicKey, ENDS), name);
});

test('each direction, life and pair has a name of its own', () => {
  const { teacher: one, student: other } = ENDS;
  const others = [
    { ...ENDS, teacher: other, student: one },
    { ...ENDS, incarnation: 1 },
    { ...ENDS, student: 'peer-2' },
  ].map((ends) => teacher.linkName(student.publicKey, ends));
  assert.equal(new Set([name, ...others]).size, 4);
});

test('a key that is none, or that shares the same secret with everybody, names no link', () => {
  for (const key of [new Uint8Array(0), new Uint8Array(31), new Uint8Array(33), new Uint8Array(32)])
    assert.equal(teacher.linkName(key, ENDS), null);
});

test('keys are drawn anew each time, and printing them does not tell the secret', () => {
  assert.notDeepEqual(teacher.publicKey, student.publicKey);
  const { curveSecretKey } = teacher.identity;
  const secret = Buffer.from(curveSecretKey);
  assert.equal(secret.length, 32);
  const said = `${inspect(teacher, { depth: 9, showHidden: true })} ${JSON.stringify(teacher)}`;
  assert.ok(!said.includes([...secret].join()), 'bytes');
  for (const form of ['hex', 'base64', 'base64url'] as const)
    assert.ok(!said.includes(secret.toString(form)), form);
});
