import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FirstContact } from '../../../../peer/io/first-contact.js';
import type { SpecReply } from '../../../../proto/codec.js';
import { Waits } from '../../../../proto/waits.js';
import { announcementEvent } from '../../../support/watch-events.js';

const ANSWER = { spec: {}, modules: [] } as unknown as SpecReply;

function contact(
  answers: (SpecReply | null)[],
  runs: readonly string[],
): { waits: Waits; contact: FirstContact } {
  let nowMs = 0;
  const waits = new Waits({
    boundMs: 10_000,
    say() {},
    nowMs: () => nowMs,
  });
  const control = {
    connected: true,
    fetchSpec: async () => {
      nowMs += 1_000;
      return answers.shift() ?? null;
    },
    runsThere: async () => runs,
  };
  return {
    waits,
    contact: new FirstContact({ runId: 'lba2', natsUrl: 'nats://h', control, waits, nowMs: () => nowMs }),
  };
}

test('the run spec is asked for until somebody answers', async () => {
  const { contact: one, waits } = contact([null, null, ANSWER], []);
  assert.equal(await one.spec(waits.signal), ANSWER);
  assert.equal(waits.failure, undefined);
});

test('where nobody ever answers, the end names the run, the server and the runs that are there', async () => {
  const { contact: one, waits } = contact([], ['lab2', 'lba2', 'lab3']);
  assert.equal(await one.spec(waits.signal), null);
  assert.equal(waits.failure?.code, 'ERR_COORDINATOR_UNREACHABLE');
  assert.match(
    waits.failure?.message ?? '',
    /run "lba2": NATS answers at nats:\/\/h, .*; but "lab2", "lab3"$/,
  );
});

test('a coordinator that was heard is not waited for any more, and the start ends the wait for NATS', async () => {
  const { contact: one, waits } = contact([], []);
  one.hear(announcementEvent({ round: 1, viewVersion: 1, decision: 'all ready' }).announcement);
  assert.equal(waits.run.waiting, false);
  assert.equal(waits.nats.waiting, true);
  await one.watch(() => true, waits.signal);
  assert.equal(waits.nats.waiting, false);
});
