import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import process from 'node:process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { connect } from 'nats';
import { openSnapshotBucket } from '../../../../coordinator/net/snapshot-bucket.js';
import { announcementCodec, heartbeatCodec, joinRequestCodec } from '../../../../proto/codec.js';
import type { CodistillError } from '../../../../proto/errors.js';
import { subjects } from '../../../../proto/subjects.js';
import { examineNats, type RunWatcher, type WatchEvent, watchRun } from '../../../../scripts/net/watch.js';
import { eventually } from '../../../support/launch.js';
import { REFUSALS } from '../../../support/nats-refusals.js';
import { startTestNatsServer } from '../../../support/nats-server.js';
import { announcementEvent, heartbeatEvent, joinEvent } from '../../../support/watch-events.js';

const NAMES = subjects('r');

async function watching(
  natsUrl: string,
  timeoutMs = 60_000,
  forgets = false,
): Promise<{ watcher: RunWatcher; events: WatchEvent[] }> {
  const events: WatchEvent[] = [];
  const watcher = await watchRun({
    natsUrl,
    natsProof: {},
    runId: 'r',
    timeoutMs,
    forgets,
    onEvent: (event) => events.push(event),
    say: () => undefined,
  });
  return { watcher, events };
}

test('the launcher overhears heartbeats, joins and announcements of its run, and of no other', async (t) => {
  const server = await startTestNatsServer();
  t.after(() => server.stop());
  const { watcher, events } = await watching(server.url);
  t.after(() => watcher.close());
  const other = await connect({ servers: server.url });
  t.after(() => other.close());
  const beat = heartbeatEvent('peer-0');
  const join = joinEvent('peer-1');
  const announcement = announcementEvent({ round: 1, viewVersion: 1, decision: 'all ready' });
  await watcher.requestStop(60_000); // nobody answers, says the server: from here on the subscriptions stand
  other.publish(subjects('another').peer('peer-0', 'heartbeat'), heartbeatCodec.encode(beat.heartbeat));
  other.publish(NAMES.peer('peer-0', 'heartbeat'), heartbeatCodec.encode(beat.heartbeat));
  other.publish(NAMES.peer('peer-1', 'join'), joinRequestCodec.encode(join.join));
  other.publish(NAMES.announcement, announcementCodec.encode(announcement.announcement));
  other.publish(NAMES.peer('peer-0', 'leave'), new Uint8Array([255, 255, 255]));
  await eventually(() => events.some(({ kind }) => kind === 'unreadable'), 'the last message');
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ['heartbeat', 'join', 'announcement', 'unreadable'],
  );
  assert.deepEqual(events[0], beat);
});

test('a peer that speaks as another one is not believed, and one that floods is told of once', async (t) => {
  const server = await startTestNatsServer();
  t.after(() => server.stop());
  const { watcher, events } = await watching(server.url);
  t.after(() => watcher.close());
  const hostile = await connect({ servers: server.url });
  t.after(() => hostile.close());
  await watcher.requestStop(60_000); // from here on the subscriptions stand
  for (let i = 0; i < 100; i++) {
    hostile.publish(
      NAMES.peer('peer-1', 'heartbeat'),
      heartbeatCodec.encode(heartbeatEvent('peer-0').heartbeat),
    );
    hostile.publish(NAMES.peer('peer-1', 'join'), joinRequestCodec.encode(joinEvent('peer-0').join));
    hostile.publish(NAMES.peer('peer-1', 'leave'), new Uint8Array([255, 255, 255]));
  }
  hostile.publish(
    NAMES.peer('peer-1', 'heartbeat'),
    heartbeatCodec.encode(heartbeatEvent('peer-1').heartbeat),
  );
  const address = `tcp://127.0.0.1:1\npeer-0: died\u001b[2J${'x'.repeat(5_000)}`;
  hostile.publish(
    NAMES.peer('peer-1', 'join'),
    joinRequestCodec.encode(joinEvent('peer-1', { dataAddress: address }).join),
  );
  await eventually(() => events.at(-1)?.kind === 'join', 'the last message');
  const last = events.pop() as ReturnType<typeof joinEvent>;
  assert.match(last.join.dataAddress, /^[ -~]{1,200}$/, 'a text of one line');
  assert.deepEqual(
    events.map((event) => (event.kind === 'unreadable' ? event.subject : event.kind)),
    ['heartbeat', 'join', 'leave'].map((verb) => `codistill.r.peer.peer-1.${verb}`).concat('heartbeat'),
  );
});

