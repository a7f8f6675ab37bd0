import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DataHeader, dataHeaderCodec } from '../../../../../proto/codec.js';
import { LIMITS } from '../../../../../proto/limits.js';
import { ExchangeKit, memberOf, RUN, roundOf } from '../../../../support/exchange-kit.js';

function steps(header: readonly DataHeader[]): readonly number[] {
  return header.flatMap((one) => (one.body === 'prediction' ? [one.prediction.step] : []));
}

test('a link says hello when it comes up, and again until there is credit', () => {
  const kit = new ExchangeKit();
  kit.cohort(['b']);
  kit.do({ kind: 'linkUp', student: 'b' });
  kit.pass(100);
  assert.equal(kit.sentTo('b').length, 1);
  kit.pass(150);
  assert.equal(kit.sentTo('b').length, 2);
  kit.grant('b', 8);
  kit.pass(10_000);
  assert.equal(kit.sentTo('b').length, 2);
});

test('a link whose hellos nobody answers is opened anew', () => {
  const kit = new ExchangeKit();
  kit.cohort(['b']);
  kit.do({ kind: 'linkUp', student: 'b' });
  for (let i = 0; i < 4; i++) kit.pass(250);
  assert.equal(kit.effects.filter((effect) => effect.kind === 'relink').length, 1);
  kit.pass(5_000);
  assert.equal(kit.sentTo('b').length, 4, 'nothing is said while it is down');
  kit.do({ kind: 'linkUp', student: 'b' });
  assert.equal(kit.sentTo('b').length, 5);
});

test('without credit only the two newest predictions are kept, and go out when credit comes', () => {
  const kit = ExchangeKit.among(['b']);
  for (let step = 0; step < 12; step++) {
    kit.offer(step);
    kit.do({ kind: 'abort' });
  }
  assert.deepEqual(steps(kit.sentTo('b')), [0, 1, 2, 3, 4, 5, 6, 7]);
  assert.equal(kit.state.statistics.predictionsReplaced, 2);
  kit.grant('b', 4);
  assert.deepEqual(steps(kit.sentTo('b')).slice(8), [10, 11]);
});

test('more credit than there is never accumulates', () => {
  const kit = ExchangeKit.among(['b']);
  for (let i = 0; i < 5; i++) kit.grant('b', 1_000_000);
  assert.equal(kit.state.links.get('b')?.credit, LIMITS.creditBatches);
});

test('an answer counts from its hello, once, and not for a newer one', () => {
  const kit = new ExchangeKit();
  const credit = (): number => kit.state.links.get('b')!.credit;
  kit.cohort(['b']);
  kit.do({ kind: 'start', step: 0, fromStep: 0 });
  kit.do({ kind: 'linkUp', student: 'b' });
  kit.pass(250);
  kit.grant('b', 8, 1);
  const train = (step: number): void => {
    kit.offer(step);
    kit.do({ kind: 'abort' });
  };
  for (const step of [0, 1, 2]) train(step);
  kit.grant('b', 8, 1);
  assert.equal(credit(), 5, 'the second of two answers to a hello that was repeated');
  for (const step of [3, 4, 5, 6, 7, 8, 9]) train(step);
  assert.deepEqual([credit(), kit.state.links.get('b')!.pending.length], [0, 2]);
  kit.pass(LIMITS.requestMs);
  const hellos = kit.sentTo('b').flatMap((one) => (one.body === 'hello' ? [one.hello.number] : []));
  assert.deepEqual(hellos, [1, 1, 2]);
  kit.grant('b', 8, 1);
  assert.equal(credit(), 0, 'an answer to the hello before');
  kit.grant('b', 4, 0);
  assert.deepEqual([credit(), steps(kit.sentTo('b')).slice(-2)], [2, [8, 9]], 'given back on the way');
  kit.grant('b', 4, 2);
  assert.equal(credit(), 2, 'of the four that it had at the hello two are spent');
});

test('a link that went down and up starts anew', () => {
  const kit = ExchangeKit.among(['b']);
  kit.offer(0);
  kit.do({ kind: 'linkDown', student: 'b' });
  kit.do({ kind: 'abort' });
  kit.offer(1);
  assert.deepEqual(steps(kit.sentTo('b')), [0]);
  kit.do({ kind: 'linkUp', student: 'b' });
  kit.grant('b', 8);
  assert.deepEqual(
    steps(kit.sentTo('b')),
    [0, 0, 1],
    'the newest one waited; step 0 may be lost with the connection',
  );
});

test('malformed credit changes nothing and is counted', () => {
  const kit = ExchangeKit.among(['b']);
  const before = kit.state.links.get('b');
  kit.do({ kind: 'linkFrames', student: 'b', parts: [Uint8Array.of(255)] });
  const other = dataHeaderCodec.encode({
    body: 'credit',
    credit: { runId: `${RUN}x`, batches: 1, hello: 0 },
  });
  kit.do({ kind: 'linkFrames', student: 'b', parts: [other] });
  assert.deepEqual(kit.rejections, ['MALFORMED', 'WRONG_RUN']);
  assert.equal(kit.state.links.get('b'), before);
});

test('a new incarnation of this peer takes all its links down', () => {
  const kit = ExchangeKit.among(['b']);
  kit.do({ kind: 'incarnation', incarnation: 2 });
  assert.equal(kit.state.links.get('b')?.up, false);
  assert.equal(kit.effects.filter((effect) => effect.kind === 'links').length, 1);
});

test('another process under the id, incarnation and address of a student is another link', () => {
  const kit = ExchangeKit.among(['b']);
  const cohort = (linkToken: string): void => {
    const view = { version: 1, members: [memberOf('a'), { ...memberOf('b'), linkToken }] };
    kit.do({ kind: 'cohort', view, rounds: [roundOf(1, 0, 1_000, ['a', 'b'])] });
  };
  const opened = () => kit.effects.filter((effect) => effect.kind === 'links').length;
  cohort('');
  assert.equal(opened(), 0);
  cohort('of another process');
  assert.equal(opened(), 1);
  assert.equal(kit.state.links.get('b')?.up, false);
});
