import assert from 'node:assert/strict';
import { test } from 'node:test';
import { membersTable } from '../../../../scripts/join/members-table.js';

const NOBODY = {
  peerId: 'peer-2',
  network: 'mlp',
  place: 'free',
  fingerprint: '',
  status: '',
  address: '',
  step: 0,
};
const GUEST = {
  ...{ peerId: 'peer-1', network: 'cnn', place: 'guest', fingerprint: '0123-4567-89ab-cdef' },
  ...{ status: 'training', address: 'tcp://192.0.2.5:5555', step: 70 },
};

test('each place has a row; a free one has no step', () => {
  const table = membersTable([GUEST, NOBODY]);
  assert.match(
    table,
    /peer-1 +│ cnn +│ guest +│ training +│ 70 +│ 0123-4567-89ab-cdef │ tcp:\/\/192\.0\.2\.5:5555/,
  );
  assert.match(table, /peer-2 +│ mlp +│ free +│ +│ +│ +│ +│/);
});

test('on a narrow terminal no line is wider than it', () => {
  for (const line of membersTable([GUEST, NOBODY], 60).split('\n')) assert([...line].length <= 60, line);
});
