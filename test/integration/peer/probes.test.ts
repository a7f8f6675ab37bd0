import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { connect } from 'nats';
import { probeEndpoint } from '../../../peer/net/endpoint-probe.js';
import { announcementCodec } from '../../../proto/codec.js';
import { LIMITS } from '../../../proto/limits.js';
import { RunAccounts } from '../../../proto/net/accounts.js';
import { type ProbeReply, probeReplyCodec, probeRequestCodec } from '../../../proto/probe.js';
import { subjects } from '../../../proto/subjects.js';
import { runReport } from '../../../scripts/doctor/run-report.js';
import { askPeers } from '../../../scripts/net/ask-peers.js';
import { forkPeer, startFakeCohort } from '../../support/fake-cohort.js';
import { eventually } from '../../support/launch.js';
import { startTestNatsServer } from '../../support/nats-server.js';

const TIMEOUT = { timeout: 300_000 };
const ENDLESS = { stepsTotal: 1_000_000, stepMs: 20 };
const MEMBER = { incarnation: 1, publicKey: new Uint8Array(), linkToken: '' };
const REPLY: Omit<ProbeReply, 'runId' | 'peerId' | 'nonce'> = {
  ...{ receivedAtMs: 1, answeredAtMs: 1, version: '1', protocolVersion: 4, dataDigest: '', numerics: '' },
  ...{ dataAddress: '', bound: '', addresses: [], ways: [] },
};
const nowMs = (): number => performance.now();

async function listening(t: TestContext, host: string): Promise<{ port: number; came: () => number }> {
  let came = 0;
  const server = createServer((socket) => {
    came++;
    socket.on('data', () => assert.fail('nothing is said there'));
    socket.on('error', () => undefined);
  });
  server.listen(0, host);
  await once(server, 'listening');
  t.after(() => server.close());
  return { port: (server.address() as AddressInfo).port, came: () => came };
}

test('an endpoint that listens is connected to so many times, by IPv4, IPv6 and name', async (t) => {
  for (const [host, endpoint] of [
    ['127.0.0.1', '127.0.0.1'],
    ['::1', '[::1]'],
    ['127.0.0.1', 'localhost'],
  ] as const) {
    const { port, came } = await listening(t, host);
    const { resolved, code, roundTripsMs } = await probeEndpoint(`tcp://${endpoint}:${port}`, nowMs);
    if (endpoint === 'localhost' && resolved === '::1') continue; // as this machine has it
    assert.deepEqual([resolved, code, roundTripsMs.length], [host, '', LIMITS.probeConnects]);
    assert.ok(roundTripsMs.every((ms) => ms > 0));
    await eventually(() => came() === LIMITS.probeConnects, 'each connection has come');
  }
});

test('a slow way is measured no longer than a wait for one connection', async (t) => {
  const { port } = await listening(t, '127.0.0.1');
  let clockMs = 0;
  const slow = (): number => {
    clockMs += LIMITS.probeConnectMs / 4;
    return clockMs;
  };
  const { code, roundTripsMs } = await probeEndpoint(`tcp://127.0.0.1:${port}`, slow);
  assert.deepEqual([code, roundTripsMs.length], ['', 2]);
});

test('an endpoint that cannot be reached is told with the reason', async (t) => {
  const { port } = await listening(t, '127.0.0.1');
  const told = async (endpoint: string): Promise<string> => (await probeEndpoint(endpoint, nowMs)).code;
  assert.equal(await told(`tcp://127.0.0.2:${port}`), 'ECONNREFUSED');
  assert.match(await told('tcp://machine.invalid:4000'), /^(ENOTFOUND|EAI_AGAIN)$/);
  for (const nonsense of ['', 'tcp://', 'tcp://127.0.0.1', 'tcp://127.0.0.1:0', 'tcp://127.0.0.1:99999'])
    assert.equal(await told(nonsense), 'EINVAL', nonsense);
});

