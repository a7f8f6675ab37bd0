import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { connect, type NatsConnection } from 'nats';
import { admissionReplyCodec, admissionRequestCodec } from '../../../../proto/admission.js';
import type { CodistillError } from '../../../../proto/errors.js';
import type { JoinToken } from '../../../../proto/join-token.js';
import { RunAccounts, STRANGERS_MAX } from '../../../../proto/net/accounts.js';
import { dialNats } from '../../../../proto/net/dial.js';
import { Nkey } from '../../../../proto/net/nkey.js';
import { keyHashOf } from '../../../../proto/net/server-key.js';
import { inboxOf, subjects } from '../../../../proto/subjects.js';
import { fingerprintOf } from '../../../../scripts/join/fingerprint.js';
import { Invitations } from '../../../../scripts/join/invitations.js';
import { openAdmissionDesk } from '../../../../scripts/net/admission-desk.js';
import { askAdmission } from '../../../../scripts/net/ask-admission.js';
import { makeRunCertificate } from '../../../../scripts/net/run-certificate.js';
import { temporaryDirectory } from '../../../support/launch.js';
import { listening } from '../../../support/nats-refusals.js';
import { startTestNatsServer } from '../../../support/nats-server.js';

const RUN = 'lab';
const TIMEOUT = { timeout: 300_000 };
const WAIT_MS = 60_000;

interface Awaiting {
  readonly invitations: Invitations;
  readonly accounts: RunAccounts;
  readonly lines: readonly string[];
  /** How often somebody new was let in. */
  readonly admissions: () => number;
  readonly launcher: NatsConnection;
  readonly ca: string;
  readonly url: string;
  /** A token with that secret. */
  token(secret: Uint8Array, changes?: Partial<JoinToken>): JoinToken;
}

/** A run's own server, encrypted, that awaits others. */
async function awaiting(t: TestContext, peerIds: readonly string[], hasDesk = true): Promise<Awaiting> {
  const accounts = new RunAccounts(RUN);
  const { certificate: ca, key } = await makeRunCertificate(['127.0.0.1']);
  const directory = temporaryDirectory(t);
  const [cert, secret] = [join(directory, 'cert.pem'), join(directory, 'key.pem')];
  writeFileSync(cert, ca);
  writeFileSync(secret, key, { mode: 0o600 });
  const server = await startTestNatsServer({
    tokens: await accounts.serverTokens(true),
    lines: [`tls { cert_file: "${cert}", key_file: "${secret}" }`],
  });
  t.after(() => server.stop());
  const url = `nats://127.0.0.1:${server.port}`;
  const natsProof = { creds: await accounts.credentials('launcher'), tls: { ca } };
  const inbox = inboxOf(RUN, 'launcher');
  const launcher = await dialNats({ natsUrl: url, natsProof, party: 'launcher', name: 'launcher', inbox });
  t.after(() => launcher.close());
  const invitations = new Invitations(peerIds.map((id) => ({ id, network: 'mlp' })));
  const lines: string[] = [];
  let admissions = 0;
  const desk = {
    runId: RUN,
    accounts,
    invitations,
    nowS: () => 1_000,
    say: (line: string) => lines.push(line),
    onAdmitted() {
      admissions += 1;
    },
  };
  if (hasDesk) openAdmissionDesk(launcher, desk);
  await launcher.flush();
  const keyHash = keyHashOf(new X509Certificate(ca));
  const token = (own: Uint8Array, changes: Partial<JoinToken> = {}): JoinToken => ({
    ...{ addresses: [`127.0.0.1:${server.port}`], keyHash, runId: RUN, secret: own, expiresS: 0 },
    ...changes,
  });
  return { invitations, accounts, lines, admissions: () => admissions, launcher, ca, url, token };
}

/** Somebody without credentials, connected for as long as the test goes on. */
async function strangerAt(t: TestContext, url: string, ca: string): Promise<NatsConnection> {
  const stranger = await connect({
    servers: url,
    tls: { ca, servername: 'localhost', checkServerIdentity: () => undefined } as never,
    inboxPrefix: inboxOf(RUN, 'stranger'),
    reconnect: false,
  });
  t.after(() => stranger.close());
  return stranger;
}

