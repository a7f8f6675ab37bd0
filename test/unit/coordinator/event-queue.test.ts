import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CoordinatorEvent } from '../../../coordinator/core/events.js';
import { EventQueue } from '../../../coordinator/event-queue.js';
import { heartbeatOf } from '../../support/control-messages.js';

const TICK: CoordinatorEvent = { kind: 'tick' };
const heartbeat = (sequence: number): CoordinatorEvent => ({
  kind: 'heartbeat',
  heartbeat: heartbeatOf('r', 'a', { sequence }),
});

async function drain(queue: EventQueue, count: number): Promise<CoordinatorEvent[]> {
  const events: CoordinatorEvent[] = [];
  while (events.length < count) events.push(...(await queue.next())!);
  return events;
}

test('events come out in the order in which they came in', async () => {
  const queue = new EventQueue();
  const events = [heartbeat(1), TICK, heartbeat(2)];
  for (const event of events) queue.push(event);
  assert.deepEqual(await drain(queue, 3), events);
});

test('a reader that waits is woken by the next event, and by the end', async () => {
  const queue = new EventQueue();
  const waiting = queue.next();
  queue.push(TICK);
  assert.deepEqual(await waiting, [TICK]);
  const ending = queue.next();
  queue.close();
  assert.equal(await ending, null);
  queue.push(TICK);
  assert.equal(await queue.next(), null, 'what comes after the end is not taken');
});

test('one tick waits at most', async () => {
  const queue = new EventQueue();
  for (let i = 0; i < 3; i++) queue.push(TICK);
  queue.push(heartbeat(1));
  assert.deepEqual(await drain(queue, 2), [TICK, heartbeat(1)]);
});

test('a full queue drops what peers say again, but never the order to stop', async () => {
  const queue = new EventQueue();
  const stop = { kind: 'stopRequested' } as CoordinatorEvent;
  for (let i = 0; i < 4_096 + 10; i++) queue.push(heartbeat(i));
  queue.push(stop);
  const events = await drain(queue, 4_097);
  assert.deepEqual([events[4_095], events[4_096]], [heartbeat(4_095), stop]);
});

test('what has waited is taken together, so many at a time', async () => {
  const queue = new EventQueue();
  for (let i = 0; i < 300; i++) queue.push(heartbeat(i));
  assert.deepEqual([(await queue.next())!.length, (await queue.next())!.length], [256, 44]);
});

test('heartbeats wait until others may have come with them, or anything else has', async () => {
  const wakes: (() => void)[] = [];
  const queue = new EventQueue((wake) => wakes.push(wake));
  const first = queue.next();
  queue.push(heartbeat(1));
  queue.push(heartbeat(2));
  assert.equal(wakes.length, 1);
  wakes[0]!();
  assert.deepEqual(await first, [heartbeat(1), heartbeat(2)]);
  queue.push(heartbeat(3));
  queue.push(TICK);
  assert.deepEqual(await queue.next(), [heartbeat(3), TICK]);
});
