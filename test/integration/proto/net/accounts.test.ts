import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { NatsConnection } from 'nats';
import { credsText, KEEPER_INBOX, RunAccounts } from '../../../../proto/net/accounts.js';
import { dialNats } from '../../../../proto/net/dial.js';
import { Nkey } from '../../../../proto/net/nkey.js';
import { inboxOf } from '../../../../proto/subjects.js';
import { startTestNatsServer, type TestNatsServer } from '../../../support/nats-server.js';

const RUN = 'run';
const TIMEOUT = { timeout: 300_000 };
const PEER = { peerId: 'peer-0' };
const OTHER = { peerId: 'peer-1' };

/** A run's server, and the keys to it. */
async function closedServer(t: TestContext): Promise<{
  readonly accounts: RunAccounts;
  readonly server: TestNatsServer;
  /** Connects once, with these credentials. */
  connected(creds: string, inbox: string): Promise<NatsConnection>;
}> {
  const accounts = new RunAccounts(RUN);
  const server = await startTestNatsServer({ tokens: await accounts.serverTokens() });
  t.after(() => server.stop());
  const connected = async (creds: string, inbox: string): Promise<NatsConnection> => {
    const dial = { natsUrl: server.url, natsProof: { creds }, party: 'peer', name: 'test', inbox } as const;
    const connection = await dialNats(dial);
    t.after(() => connection.close());
    return connection;
  };
  return { accounts, server, connected };
}

test(
  'a member that is cut off loses its connections and gets no other one; the others notice nothing',
  TIMEOUT,
  async (t) => {
    const { accounts, connected } = await closedServer(t);
    const creds = await accounts.credentials(PEER);
    const [first, second] = [
      await connected(creds, inboxOf(RUN, PEER)),
      await connected(creds, inboxOf(RUN, PEER)),
    ];
    const other = await connected(await accounts.credentials(OTHER), inboxOf(RUN, OTHER));
    const keeper = await connected(await accounts.keeperCredentials(), KEEPER_INBOX);
    const fromMs = performance.now();
    accounts.cutOff(PEER);
    await accounts.tell(keeper);
    await Promise.all([first.closed(), second.closed()]);
    t.diagnostic(`cut after ${(performance.now() - fromMs).toFixed(1)} ms`);
    await assert.rejects(connected(creds, inboxOf(RUN, PEER)), { code: 'ERR_NATS_LOGIN' });
    await other.flush();
    await connected(await accounts.credentials(OTHER), inboxOf(RUN, OTHER));
  },
);

test(
  'a server that comes back without its store knows the members, and who was cut off once it is told',
  TIMEOUT,
  async (t) => {
    const { accounts, server, connected } = await closedServer(t);
    const [creds, kept] = [await accounts.credentials(PEER), await accounts.credentials(OTHER)];
    accounts.cutOff(PEER);
    await accounts.tell(await connected(await accounts.keeperCredentials(), KEEPER_INBOX));
    await server.restart({ wipe: true });
    await connected(kept, inboxOf(RUN, OTHER));
    const forgotten = await connected(creds, inboxOf(RUN, PEER));
    await accounts.tell(await connected(await accounts.keeperCredentials(), KEEPER_INBOX));
    await forgotten.closed();
    await assert.rejects(connected(creds, inboxOf(RUN, PEER)), { code: 'ERR_NATS_LOGIN' });
  },
);

test(
  'a member that made its own key is admitted without a word to the server, and only with that key',
  TIMEOUT,
  async (t) => {
    const { accounts, connected } = await closedServer(t);
    const key = Nkey.generate('user');
    const token = await accounts.admit({ peerId: 'late' }, key.getPublicKey());
    const seed = (one: Nkey): string => Buffer.from(one.getSeed()).toString();
    const inbox = inboxOf(RUN, { peerId: 'late' });
    await connected(`${token}\n${seed(key)}\n`, inbox);
    const stranger = Nkey.generate('user');
    await assert.rejects(connected(`${token}\n${seed(stranger)}\n`, inbox), { code: 'ERR_NATS_LOGIN' });
  },
);

test(
  'a keeper tells the server of the accounts, and may do nothing else; no member may',
  TIMEOUT,
  async (t) => {
    const { accounts, connected } = await closedServer(t);
    const keeper = await connected(await accounts.keeperCredentials(), KEEPER_INBOX);
    await assert.rejects(keeper.request('$SYS.REQ.SERVER.PING', '', { timeout: 60_000 }), {
      code: 'PERMISSIONS_VIOLATION',
    });
    for (const member of ['coordinator', 'launcher', PEER] as const) {
      const connection = await connected(await accounts.credentials(member), inboxOf(RUN, member));
      accounts.cutOff(OTHER);
      await assert.rejects(accounts.tell(connection), { code: 'PERMISSIONS_VIOLATION' });
    }
  },
);

test('a key that was cut off stays out, whatever is signed for it later', TIMEOUT, async (t) => {
  const { accounts, connected } = await closedServer(t);
  const key = Nkey.generate('user');
  const inbox = inboxOf(RUN, PEER);
  const admitted = async (): Promise<string> =>
    credsText(await accounts.admit(PEER, key.getPublicKey()), key);
  await connected(await admitted(), inbox);
  accounts.cutOff(PEER);
  await accounts.tell(await connected(await accounts.keeperCredentials(), KEEPER_INBOX));
  await assert.rejects(connected(await admitted(), inbox), { code: 'ERR_NATS_LOGIN' });
});