test(
  'who has an invitation becomes a member, with the rights of a peer and a key of its own',
  TIMEOUT,
  async (t) => {
    const { invitations, lines, token } = await awaiting(t, ['peer-0', 'peer-1']);
    const secret = invitations.invite({ uses: 1, expiresS: 0 });
    const key = Nkey.generate('user');
    const { peerId, publicKey, access } = await askAdmission(token(secret), key, WAIT_MS);
    assert.equal(peerId, 'peer-0');
    const connection = await dialNats({
      ...access,
      party: 'peer',
      name: 'test',
      inbox: inboxOf(RUN, { peerId }),
    });
    t.after(() => connection.close());
    connection.publish(subjects(RUN).peer('peer-0', 'report'));
    await connection.flush();
    assert.deepEqual(lines, [`peer-0 is let in: ${fingerprintOf(publicKey)}`]);
    assert.equal((await askAdmission(token(secret), key, WAIT_MS)).peerId, 'peer-0', 'asked again');
    assert(!lines.join().includes(Buffer.from(secret).toString('hex')));
  },
);

test(
  'an invitation that is unknown, over or used up, and a full run, are refused by name',
  TIMEOUT,
  async (t) => {
    const { invitations, token } = await awaiting(t, ['peer-0']);
    const ask = (secret: Uint8Array): Promise<unknown> =>
      askAdmission(token(secret), Nkey.generate('user'), WAIT_MS);
    const refused = (message: RegExp): object => ({ code: 'ERR_JOIN_REFUSED', message });
    await assert.rejects(ask(new Uint8Array(16)), refused(/is none of this run/));
    await assert.rejects(ask(invitations.invite({ uses: 1, expiresS: 1_000 })), refused(/has expired/));
    const [once, often] = [
      invitations.invite({ uses: 1, expiresS: 0 }),
      invitations.invite({ uses: 9, expiresS: 0 }),
    ];
    await ask(once);
    await assert.rejects(ask(once), refused(/used as often/));
    await assert.rejects(ask(often), refused(/every place in the run is taken/));
  },
);

test(
  'a server of another key hears no secret, and an address that leads nowhere is passed over',
  TIMEOUT,
  async (t) => {
    const { invitations, token } = await awaiting(t, ['peer-0']);
    const secret = invitations.invite({ uses: 1, expiresS: 0 });
    const other = await awaiting(t, ['peer-0']);
    const asked: unknown[] = [];
    other.launcher.subscribe('codistill.lab.admission', { callback: (_, message) => asked.push(message) });
    await other.launcher.flush();
    const wrong = token(secret, { addresses: other.token(secret).addresses });
    await assert.rejects(askAdmission(wrong, Nkey.generate('user'), WAIT_MS), {
      code: 'ERR_NATS_TLS',
      message: /holds another key/,
    });
    await other.launcher.flush();
    assert.deepEqual([asked, other.lines], [[], []]);
    const dropping = (await listening(t, (socket) => socket.destroy())).replace('nats://', '');
    const addresses = [dropping, ...other.token(secret).addresses, ...token(secret).addresses];
    assert.equal(
      (await askAdmission(token(secret, { addresses }), Nkey.generate('user'), WAIT_MS)).peerId,
      'peer-0',
    );
  },
);

test('where nobody decides it is said', TIMEOUT, async (t) => {
  const { token } = await awaiting(t, ['peer-0'], false);
  const asked = askAdmission(token(new Uint8Array(16)), Nkey.generate('user'), WAIT_MS);
  await assert.rejects(asked, { code: 'ERR_COORDINATOR_UNREACHABLE' });
});

