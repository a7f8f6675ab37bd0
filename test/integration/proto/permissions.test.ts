import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type ConnectionOptions, connect, credsAuthenticator, Events, type NatsConnection } from 'nats';
import { RunAccounts } from '../../../proto/net/accounts.js';
import { inboxOf, type Member } from '../../../proto/subjects.js';
import { startTestNatsServer } from '../../support/nats-server.js';

const RUN = 'run';
const TIMEOUT = { timeout: 300_000 };
const ROLES = ['coordinator', 'launcher', 'peer-0', 'peer-1', 'stranger'] as const;
type Role = (typeof ROLES)[number];

const memberOf = (role: Role): Member => (role === 'peer-0' || role === 'peer-1' ? { peerId: role } : role);

const NOBODY: readonly Role[] = [];
const PEERS = ['peer-0', 'peer-1'] as const;
const MEMBERS = ['coordinator', 'launcher', ...PEERS] as const;
const HEARD = ['coordinator', 'launcher'] as const;
const SNAPSHOTS = 'KV_codistill-coordinator';
const WEIGHTS = 'KV_codistill-weights-run';

/** Who may say something on a subject; for an asterisk stands what anybody may try. */
const SPEAKERS: Readonly<Record<string, readonly Role[]>> = {
  ...Object.fromEntries(
    PEERS.flatMap((id) =>
      ['join', 'heartbeat', 'report', 'leave', 'result', 'probed'].map((verb) => [
        `codistill.run.peer.${id}.${verb}`,
        [id],
      ]),
    ),
  ),
  'codistill.run.peer.peer-0.other': NOBODY,
  'codistill.run.peer.peer-2.join': NOBODY,
  'codistill.run.peer.peer-2.result': NOBODY,
  'codistill.other.peer.peer-0.result': NOBODY,
  'codistill.run.coordinator.announcement': ['coordinator'],
  'codistill.run.coordinator.spec': PEERS,
  'codistill.run.coordinator.state': ['launcher', ...PEERS],
  'codistill.run.coordinator.stop': ['launcher'],
  'codistill.run.coordinator.other': NOBODY,
  'codistill.run.coordinator.expel.peer-0': ['launcher'],
  'codistill.other.coordinator.expel.peer-0': NOBODY,
  'codistill.run.admission': ['stranger'],
  'codistill.run.probe': ['launcher'],
  'codistill.other.probe': NOBODY,
  'codistill.run.desk': ['launcher'],
  'codistill.other.desk': NOBODY,
  'codistill.other.admission': NOBODY,
  'codistill.other.peer.peer-0.join': NOBODY,
  'codistill.other.coordinator.announcement': NOBODY,
  'codistill.other.coordinator.spec': NOBODY,
  'codistill.other.coordinator.stop': NOBODY,
  '_INBOX.run.coordinator.x': NOBODY,
  '_INBOX.run.launcher.x': NOBODY,
  '_INBOX.run.peer.peer-0.x': NOBODY,
  '_INBOX.run.peer.peer-1.x': NOBODY,
  '_INBOX.run.stranger.x': NOBODY,
  '_INBOX.x': NOBODY,
  '$KV.codistill-coordinator.run': ['coordinator'],
  '$KV.codistill-coordinator.other': NOBODY,
  '$KV.codistill-weights-run.peer-0.head': ['peer-0'],
  '$KV.codistill-weights-run.peer-1.0.17': ['peer-1'],
  '$KV.codistill-weights-other.peer-0.head': NOBODY,
  '$JS.API.INFO': ['coordinator'],
  [`$JS.API.STREAM.INFO.${SNAPSHOTS}`]: ['coordinator'],
  [`$JS.API.STREAM.CREATE.${SNAPSHOTS}`]: ['coordinator'],
  [`$JS.API.STREAM.MSG.GET.${SNAPSHOTS}`]: ['coordinator'],
  [`$JS.API.STREAM.CREATE.${WEIGHTS}`]: ['coordinator'],
  [`$JS.API.STREAM.MSG.GET.${WEIGHTS}`]: PEERS,
  [`$JS.API.STREAM.INFO.${WEIGHTS}`]: NOBODY,
  ...Object.fromEntries(
    [SNAPSHOTS, WEIGHTS, 'other'].flatMap((stream) =>
      [
        ...['STREAM.UPDATE', 'STREAM.DELETE', 'STREAM.PURGE', 'STREAM.MSG.DELETE', 'STREAM.SNAPSHOT'],
        ...['STREAM.RESTORE', 'STREAM.LEADER.STEPDOWN', 'STREAM.PEER.REMOVE', 'DIRECT.GET'],
        ...['CONSUMER.CREATE', 'CONSUMER.LIST', 'CONSUMER.NAMES'],
      ].map((verb) => [`$JS.API.${verb}.${stream}`, NOBODY]),
    ),
  ),
  ...Object.fromEntries(
    [SNAPSHOTS, WEIGHTS].flatMap((stream) =>
      [
        `DIRECT.GET.${stream}.$KV.x`,
        `CONSUMER.CREATE.${stream}.mine`,
        `CONSUMER.CREATE.${stream}.mine.$KV.x`,
        `CONSUMER.DURABLE.CREATE.${stream}.mine`,
        `CONSUMER.MSG.NEXT.${stream}.mine`,
        `CONSUMER.DELETE.${stream}.mine`,
      ].map((verb) => [`$JS.API.${verb}`, NOBODY]),
    ),
  ),
  '$JS.API.STREAM.CREATE.mine': NOBODY,
  '$JS.API.STREAM.LIST': NOBODY,
  '$JS.API.STREAM.NAMES': NOBODY,
  '$JS.API.ACCOUNT.PURGE.x': NOBODY,
  '$JS.ACK.x': NOBODY,
  '$JS.FC.x': NOBODY,
  '$SYS.REQ.USER.INFO': NOBODY,
  '$SYS.REQ.CLAIMS.UPDATE': NOBODY,
  '$SYS.REQ.SERVER.PING': NOBODY,
  'anything.else': NOBODY,
};

