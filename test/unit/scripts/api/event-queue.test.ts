import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventQueue } from '../../../../scripts/api/event-queue.js';

/** Events whose first character is a topic, unless it is a dash. */
const queue = (): EventQueue<string> => new EventQueue((event) => (event[0] === '-' ? undefined : event[0]));

async function rest(events: EventQueue<string>): Promise<string[]> {
  const heard: string[] = [];
  for await (const event of events) heard.push(event);
  return heard;
}

test('events come in order, also to a listener that was there first and after the end', async () => {
  const events = queue();
  const first = events.next();
  events.push('-1');
  events.push('-2');
  assert.deepEqual(await first, { done: false, value: '-1' });
  events.end();
  events.push('-3');
  assert.deepEqual(await rest(events), ['-2']);
  assert.deepEqual(await rest(events), []);
});

test('of a topic the newest event alone waits, and takes its place at the end', async () => {
  const events = queue();
  for (const event of ['a1', '-x', 'b1', 'a2', '-x', 'a3']) events.push(event);
  events.end();
  assert.deepEqual(await rest(events), ['-x', 'b1', '-x', 'a3']);
});

test('no more than 10,000 events wait, and the oldest are lost', async () => {
  const events = queue();
  for (let i = 0; i < 10_003; i++) events.push(`-${i}`);
  events.end();
  const heard = await rest(events);
  assert.deepEqual([heard.length, heard[0], heard.at(-1)], [10_000, '-3', '-10002']);
});

test('a failure is thrown after what came before it, once', async () => {
  const events = queue();
  events.push('-1');
  events.fail(new Error('broken'));
  events.end();
  assert.equal((await events.next()).value, '-1');
  await assert.rejects(events.next(), /broken/);
  assert.equal((await events.next()).done, true);
});

test('who stops listening hears nothing more, and nothing is kept for him', async () => {
  const events = queue();
  events.push('-1');
  events.push('-2');
  for await (const event of events) if (event === '-1') break;
  events.push('-3');
  assert.deepEqual(await rest(events), []);
});