test('a stop is asked for with an empty request, and its answer is awaited no longer than said', async (t) => {
  const server = await startTestNatsServer();
  t.after(() => server.stop());
  const { watcher } = await watching(server.url);
  t.after(() => watcher.close());
  assert.equal(await watcher.requestStop(60_000), false, 'nobody is there to answer');
  const coordinator = await connect({ servers: server.url });
  t.after(() => coordinator.close());
  const lengths: number[] = [];
  coordinator.subscribe(NAMES.stop, {
    callback: (_error, message) => {
      lengths.push(message.data.length);
      message.respond();
    },
  });
  await coordinator.flush();
  assert.equal(await watcher.requestStop(60_000), true);
  assert.deepEqual(lengths, [0]);
});

/** Accepts and drops so many connections at a port where nobody listens. */
async function dropConnections(port: number, count: number): Promise<void> {
  const dropping = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1');
  for (let dropped = 0; dropped < count; dropped++) await once(dropping, 'connection');
  dropping.close();
  await once(dropping, 'close');
}

test('a launch that resumes a run forgets the snapshot that its last launch left, and no other', async (t) => {
  const server = await startTestNatsServer();
  t.after(() => server.stop());
  const connection = await connect({ servers: server.url });
  t.after(() => connection.close());
  const bucket = await openSnapshotBucket(connection, server.url);
  for (const run of ['r', 'other']) await bucket.put(run, new Uint8Array([1]));
  const isThere = async (run: string) => (await bucket.get(run))?.operation === 'PUT';
  const listening = await watching(server.url);
  await listening.watcher.close();
  assert.equal(await isThere('r'), true, 'who only listens changes nothing');
  const resuming = await watching(server.url, 60_000, true);
  await resuming.watcher.close();
  assert.deepEqual([await isThere('r'), await isThere('other')], [false, true]);
});

test('a restart of the server is survived, also when it takes more than one try', async (t) => {
  const server = await startTestNatsServer();
  t.after(() => server.stop());
  const { watcher, events } = await watching(server.url);
  t.after(() => watcher.close());
  await server.kill();
  await dropConnections(server.port, 3);
  await server.restart();
  const other = await connect({ servers: server.url });
  t.after(() => other.close());
  const bytes = heartbeatCodec.encode(heartbeatEvent('peer-0').heartbeat);
  await eventually(() => {
    other.publish(NAMES.peer('peer-0', 'heartbeat'), bytes);
    return events.length > 0;
  }, 'heard again');
});

test('without a server the watcher says where it looked', async () => {
  await assert.rejects(
    watching('nats://127.0.0.1:1', 0),
    (error: CodistillError) =>
      error.code === 'ERR_NATS_SERVER' && error.message.includes('nats://127.0.0.1:1'),
  );
});

for (const { name, code, skip = false, start } of REFUSALS) {
  test(`${name} is found by the launcher before it starts anything`, { skip, timeout: 20_000 }, async (t) => {
    await assert.rejects(examineNats(await start(t)), { code });
  });
}

test('a launch that loses its server while it tries it is refused, and leaves nothing that would keep its program', async (t) => {
  const server = createServer((socket) => {
    socket.write(
      `INFO ${JSON.stringify({ server_id: 'S', version: '2.15.1', proto: 1, headers: true })}\r\n`,
    );
    socket
      .on('error', () => {})
      .on('data', (data) => {
        if (data.includes('PING')) socket.write('PONG\r\n');
        if (!data.includes('JS.API')) return;
        server.close();
        socket.destroy();
      });
  }).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const natsUrl = `nats://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const program = `import { examineNats } from ${JSON.stringify(new URL('../../../../scripts/net/watch.js', import.meta.url).href)};
    await examineNats({ natsUrl: '${natsUrl}', natsProof: {} }).catch(({ code }) => process.stdout.write(code));`;
  const args = ['--input-type=module', '--eval', program];
  // It ends by itself, long before.
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 60_000 });
  assert.equal(stdout, 'ERR_NATS_SERVER');
});

test('a server that lets a run do what it needs passes, with its version', async (t) => {
  const server = await startTestNatsServer();
  t.after(() => server.stop());
  const { version, encrypted } = await examineNats({ natsUrl: server.url, natsProof: {} });
  assert.match(version, /^2\./);
  assert.equal(encrypted, false);
});
