import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, type Draft, sendTo, updateTeacher } from '../../../../../peer/core/exchange/draft.js';
import { createExchange } from '../../../../../peer/core/exchange/state.js';
import { newTeacher, noteAccuracy } from '../../../../../peer/core/exchange/teacher.js';
import { memberOf, optionsOf } from '../../../../support/exchange-kit.js';

function draftOf(): Draft {
  const state = createExchange(optionsOf(), 1);
  const teachers = new Map([['b', newTeacher(memberOf('b'), false)]]);
  return { state: { ...state, teachers }, effects: [], nowMs: 0 };
}

test('the bytes of a message are those of all its parts', () => {
  assert.equal(bytesOf([new Uint8Array(3), new Uint8Array(0), new Uint8Array(40)]), 43);
  assert.equal(bytesOf([]), 0);
});

test('a transition of a teacher leaves the state before as it was, and one that changes nothing the state itself', () => {
  const draft = draftOf();
  const before = draft.state;
  updateTeacher(draft, 'x', (teacher) => noteAccuracy(teacher, 1));
  updateTeacher(draft, 'b', (teacher) => teacher);
  assert.equal(draft.state, before);
  updateTeacher(draft, 'b', (teacher) => noteAccuracy(teacher, 1));
  assert.equal(draft.state.teachers.get('b')?.validationAccuracy, 1);
  assert.equal(before.teachers.get('b')?.validationAccuracy, null);
});

test('every message that goes out is counted in bytes', () => {
  const draft = draftOf();
  sendTo(draft, 'b', [new Uint8Array(3), new Uint8Array(4)]);
  assert.deepEqual([draft.state.statistics.bytesSent, draft.effects.length], [7, 1]);
});
