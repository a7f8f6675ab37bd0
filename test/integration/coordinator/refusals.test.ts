import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LogLine, runCoordinator } from '../../../coordinator/main.js';
import { specRequestCodec } from '../../../proto/codec.js';
import { subjects } from '../../../proto/subjects.js';
import { ControlPeer } from '../../support/control-peer.js';
import { REFUSALS } from '../../support/nats-refusals.js';
import { startTestNatsServer } from '../../support/nats-server.js';
import { specOf } from '../../support/specs.js';

const never = new AbortController().signal;

for (const { name, code, skip = false, start } of REFUSALS) {
  test(`${name} ends a coordinator at once`, { skip, timeout: 20_000 }, async (t) => {
    const access = await start(t);
    const log: LogLine[] = [];
    const options = { ...access, runId: 'refused', spec: specOf(), signal: never, contactMs: 1e9 };
    await assert.rejects(runCoordinator({ ...options, log: (line) => log.push(line) }), { code });
    assert(!JSON.stringify(log).includes('s3cret'));
  });
}

test('a coordinator without a server says why it waits, and ends after its bound', async () => {
  const log: LogLine[] = [];
  const options = { natsUrl: 'nats://127.0.0.1:1', runId: 'alone', spec: specOf(), signal: never };
  const running = runCoordinator({ ...options, contactMs: 500, log: (line) => log.push(line) });
  await assert.rejects(running, {
    code: 'ERR_NATS_SERVER',
    message:
      /waited \d+ s in vain: no nats-server answers at nats:\/\/127\.0\.0\.1:1: the connection is refused/,
  });
  assert.match(log[0]!.message, /^waiting for 1 s at most: no nats-server answers/);
});

test('a coordinator without peers names run and server, and the run that others ask for', async (t) => {
  const nats = await startTestNatsServer();
  t.after(() => nats.stop());
  const spec = specOf();
  const stranger = await ControlPeer.connect(nats.url, 'lba2', 'peer-0', spec);
  t.after(() => stranger.close());
  const ask = (): void =>
    stranger.connection.publish(subjects('lba2').spec, specRequestCodec.encode({ runId: 'lba2' }));
  const asking = setInterval(ask, 50);
  t.after(() => clearInterval(asking));
  const log: LogLine[] = [];
  const options = { natsUrl: nats.url, runId: 'lab2', spec, signal: never };
  await assert.rejects(runCoordinator({ ...options, contactMs: 2_000, log: (line) => log.push(line) }), {
    code: 'ERR_NO_PEERS',
    message: `waited 2 s in vain: run "lab2" at ${nats.url}: no peer has called; somebody asks for run "lba2"`,
  });
  assert(log.some(({ message }) => message.startsWith('waiting for 2 s at most: run "lab2"')));
});

test('a coordinator that some peers have reached says who is missing, and waits on', async (t) => {
  const nats = await startTestNatsServer();
  t.after(() => nats.stop());
  const stop = new AbortController();
  const log: LogLine[] = [];
  const options = { natsUrl: nats.url, runId: 'half', spec: specOf(), signal: stop.signal, contactMs: 3_000 };
  const running = runCoordinator({ ...options, log: (line) => log.push(line) });
  const peer = await ControlPeer.connect(nats.url, 'half', 'peer-0', options.spec);
  t.after(() => peer.close());
  await peer.join();
  const missing = /run "half" at .*: (waiting for peer-1|no peer is ready)/;
  await peer.until('its absence is told', () => log.some(({ message }) => missing.test(message)));
  stop.abort();
  peer.leave(0, 'interrupted');
  assert.equal((await running).stoppedBy, 'interrupted');
});
