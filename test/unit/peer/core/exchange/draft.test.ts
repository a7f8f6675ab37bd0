import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, draftOf, sendTo, updateTeacher } from '../../../../../peer/core/exchange/draft.js';
import { createExchange } from '../../../../../peer/core/exchange/state.js';
import { newTeacher, noteAccuracy } from '../../../../../peer/core/exchange/teacher.js';
import { memberOf, optionsOf } from '../../../../support/exchange-kit.js';

test('the bytes of a message are those of all its parts', () => {
  assert.equal(bytesOf([new Uint8Array(3), new Uint8Array(0), new Uint8Array(40)]), 43);
  assert.equal(bytesOf([]), 0);
});

test('a transition leaves the state before as it was, and one that changes nothing the very same parts', () => {
  const teacher = newTeacher(memberOf('b'), false);
  const before = { ...createExchange(optionsOf(), 1), teachers: new Map([['b', teacher]]) };
  const draft = draftOf(before, 0);
  updateTeacher(draft, 'x', (known) => noteAccuracy(known, 1));
  updateTeacher(draft, 'b', (known) => known);
  assert.equal(draft.state.teachers, before.teachers);
  updateTeacher(draft, 'b', (known) => noteAccuracy(known, 1));
  assert.equal(draft.state.teachers.get('b')?.validationAccuracy, 1);
  assert.equal(before.teachers.get('b'), teacher);
});

test('every message that goes out is counted in bytes', () => {
  const draft = draftOf(createExchange(optionsOf(), 1), 0);
  sendTo(draft, 'b', [new Uint8Array(3), new Uint8Array(4)]);
  assert.deepEqual([draft.state.statistics.bytesSent, draft.effects.length], [7, 1]);
});
