import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edgeFigures } from '../../../../peer/core/exchange/edge-figures.js';
import { EdgeLedger } from '../../../../peer/core/exchange/edge-ledger.js';
import { createExchange } from '../../../../peer/core/exchange/state.js';
import type { Teacher } from '../../../../peer/core/exchange/teacher.js';
import { exchangeRecord, withEdges } from '../../../../peer/io/exchange-record.js';
import { optionsOf, roundOf } from '../../../support/exchange-kit.js';

const teacherOf = (peerId: string, lagsMs: readonly number[]): Teacher => ({
  peerId,
  incarnation: 1,
  lagsMs,
  misses: 0,
  suspended: false,
  busyUntilMs: 0,
  runsAhead: 0,
  newestStep: 0,
  heardAtMs: 0,
  intervalMs: 0,
  validationAccuracy: null,
});

test('the record of a round holds the counters so far and the lags of every teacher that was heard', () => {
  const empty = createExchange(optionsOf(), 1);
  const state = {
    ...empty,
    rounds: [roundOf(3, 40, 60, ['a', 'b'])],
    teachers: new Map([
      [
        'b',
        teacherOf(
          'b',
          Array.from({ length: 21 }, (_, i) => i),
        ),
      ],
      ['c', teacherOf('c', [])],
    ]),
    statistics: { ...empty.statistics, fullSteps: 7, rejected: { STALE: 2 } as const },
  };
  state.ledger.received('b', 5);
  const record = exchangeRecord(state, 40, -1)!;
  assert.deepEqual(record.edges, edgeFigures(state.ledger.sums()));
  assert.deepEqual([record.kind, record.peer, record.round, record.step], ['exchange', 'a', 3, 40]);
  assert.deepEqual([record.fullSteps, record.rejected], [7, { STALE: 2 }]);
  assert.deepEqual(Object.keys(record.lagsMs), ['b']);
  assert.equal(exchangeRecord(state, 41, 3), null, 'a round has one record');
  const { p50, p95 } = record.lagsMs.b!;
  assert.ok(p50 === 10 && p95 >= 18 && p95 <= 20, `${p50} ${p95}`);
});

test('without any round known it says round 0, and a run that exchanges nothing has no record', () => {
  assert.equal(exchangeRecord(createExchange(optionsOf(), 1), 0, -1)?.round, 0);
  assert.equal(exchangeRecord(createExchange(optionsOf({ enabled: false }), 1), 0, -1), null);
});

test('a trainer’s record has edges where weights teach, with what this thread knows of them', () => {
  const [here, there] = [new EdgeLedger(), new EdgeLedger()];
  here.received('b', 9);
  there.step('b', 4, 4);
  const record = { kind: 'step' };
  assert.equal(withEdges({ kind: 'record', record }, here), record);
  const edges = edgeFigures(here.sums(), there.sums());
  assert.deepEqual([edges.b!.bytes, edges.b!.steps], [9, 1]);
  assert.deepEqual(withEdges({ kind: 'record', record, edges: there.sums() }, here), { ...record, edges });
});
