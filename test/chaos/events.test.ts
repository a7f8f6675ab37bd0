import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ChaosEvent, drawEvents, FAULT_KINDS, FAULTS } from './events.js';

const countOf = (events: readonly ChaosEvent[], kind: string): number =>
  events.filter((event) => event.kind === kind).length;

test('a seed draws the same events each time, another seed others', () => {
  assert.deepEqual(drawEvents(50, 1, 3), drawEvents(50, 1, 3));
  assert.notDeepEqual(drawEvents(50, 1, 3), drawEvents(50, 2, 3));
});

test('each kind comes as often as its share says, and standard output is closed once', () => {
  const events = drawEvents(200, 1, 3);
  assert.equal(events.length, 200);
  assert.equal(countOf(events, 'close-stdout'), 1);
  const shares = FAULT_KINDS.filter((kind) => kind !== 'close-stdout').map((kind) => FAULTS[kind].share);
  const decks = 200 / shares.reduce((sum, share) => sum + share, 0);
  for (const kind of FAULT_KINDS) {
    if (kind === 'close-stdout') continue;
    const expected = decks * FAULTS[kind].share;
    assert.ok(Math.abs(countOf(events, kind) - expected) <= FAULTS[kind].share + 1, kind);
  }
});

test('only wanted kinds are drawn, for as long as they may last, on peers that there are', () => {
  const events = drawEvents(100, 3, 2, ['kill-peer', 'pause-everything']);
  assert.deepEqual(new Set(events.map(({ kind }) => kind)), new Set(['kill-peer', 'pause-everything']));
  for (const { kind, peer, forMs } of events) {
    const [min, max] = FAULTS[kind].forMs;
    assert.ok(forMs >= min && forMs <= max && (peer === 0 || peer === 1));
  }
  assert.equal(events[0]!.overlapMs, null);
  assert.ok(events.some(({ overlapMs }) => overlapMs !== null));
});
