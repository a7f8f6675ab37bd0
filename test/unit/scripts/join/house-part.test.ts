import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guestsWithResults } from '../../../../scripts/join/house-part.js';
import type { PeerRow } from '../../../../scripts/launch/view-state.js';

const heartbeat = {} as NonNullable<PeerRow['heartbeat']>;

test('a result is waited for of guests that came, not of one that is given up nor of a peer of this machine', () => {
  const rows = [
    { id: 'here', status: 'finished', heartbeat },
    { id: 'trained', status: 'finished', heartbeat },
    { id: 'never-came', status: 'awaited', heartbeat: null },
    { id: 'lost', status: 'given up', heartbeat },
    { id: 'died', status: 'dead', heartbeat },
  ] as const;
  const keyOf = (id: string) => (id === 'here' ? undefined : `key of ${id}`);
  assert.deepEqual(guestsWithResults(rows, { keyOf }), ['trained', 'died']);
});
