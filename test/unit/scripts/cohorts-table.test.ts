import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PROTOCOL_VERSION } from '../../../proto/limits.js';
import { cohortLine, cohortsTable, discoveryAdvice } from '../../../scripts/cohorts-table.js';
import type { HeardNotice } from '../../../scripts/net/cohort-notice.js';

const LAB: HeardNotice = {
  key: '00c0ffee',
  runId: 'lab',
  protocol: PROTOCOL_VERSION,
  places: 3,
  placesFree: 1,
  data: 'mnist',
  networks: '2 mlp:8, cnn',
  addresses: ['203.0.113.1', '2001:db8::1'],
  port: 4222,
};
const FULL = { ...LAB, placesFree: 0 };
const NEWER = { ...LAB, protocol: PROTOCOL_VERSION + 1 };

test('a cohort is a row with size, task, and whether it takes guests', () => {
  const text = cohortsTable([LAB, FULL, NEWER]);
  assert.match(text, /lab +│ 203\.0\.113\.1:4222 \[2001:db8::1\]:4222 │ 3 +│ 1 free +│ mnist │ 2 mlp:8, cnn/);
  assert.match(text, /│ no: full +│/);
  assert.match(text, new RegExp(`│ no: protocol ${NEWER.protocol}, here ${PROTOCOL_VERSION} │`));
});

test('in a pipe a cohort is a line', () => {
  assert.equal(
    cohortLine({ ...LAB, addresses: ['203.0.113.1'] }),
    'lab at 203.0.113.1:4222: 3 places, guests: 1 free, mnist, 2 mlp:8, cnn',
  );
  assert.match(cohortLine({ ...LAB, addresses: [] }), /^lab at port 4222: /);
});

test('it is said how to join, that nobody takes guests, or why silence may mislead', () => {
  assert.match(discoveryAdvice([FULL, LAB], 3), /codistill invite.*codistill join TOKEN/);
  assert.match(discoveryAdvice([FULL, NEWER], 3), /none of them takes guests/);
  assert.match(discoveryAdvice([], 3), /within 3 s\..*router.*UDP port 5353.*containers.*join TOKEN/s);
});