test('garbage and a key that is none are no requests, and no answer reaches a member', TIMEOUT, async (t) => {
  const { invitations, accounts, lines, launcher, ca, url, token } = await awaiting(t, ['peer-0', 'peer-1']);
  const secret = invitations.invite({ uses: 2, expiresS: 0 });
  const coordinator = await dialNats({
    ...{ natsUrl: url, natsProof: { creds: await accounts.credentials('coordinator'), tls: { ca } } },
    ...{ party: 'coordinator', name: 'coordinator', inbox: inboxOf(RUN, 'coordinator') },
  });
  t.after(() => coordinator.close());
  const overheard: string[] = [];
  for (const subject of [subjects(RUN).stop, `${inboxOf(RUN, 'coordinator')}.>`])
    coordinator.subscribe(subject, { callback: (_, message) => overheard.push(message.subject) });
  await coordinator.flush();
  const stranger = await strangerAt(t, url, ca);
  const ask = (data: Uint8Array | string, reply = `${inboxOf(RUN, 'stranger')}.x`): void =>
    stranger.publish(subjects(RUN).admission, data, { reply });
  const good = admissionRequestCodec.encode({
    secret,
    publicKey: Nkey.generate('user').getPublicKey(),
    network: '',
  });
  ask('garbage');
  ask(new Uint8Array(4_000));
  ask(admissionRequestCodec.encode({ secret, publicKey: 'U', network: '' }));
  ask(
    admissionRequestCodec.encode({ secret, publicKey: Nkey.generate('account').getPublicKey(), network: '' }),
  );
  stranger.publish(subjects(RUN).admission, good);
  await stranger.flush();
  await launcher.flush();
  assert.deepEqual(lines, []);
  ask(good, subjects(RUN).stop);
  ask(good, `${inboxOf(RUN, 'coordinator')}.x`);
  assert.equal(
    (await askAdmission(token(secret), Nkey.generate('user'), WAIT_MS)).peerId,
    'peer-1',
    'still free',
  );
  await coordinator.flush();
  assert.deepEqual([lines.length, overheard], [2, []]);
});

test('strangers that stay connected are bounded, and keep no member out', TIMEOUT, async (t) => {
  const { accounts, ca, url } = await awaiting(t, []);
  const strangers: NatsConnection[] = [];
  while (strangers.length < STRANGERS_MAX) strangers.push(await strangerAt(t, url, ca));
  await assert.rejects(strangerAt(t, url, ca));
  const member = { peerId: 'peer-0' };
  const natsProof = { creds: await accounts.credentials(member), tls: { ca } };
  const inbox = inboxOf(RUN, member);
  await (await dialNats({ natsUrl: url, natsProof, party: 'peer', name: 'member', inbox })).close();
  await strangers[0]!.close();
  await strangerAt(t, url, ca);
});

test('many who guess, and one who asks again and again, fill neither lines nor files', TIMEOUT, async (t) => {
  const { invitations, accounts, lines, admissions, token } = await awaiting(t, ['peer-0', 'peer-1']);
  const wrong = token(new Uint8Array(16));
  for (let i = 0; i < 20; i++)
    await assert.rejects(askAdmission(wrong, Nkey.generate('user'), WAIT_MS), { code: 'ERR_JOIN_REFUSED' });
  assert.equal(lines.length, 1);
  assert.match(lines[0]!, /is not let in: UNKNOWN$/);
  const key = Nkey.generate('user');
  const right = token(invitations.invite({ uses: 1, expiresS: 0 }));
  for (let i = 0; i < 5; i++) await askAdmission(right, key, WAIT_MS);
  assert.deepEqual([lines.length, admissions()], [2, 1]);
  const users = Object.values(accounts.saved().users);
  assert.deepEqual(
    users.filter((keys) => keys.includes(key.getPublicKey())),
    [[key.getPublicKey()]],
  );
});

for (const answer of [
  { accepted: true, code: '', peerId: '../../.profile', networks: [] },
  { accepted: true, code: '', peerId: '', networks: [] },
  { accepted: false, code: '\u001b[2J\nfix: run this', peerId: '', networks: ['\u001b]0;x\u0007'] },
])
  test(
    `a server that answers ${JSON.stringify(answer)} names no file and orders no terminal about`,
    TIMEOUT,
    async (t) => {
      const { launcher, token } = await awaiting(t, ['peer-0'], false);
      launcher.subscribe(subjects(RUN).admission, {
        callback: (_, message) => {
          message.respond(admissionReplyCodec.encode({ ...answer, userToken: 'token' }));
        },
      });
      await launcher.flush();
      await assert.rejects(
        askAdmission(token(new Uint8Array(16)), Nkey.generate('user'), WAIT_MS),
        ({ code, message, fix }: CodistillError) => {
          assert.equal(code, answer.accepted ? 'ERR_CONFIG' : 'ERR_JOIN_REFUSED');
          return !/\p{Cc}/u.test(answer.accepted ? fix : message + fix);
        },
      );
    },
  );
