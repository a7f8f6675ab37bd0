import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodistillError } from '../../../proto/errors.js';
import { Patience } from '../../../proto/patience.js';

const AWAY = new CodistillError('ERR_NATS_SERVER', 'no server', {
  fix: 'start one',
  facts: { natsUrl: 'u' },
});
const NEVER = new CodistillError('ERR_NATS_LOGIN', 'no entry');

function waiting(boundMs: number): {
  patience: Patience;
  said: string[];
  failed: CodistillError[];
  at(ms: number, error?: CodistillError): void;
} {
  let nowMs = 0;
  const said: string[] = [];
  const failed: CodistillError[] = [];
  const patience = new Patience({
    nowMs: () => nowMs,
    boundMs,
    say: (line) => said.push(line),
    fail: (error) => failed.push(error),
  });
  const at = (ms: number, error = AWAY): void => {
    nowMs = ms;
    patience.trouble(error);
  };
  return { patience, said, failed, at };
}

test('a wait says at once and then every five seconds what for, why and until when', () => {
  const { said, at } = waiting(60_000);
  for (let ms = 0; ms <= 10_000; ms += 250) at(ms);
  assert.deepEqual(said, [
    'waiting for 60 s at most: no server',
    'waiting for 55 s at most: no server',
    'waiting for 50 s at most: no server',
  ]);
});

test('another reason is said at once', () => {
  const { said, at } = waiting(60_000);
  at(0);
  at(100, new CodistillError('ERR_NATS_SERVER', 'another'));
  assert.deepEqual(said, ['waiting for 60 s at most: no server', 'waiting for 60 s at most: another']);
});

test('a wait ends after its bound, once, with the last reason and its code', () => {
  const { failed, at } = waiting(30_000);
  for (const ms of [0, 29_999, 30_000, 40_000]) at(ms);
  assert.equal(failed.length, 1);
  const { code, message, fix, facts } = failed[0]!;
  assert.deepEqual(
    [code, message, fix, facts],
    [AWAY.code, 'waited 30 s in vain: no server', AWAY.fix, AWAY.facts],
  );
});

test('what no waiting mends ends it at once', () => {
  const { failed, said, at } = waiting(30_000);
  at(0);
  at(1, NEVER);
  at(2, NEVER);
  assert.deepEqual([failed, said.length], [[NEVER], 1]);
});

test('who does not want to wait gets the first reason as it is', () => {
  const { failed, said, at } = waiting(0);
  at(0);
  assert.deepEqual([failed, said], [[AWAY], []]);
});

test('a wait without a bound names none, and does not end', () => {
  const { failed, said, at } = waiting(Number.POSITIVE_INFINITY);
  at(1e9);
  assert.deepEqual([failed, said], [[], ['waiting: no server']]);
});

test('what came and went again may take as long anew', () => {
  const { patience, failed, at } = waiting(30_000);
  at(29_000);
  patience.renew();
  at(50_000);
  assert.deepEqual(failed, []);
  at(59_000);
  assert.equal(failed.length, 1);
});

test('where nobody waits any more, trouble is told and ends nothing', () => {
  const { patience, failed, said, at } = waiting(30_000);
  patience.content();
  assert.equal(patience.waiting, false);
  for (let ms = 40_000; ms < 60_000; ms += 250) {
    patience.content();
    at(ms, NEVER);
  }
  assert.deepEqual([failed, said], [[], ['no entry', 'no entry']]);
});

test('a trouble that stays is told ever more seldom; one that comes back after a while is news', () => {
  const { patience, at, said } = waiting(30_000);
  patience.content();
  const from = (fromMs: number, seconds: number): number => {
    const before = said.length;
    for (let ms = fromMs; ms <= fromMs + seconds * 1_000; ms += 1_000) at(ms);
    return said.length - before;
  };
  assert.equal(from(40_000, 8 * 60 * 60), 13, 'of a night');
  assert.equal(from(40_000 + 9 * 60 * 60 * 1_000, 5), 1, 'an hour later');
});
