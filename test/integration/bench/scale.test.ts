import assert from 'node:assert/strict';
import { platform } from 'node:os';
import { test } from 'node:test';
import { measureControlPlane } from '../../../bench/control-plane.js';
import { measureScaleCohort } from '../../../bench/scale-cohort.js';

test('a cohort at a certain rate gives its shares of a core, and what nats-server counts', async () => {
  const figures = await measureScaleCohort({ peers: 3, teachers: 1, stepMs: 50, spanMs: 2_000 });
  assert.equal(figures.peers, 3);
  assert.ok(figures.coordinatorShare > 0 && figures.natsMessagesPerSecond > 0, JSON.stringify(figures));
  if (platform() === 'linux') assert.ok(figures.mainThreadShare > 0, JSON.stringify(figures));
});

test('a control plane gives what each peer hears, and when a join is seen by all', async () => {
  const figures = await measureControlPlane(5, { spanMs: 1_500, joins: 1 });
  assert.equal(figures.joinSeenMs.length, 1);
  assert.ok(
    figures.announcedBytesPerSecond > 0 && figures.announcementBytesMax < 4_096,
    JSON.stringify(figures),
  );
});