test('peers that train tell their ways, clocks and data, and train on', TIMEOUT, async (t) => {
  const cohort = await startFakeCohort(t, {});
  const stop = new AbortController();
  const wishes = { signal: stop.signal, version: '7.7.7' };
  const peers = ['peer-0', 'peer-1'].map((id) => cohort.startPeer(id, ENDLESS, wishes));
  await eventually(
    () => cohort.log.filter((line) => /training starts/.test(line)).length === 2,
    'the cohort trains',
  );
  const access = { natsUrl: cohort.nats.url, natsProof: {}, runId: cohort.runId };
  // Until every way has carried predictions, and its link is up.
  let report = runReport(await askPeers(access));
  while (
    report.findings.length > 0 ||
    !report.ways.every(({ heard }) => heard !== null && heard.bytesPerSecond > 0)
  )
    report = runReport(await askPeers(access));
  assert.equal(report.ok, true);
  for (const { p50Ms, heard } of report.ways) assert.ok(p50Ms! > 0 && heard!.bytesEach >= 5_120);
  for (const { version, dataDigest, advertised, bound, clockOffsetMs, clockUncertaintyMs } of report.peers) {
    assert.deepEqual([version, dataDigest !== '', advertised], ['7.7.7', true, bound]);
    assert.ok(Math.abs(clockOffsetMs!) <= clockUncertaintyMs! + 1, 'it is this machine’s own clock');
  }
  stop.abort();
  for (const peer of peers) assert.equal((await peer).stoppedBy, 'interrupted');
});

test('a peer that hangs is named, and a run that is not there with those that are', TIMEOUT, async (t) => {
  const cohort = await startFakeCohort(t, {});
  const hanging = forkPeer(t, cohort, 'peer-0', ENDLESS);
  void cohort.startPeer('peer-1', ENDLESS);
  await eventually(
    () => cohort.log.some((line) => /^peer-1 info: training starts/.test(line)),
    'the cohort trains',
  );
  const access = { natsUrl: cohort.nats.url, natsProof: {}, runId: cohort.runId };
  hanging.kill('SIGSTOP');
  const report = runReport(await askPeers(access));
  hanging.kill('SIGCONT');
  assert.equal(report.ok, false);
  assert.match(report.findings[0]!.text, /^peer-0 \(tcp:\/\/127\.0\.0\.1:\d+\) does not answer/);
  await assert.rejects(askPeers({ ...access, runId: 'other' }), {
    code: 'ERR_COORDINATOR_UNREACHABLE',
    message: /nobody of this run; but "fake"$/,
  });
});

test('on a closed server a launcher may ask, and a peer may not', TIMEOUT, async (t) => {
  const accounts = new RunAccounts('lab');
  const server = await startTestNatsServer({ tokens: await accounts.serverTokens(false) });
  t.after(() => server.stop());
  const asked = async (member: Parameters<typeof accounts.credentials>[0]) =>
    askPeers({ natsUrl: server.url, natsProof: { creds: await accounts.credentials(member) }, runId: 'lab' });
  await assert.rejects(asked({ peerId: 'a' }), { code: 'ERR_NATS_PERMISSION' });
  await assert.rejects(asked('launcher'), { code: 'ERR_COORDINATOR_UNREACHABLE' });
});

test(
  'an answer under another name is not heard, and none reaches a terminal as orders',
  TIMEOUT,
  async (t) => {
    const server = await startTestNatsServer();
    t.after(() => server.stop());
    const stranger = await connect({ servers: server.url });
    t.after(() => stranger.close());
    const names = subjects('lab');
    const member = { ...MEMBER, peerId: 'a', dataAddress: 'tcp://\u001b[2J:1' };
    stranger.subscribe(names.probe, {
      callback(_, { data }) {
        const { nonce } = probeRequestCodec.decode(data);
        const reply = { ...REPLY, runId: 'lab', nonce, peerId: 'a' };
        const say = (as: string, more: Partial<ProbeReply>): void =>
          stranger.publish(names.peer(as, 'probed'), probeReplyCodec.encode({ ...reply, ...more }));
        say('a', { version: '1\u001b[2J', answeredAtMs: Number.NaN });
        stranger.publish(names.peer('a', 'probed'), 'garbage');
        say('b', { version: 'forged' });
        say('a', { nonce: 'of another question' });
        const view = { version: 1, members: [member] };
        const rest = { rounds: [], lastClosed: null, stop: null, decision: '', formed: true, reachedStep: 0 };
        stranger.publish(
          names.announcement,
          announcementCodec.encode({ runId: 'lab', term: 1, sequence: 1, view, ...rest }),
        );
      },
    });
    await stranger.flush();
    const { replies, members } = await askPeers({ natsUrl: server.url, natsProof: {}, runId: 'lab' });
    assert.deepEqual([...replies.keys()], ['a']);
    const { version, answeredAtMs } = replies.get('a')!.reply;
    assert.deepEqual([version, answeredAtMs, members.get('a')?.dataAddress], ['1[2J', 0, 'tcp://[2J:1']);
  },
);