/** Who may listen to a subject or a pattern. */
const LISTENERS: Readonly<Record<string, readonly Role[]>> = {
  'codistill.run.peer.*.join': HEARD,
  'codistill.run.peer.*.heartbeat': MEMBERS,
  'codistill.run.peer.*.leave': HEARD,
  'codistill.run.peer.*.report': ['coordinator'],
  'codistill.run.peer.*.result': ['launcher'],
  'codistill.run.peer.peer-0.result': ['launcher'],
  'codistill.*.peer.*.result': NOBODY,
  'codistill.run.peer.peer-0.join': HEARD,
  'codistill.run.peer.peer-1.report': ['coordinator'],
  'codistill.run.coordinator.announcement': MEMBERS,
  'codistill.run.coordinator.spec': HEARD,
  'codistill.run.coordinator.state': ['coordinator'],
  'codistill.run.coordinator.stop': ['coordinator'],
  'codistill.*.coordinator.announcement': PEERS,
  'codistill.*.coordinator.spec': ['coordinator'],
  'codistill.*.coordinator.stop': NOBODY,
  'codistill.run.coordinator.expel.*': ['coordinator'],
  'codistill.run.admission': ['launcher'],
  'codistill.run.probe': PEERS,
  'codistill.*.probe': NOBODY,
  'codistill.run.peer.*.probed': ['launcher'],
  'codistill.run.peer.peer-0.probed': ['launcher'],
  'codistill.run.desk': ['launcher'],
  'codistill.*.admission': NOBODY,
  'codistill.run.>': NOBODY,
  'codistill.>': NOBODY,
  '_INBOX.run.coordinator.>': ['coordinator'],
  '_INBOX.run.launcher.>': ['launcher'],
  '_INBOX.run.peer.peer-0.>': ['peer-0'],
  '_INBOX.run.peer.peer-1.>': ['peer-1'],
  '_INBOX.run.peer.peer-1.x.1': ['peer-1'],
  '_INBOX.run.stranger.>': ['stranger'],
  '_INBOX.run.peer.>': NOBODY,
  '_INBOX.run.peer.*.>': NOBODY,
  '_INBOX.run.>': NOBODY,
  '_INBOX.>': NOBODY,
  '$KV.codistill-weights-run.>': NOBODY,
  '$KV.codistill-weights-run.peer-0.head': NOBODY,
  '$KV.>': NOBODY,
  '$JS.>': NOBODY,
  '$JS.API.>': NOBODY,
  '$SYS.>': NOBODY,
  '>': NOBODY,
  '*': NOBODY,
};

