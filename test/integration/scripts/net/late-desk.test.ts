import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ControlPlane, openControlPlane } from '../../../../peer/net/control-plane.js';
import { type JoinRequest, joinRequestCodec, type Stop } from '../../../../proto/codec.js';
import { RunAccounts } from '../../../../proto/net/accounts.js';
import { dialNats } from '../../../../proto/net/dial.js';
import { inboxOf, type Member, subjects } from '../../../../proto/subjects.js';
import { openLateDesk } from '../../../../scripts/net/late-desk.js';
import { joinRequestOf } from '../../../support/control-messages.js';
import { eventually } from '../../../support/launch.js';
import { startTestNatsServer } from '../../../support/nats-server.js';
import { RESULT_SPEC } from '../../../support/results.js';

const RUN = 'lab';

test('while results are waited for a peer that comes late hears that the run is over, and nobody else is told', async (t) => {
  const accounts = new RunAccounts(RUN);
  const server = await startTestNatsServer({ tokens: await accounts.serverTokens() });
  t.after(() => server.stop());
  const accessOf = async (member: Member) => ({
    natsUrl: server.url,
    natsProof: { creds: await accounts.credentials(member) },
    inbox: inboxOf(RUN, member),
  });
  const launcher = await dialNats({ ...(await accessOf('launcher')), party: 'launcher', name: 'launcher' });
  let stop: Stop | null = null;
  openLateDesk(launcher, { runId: RUN, specReply: { spec: RESULT_SPEC, modules: [] }, stop: () => stop });
  await launcher.flush();
  const ignore = (): void => {};
  const control: ControlPlane = openControlPlane({
    ...(await accessOf({ peerId: 'peer-1' })),
    ...{ runId: RUN, peerId: 'peer-1', random: Math.random, onAnnouncement: ignore },
    ...{ onConnection: ignore, onTrouble: ignore, onProbe: async () => null },
  });
  t.after(() => control.close());
  await eventually(() => control.connected, 'the peer is connected');
  const request = (more: Partial<JoinRequest>): JoinRequest =>
    joinRequestOf(RUN, 'peer-1', RESULT_SPEC, more);
  assert.deepEqual(
    [await control.fetchSpec(), await control.join(request({ step: 9 }))],
    [null, null],
    'the coordinator answers by itself',
  );
  stop = { step: 40, code: 'steps', reason: 'the step budget' };
  assert.deepEqual((await control.fetchSpec())?.spec, RESULT_SPEC);
  const trained = await control.join(request({ step: 9 }));
  assert.deepEqual([trained?.code, trained?.announcement?.stop], ['RUN_OVER', stop]);
  assert.equal((await control.join(request({ step: 0 })))?.code, 'ENDED');
  assert.equal(await control.join(request({ peerId: 'peer-0', step: 9 })), null, 'it says it is another');

  const hostile = await dialNats({
    ...(await accessOf({ peerId: 'peer-1' })),
    party: 'peer',
    name: 'peer-1',
  });
  const honest = await dialNats({ ...(await accessOf({ peerId: 'peer-0' })), party: 'peer', name: 'peer-0' });
  const overheard: string[] = [];
  const names = subjects(RUN);
  for (const subject of [names.announcement, `${inboxOf(RUN, { peerId: 'peer-0' })}.>`])
    honest.subscribe(subject, { callback: (_, { subject: heard }) => overheard.push(heard) });
  await honest.flush();
  const targets = [names.announcement, `${inboxOf(RUN, { peerId: 'peer-0' })}.x`];
  const word = joinRequestCodec.encode(request({ step: 9 }));
  for (const reply of targets) hostile.publish(names.peer('peer-1', 'join'), word, { reply });
  hostile.publish(names.spec, new Uint8Array(), { reply: names.announcement });
  await hostile.flush();
  await launcher.flush();
  await honest.flush();
  assert.deepEqual(overheard, []);
  await Promise.all([launcher, hostile, honest].map((one) => one.close()));
});
