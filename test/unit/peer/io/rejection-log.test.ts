import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RejectionReason } from '../../../../peer/core/exchange/rejection.js';
import { RejectionLog } from '../../../../peer/io/rejection-log.js';

function recorded(): { log: RejectionLog; facts: Record<string, unknown>[] } {
  const facts: Record<string, unknown>[] = [];
  const nothing = (): void => undefined;
  const warn = (line: object): void => {
    facts.push(line as Record<string, unknown>);
  };
  return { log: new RejectionLog({ debug: nothing, info: nothing, warn, error: nothing }), facts };
}

const rejection = (from: string, reason: RejectionReason, detail = 'why') =>
  ({ kind: 'rejected', from, reason, detail }) as const;

test('the first rejection of a kind from a link is logged, the same again is not', () => {
  const { log, facts } = recorded();
  for (let i = 0; i < 3; i++) {
    log.write(rejection('b#1', 'STALE'));
    log.write(rejection('c#1', 'STALE'));
    log.write(rejection('b#1', 'MALFORMED'));
  }
  assert.deepEqual(
    facts.map(({ from, reason }) => [from, reason]),
    [
      ['b#1', 'STALE'],
      ['c#1', 'STALE'],
      ['b#1', 'MALFORMED'],
    ],
  );
});

test('every mismatch of batches is logged: each names another step', () => {
  const { log, facts } = recorded();
  for (const step of [4, 5, 6]) log.write(rejection('b#1', 'BATCH_MISMATCH', `step ${step}`));
  assert.deepEqual(
    facts.map(({ detail }) => detail),
    ['step 4', 'step 5', 'step 6'],
  );
});

test('a flood of strangers fills neither the log nor a line of it', () => {
  const { log, facts } = recorded();
  for (let i = 0; i < 5_000; i++) log.write(rejection(`${i}${'x'.repeat(1_000)}`, 'UNKNOWN_SENDER'));
  assert.equal(facts.length, 1_000);
  assert.ok(facts.every(({ from }) => String(from).length <= 128));
});
