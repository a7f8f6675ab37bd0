import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  canSend,
  connected,
  credited,
  disconnected,
  helloSaid,
  holdsBack,
  newLink,
  nextHello,
  nextHelloMs,
  pendingMax,
  type StudentLink,
  sentOn,
  waitedInVain,
  waitsOn,
} from '../../../../../peer/core/exchange/student-link.js';
import { LIMITS } from '../../../../../proto/limits.js';
import { memberOf } from '../../../../support/exchange-kit.js';

const NEW = newLink(memberOf('b'), false);
const TWO = pendingMax({ pipeline: 0, strict: false });
const parts = (byte: number): readonly Uint8Array[] => [Uint8Array.of(byte)];

/** A link whose first hello, said at time 0, was answered. */
const granted = (batches: number): StudentLink =>
  credited(helloSaid(nextHello(connected(NEW)), 0), { batches, hello: 1 })!;

test('a link may send while it is up and has credit', () => {
  assert.deepEqual([NEW, connected(NEW), granted(1), sentOn(granted(1), parts(0), 2)].map(canSend), [
    false,
    false,
    true,
    false,
  ]);
  assert.equal(canSend(disconnected(granted(1), 2)), false);
});

test('an answer to a hello does not count what was sent since, credit given back adds up to the bound', () => {
  const link = { ...sentOn(granted(8), parts(0), 2), granted: false };
  assert.equal(credited(link, { batches: 8, hello: 1 })?.credit, 7);
  assert.equal(credited(link, { batches: 0, hello: 1 })?.credit, 0, 'never less than none');
  assert.equal(credited(granted(2), { batches: 3, hello: 0 })?.credit, 5);
  assert.equal(credited(granted(8), { batches: 3, hello: 0 })?.credit, LIMITS.creditBatches);
});

test('a second answer to a hello, or one to an earlier hello, changes nothing', () => {
  assert.equal(credited(granted(8), { batches: 8, hello: 1 }), null);
  assert.equal(credited(nextHello(granted(8)), { batches: 8, hello: 1 }), null);
});

test('without credit the newest predictions wait, and no more of them than can be of use', () => {
  let link = granted(0);
  for (let byte = 0; byte < 5; byte++) link = waitsOn(link, parts(byte), TWO);
  assert.deepEqual(
    link.pending.map(([part]) => part![0]),
    [3, 4],
  );
  assert.equal(link.pending.length, TWO);
});

test('in a strict run all that was sent on credit waits for the next connection', () => {
  const most = pendingMax({ pipeline: 0, strict: true });
  let link = granted(LIMITS.creditBatches);
  for (let byte = 0; byte < LIMITS.creditBatches; byte++) link = sentOn(link, parts(byte), most);
  assert.equal(disconnected(link, most).pending.length, LIMITS.creditBatches);
});

test('what a broken connection may have lost waits for the next one, the newest of it', () => {
  let link = granted(3);
  for (let byte = 0; byte < 3; byte++) link = sentOn(link, parts(byte), TWO);
  link = waitsOn(link, parts(3), TWO);
  const broken = disconnected(link, TWO);
  assert.deepEqual(
    broken.pending.map(([part]) => part![0]),
    [2, 3],
  );
  assert.deepEqual([broken.sent, broken.credit, broken.up], [[], 0, false]);
  assert.deepEqual(disconnected(broken, TWO), broken, 'it breaks once');
});

test('a hello is repeated until it is answered, and a dry link asks again only while something waits', () => {
  const asked = helloSaid(nextHello(connected(NEW)), 1_000);
  assert.equal(nextHelloMs(asked), 1_250);
  assert.equal(nextHelloMs(granted(1)), Number.POSITIVE_INFINITY);
  assert.equal(nextHelloMs(granted(0)), Number.POSITIVE_INFINITY);
  assert.equal(nextHelloMs(waitsOn(granted(0), parts(0), TWO)), LIMITS.requestMs);
  assert.equal(nextHelloMs(disconnected(asked, 2)), Number.POSITIVE_INFINITY);
});

test('each new hello has the next number, a repeated one its own', () => {
  const first = helloSaid(nextHello(connected(NEW)), 0);
  assert.deepEqual([first.hello, first.hellos], [1, 1]);
  assert.deepEqual([helloSaid(first, 250).hello, helloSaid(first, 250).hellos], [1, 2]);
  assert.equal(nextHello(first).hello, 2);
});

test('a student holds back while predictions wait for it, until it was waited for in vain; strict also while it is down', () => {
  const full = waitsOn(granted(0), parts(0), TWO);
  assert.deepEqual([holdsBack(full, false), holdsBack(granted(0), false)], [true, false]);
  const down = { ...full, up: false };
  assert.deepEqual([holdsBack(down, false), holdsBack(down, true)], [false, true]);
  const outrun = waitedInVain(full);
  assert.equal(holdsBack(outrun, true), false);
  assert.equal(credited(outrun, { batches: 1, hello: 0 })?.outrun, false, 'credit makes up for it');
  assert.equal(credited(outrun, { batches: 0, hello: 0 })?.outrun, true);
  const asked = nextHello(outrun);
  assert.equal(
    credited(asked, { batches: 16, hello: asked.hello })?.outrun,
    true,
    'a hello is no sign of training',
  );
});
