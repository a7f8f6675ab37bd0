import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { headers, type Msg, type NatsConnection } from 'nats';
import { type LogLine, runCoordinator } from '../../../coordinator/main.js';
import { openWeightsStore } from '../../../peer/net/weights-store.js';
import {
  announcementCodec,
  joinRequestCodec,
  specReplyCodec,
  specRequestCodec,
} from '../../../proto/codec.js';
import { RunAccounts } from '../../../proto/net/accounts.js';
import { dialNats } from '../../../proto/net/dial.js';
import { inboxOf, subjects, weightsBucket } from '../../../proto/subjects.js';
import { joinRequestOf } from '../../support/control-messages.js';
import { eventually } from '../../support/launch.js';
import { startTestNatsServer } from '../../support/nats-server.js';
import { specOf } from '../../support/specs.js';

const RUN = 'closed';
const NAMES = subjects(RUN);
const TIMEOUT = { timeout: 300_000 };

/** A coordinator of a run with weights, and two of its peers, on a server that belongs to the run. */
async function closedRun(t: TestContext): Promise<{
  readonly log: readonly LogLine[];
  readonly honest: NatsConnection;
  readonly hostile: NatsConnection;
  /** Connects with the rights of one more. */
  peer(peerId: string): Promise<NatsConnection>;
  /** What the honest one has heard as announcements. */
  readonly heard: readonly Msg[];
  /** Returns when the coordinator has taken all that the hostile peer has said until now, and the honest one has heard of it. */
  settled(): Promise<void>;
}> {
  const accounts = new RunAccounts(RUN);
  const server = await startTestNatsServer({ tokens: await accounts.serverTokens() });
  t.after(() => server.stop());
  const ending = new AbortController();
  const log: LogLine[] = [];
  const spec = specOf({ exchange: { mode: 'checkpoint:10' } });
  const outcome = runCoordinator({
    ...{ runId: RUN, natsUrl: server.url, spec, signal: ending.signal },
    natsProof: { creds: await accounts.credentials('coordinator') },
    log: (line) => log.push(line),
  });
  t.after(async () => {
    ending.abort();
    await outcome;
  });
  const peer = async (peerId: string): Promise<NatsConnection> => {
    const natsProof = { creds: await accounts.credentials({ peerId }) };
    const inbox = inboxOf(RUN, { peerId });
    const connection = await dialNats({ natsUrl: server.url, natsProof, party: 'peer', name: peerId, inbox });
    t.after(() => connection.close());
    return connection;
  };
  const [honest, hostile] = [await peer('peer-0'), await peer('peer-1')];
  const heard: Msg[] = [];
  honest.subscribe(NAMES.announcement, { callback: (_, message) => heard.push(message) });
  await honest.flush();
  const settled = async (): Promise<void> => {
    for (;;) {
      try {
        const request = specRequestCodec.encode({ runId: RUN });
        const { data } = await hostile.request(NAMES.spec, request, TIMEOUT);
        assert.deepEqual(specReplyCodec.decode(data).spec, spec);
        return void (await honest.flush());
      } catch (error) {
        if ((error as { code?: string }).code !== '503') throw error; // it is not there yet
      }
    }
  };
  // It speaks once all that it needs is there.
  await eventually(() => heard.length > 0, 'the coordinator speaks');
  return { log, peer, honest, hostile, heard, settled };
}

/** Whether somebody may take it for a coordinator's words. */
function isAnnouncement({ data }: Msg): boolean {
  try {
    return announcementCodec.decode(data).runId === RUN;
  } catch {
    return false;
  }
}

test(
  'a peer that asks for its answers on a subject of others makes the coordinator say nothing',
  TIMEOUT,
  async (t) => {
    const { log, peer, hostile, heard, settled } = await closedRun(t);
    const join = joinRequestCodec.encode(
      joinRequestOf(RUN, 'peer-1', specOf({ exchange: { mode: 'checkpoint:10' } })),
    );
    const targets = [
      NAMES.announcement,
      NAMES.peer('peer-0', 'leave'),
      '$JS.API.STREAM.DELETE.KV_codistill-coordinator',
    ];
    const asked = targets.map((reply, i) => [NAMES.peer(`peer-${i + 1}`, 'join'), reply] as const);
    for (const [i, [subject, reply]] of asked.entries()) {
      hostile.publish(NAMES.spec, specRequestCodec.encode({ runId: RUN }), { reply });
      const asker = i === 0 ? hostile : await peer(`peer-${i + 1}`);
      asker.publish(subject, join, { reply });
      await asker.flush();
    }
    await settled();
    assert(heard.every(isAnnouncement), 'only announcements were heard');
    const said = log.map(({ message }) => message);
    // Of each sender and kind one is told of.
    for (const [subject, reply] of [...asked, [NAMES.spec, targets[0]]])
      assert(said.includes(`dropped a message on ${subject}: it asks for the answer on ${reply}`), reply);
    assert.equal(said.filter((message) => message.startsWith('dropped')).length, asked.length + 1);
  },
);

test(
  'a peer that lets the server answer for it on a subject of others is taken for nobody',
  TIMEOUT,
  async (t) => {
    const { hostile, honest, heard, settled } = await closedRun(t);
    await settled();
    const bucket = weightsBucket(RUN);
    const forged = announcementCodec.encode({
      ...{ runId: RUN, term: 900, sequence: 1, view: { version: 1, members: [] }, rounds: [], stop: null },
    } as never);
    const key = `$KV.${bucket}.peer-1.forged`;
    await hostile.jetstream({ checkAPI: false }).publish(key, forged);
    const ask = JSON.stringify({ last_by_subj: key });
    hostile.publish(`$JS.API.DIRECT.GET.KV_${bucket}`, ask, { reply: NAMES.announcement });
    hostile.publish(`$JS.API.DIRECT.GET.KV_${bucket}.${key}`, '', { reply: NAMES.announcement });
    const consumer = { stream_name: `KV_${bucket}`, config: { deliver_subject: NAMES.announcement } };
    hostile.publish(`$JS.API.CONSUMER.CREATE.KV_${bucket}`, JSON.stringify(consumer), {
      reply: NAMES.announcement,
    });
    hostile.publish(key, forged, { reply: NAMES.announcement });
    hostile.publish(`$JS.API.STREAM.MSG.GET.KV_${bucket}`, ask, { reply: NAMES.announcement });
    await settled();
    const answers = heard
      .filter((message) => !isAnnouncement(message))
      .map(({ data }) => Buffer.from(data).toString());
    assert(
      answers.every((answer) => answer.startsWith('{')),
      'nothing but descriptions in JSON',
    );
    assert(!heard.some(({ data }) => Buffer.compare(data, forged) === 0), 'and never the bytes themselves');
    await honest.flush();
  },
);

test(
  'peers leave weights for each other, and no header of one empties what others left',
  TIMEOUT,
  async (t) => {
    const { hostile, honest, settled } = await closedRun(t);
    await settled();
    const store = openWeightsStore(RUN, () => honest);
    const weights = new Uint8Array(300_000).fill(7);
    await store.publish('peer-0', 40, weights);
    const rollup = headers();
    rollup.set('Nats-Rollup', 'all');
    const jetstream = hostile.jetstream({ checkAPI: false });
    await assert.rejects(
      jetstream.publish(`$KV.${weightsBucket(RUN)}.peer-1.head`, 'x', { headers: rollup }),
      /rollup not permitted/,
    );
    const read = await openWeightsStore(RUN, () => hostile).newest('peer-0', undefined);
    assert.equal(Buffer.compare(read!.checkpoint, weights), 0);
  },
);
