import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BusyNotice } from '../../../../peer/io/busy-notice.js';

test('students are told at once, and again while it lasts', () => {
  const notice = new BusyNotice();
  assert.equal(notice.due(0, false), undefined);
  notice.begin(7, 900, 1_000);
  assert.deepEqual(notice.due(1_000, true), { step: 7, forMs: 1_500 });
  assert.equal(notice.due(1_499, true), undefined);
  assert.deepEqual(notice.due(1_500, true), { step: 7, forMs: 1_500 });
});

test('it ends with the estimate, unless the trainer says that it still evaluates, or with the next offer', () => {
  const notice = new BusyNotice();
  notice.begin(7, 900, 0);
  notice.due(0, true);
  assert.deepEqual(notice.due(5_000, true), { step: 7, forMs: 1_500 });
  assert.equal(notice.due(6_000, false), undefined);
  assert.equal(notice.due(60_000, true), undefined, 'it does not begin again by itself');
  notice.begin(9, 900, 70_000);
  notice.end();
  assert.equal(notice.due(70_000, true), undefined);
});