const accounts = new RunAccounts(RUN);

async function closedServer(t: TestContext, welcomes: boolean): Promise<string> {
  const server = await startTestNatsServer({ tokens: await accounts.serverTokens(welcomes) });
  t.after(() => server.stop());
  return server.url;
}

async function connected(t: TestContext, servers: string, role: Role): Promise<NatsConnection> {
  const shows = async (): Promise<ConnectionOptions> => ({
    authenticator: credsAuthenticator(Buffer.from(await accounts.credentials(memberOf(role)))),
  });
  const connection = await connect({
    servers,
    ...(role === 'stranger' ? {} : await shows()),
    inboxPrefix: inboxOf(RUN, memberOf(role)),
  });
  t.after(() => connection.close());
  return connection;
}

/** Subjects of which the server says that this user may not use them, once all was tried. */
async function refused(
  connection: NatsConnection,
  operation: 'publish' | 'subscription',
  subjects: readonly string[],
): Promise<Set<string>> {
  const last = 'the.last.one';
  const denied = new Set<string>();
  const listening = (async () => {
    for await (const { type, permissionContext } of connection.status()) {
      if (type !== Events.Error || permissionContext === undefined) continue;
      if (permissionContext.subject === last) return;
      assert.equal(permissionContext.operation, operation);
      denied.add(permissionContext.subject);
    }
  })();
  for (const subject of [...subjects, last]) {
    if (operation === 'publish') connection.publish(subject, 'garbage');
    else connection.subscribe(subject, { callback: () => undefined });
  }
  await listening;
  return denied;
}

for (const role of ROLES) {
  test(`on every subject a ${role} may do what its part needs and nothing else`, TIMEOUT, async (t) => {
    const connection = await connected(t, await closedServer(t, true), role);
    for (const [operation, table] of [
      ['publish', SPEAKERS],
      ['subscription', LISTENERS],
    ] as const) {
      const denied = await refused(connection, operation, Object.keys(table));
      const may = Object.fromEntries(Object.keys(table).map((subject) => [subject, !denied.has(subject)]));
      const should = Object.fromEntries(
        Object.entries(table).map(([subject, roles]) => [subject, roles.includes(role)]),
      );
      assert.deepEqual(may, should, operation);
    }
  });
}

test(
  'a stranger gets no connection: without credentials, with those of another run, with a user that nobody signed',
  TIMEOUT,
  async (t) => {
    const servers = await closedServer(t, false);
    const other = await new RunAccounts(RUN).credentials('coordinator');
    const own = await accounts.credentials('launcher');
    const [, seed = ''] = /^(SU\w{56})$/m.exec(other) ?? [];
    const mixed = own.replace(/^SU\w{56}$/m, seed);
    await assert.rejects(connect({ servers }), { code: 'AUTHORIZATION_VIOLATION' });
    for (const creds of [other, mixed]) {
      const authenticator = credsAuthenticator(Buffer.from(creds));
      await assert.rejects(connect({ servers, authenticator }), { code: 'AUTHORIZATION_VIOLATION' });
    }
  },
);
