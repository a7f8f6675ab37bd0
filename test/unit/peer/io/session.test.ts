import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PeerSession, type ReadyMessage, type SessionWorld } from '../../../../peer/io/session.js';
import { createMailbox } from '../../../../peer/mailbox/buffers.js';
import { TrainerMailbox } from '../../../../peer/mailbox/trainer-mailbox.js';
import { type Heartbeat, TRAINER_STATE } from '../../../../proto/codec.js';
import { schemeOf } from '../../../../proto/scheme.js';
import { mailboxShape } from '../../../support/mailbox-kit.js';
import { acceptedOf, membershipOptions } from '../../../support/membership-kit.js';
import { specOf } from '../../../support/specs.js';

test('a peer says that it is ready as soon as it is let in, without waiting for a tick', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval', 'setTimeout'] }); // no tick comes
  const buffers = createMailbox(mailboxShape(4, 10));
  new TrainerMailbox(buffers, () => undefined).setProgress(TRAINER_STATE.ready, 0, 0);
  const spec = specOf();
  const none = (): void => undefined;
  const heartbeats: Heartbeat[] = [];
  const accepted = Promise.resolve(acceptedOf(null));
  const world = {
    ...{ spec, scheme: schemeOf(spec), nowMs: () => 0, tellTrainer: none, record: none },
    log: { debug: none, info: none, warn: none, error: none },
    control: {
      join: () => accepted,
      heartbeat: (heartbeat: Heartbeat) => heartbeats.push(heartbeat),
      leave: none,
    },
    data: { admit: none, links: { set: none } },
    cache: { restore: none },
    onFailure: assert.fail,
  } as unknown as SessionWorld;
  const ready = { mailbox: buffers, step: 0, checkpointSteps: [0], classes: 10, positions: 1 };
  const session = new PeerSession(world, ready as unknown as ReadyMessage, membershipOptions(), 1);
  assert.deepEqual(heartbeats, []);
  await accepted;
  await Promise.resolve(); // the session has taken it
  assert.deepEqual(
    heartbeats.map(({ state, incarnation }) => ({ state, incarnation })),
    [{ state: TRAINER_STATE.ready, incarnation: 1 }],
  );
  session.leave('finished');
});
