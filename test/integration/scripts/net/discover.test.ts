import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import makeMdns from 'multicast-dns';
import { PROTOCOL_VERSION } from '../../../../proto/limits.js';
import { advertise } from '../../../../scripts/net/advertise.js';
import { type HeardNotice, noticeRecords } from '../../../../scripts/net/cohort-notice.js';
import { COHORTS_MAX, discover, kept } from '../../../../scripts/net/discover.js';
import { shownCohort } from '../../../support/shown-cohorts.js';

const LOOPBACK = ['127.0.0.1'];

/** A UDP port that nobody uses, so that nothing of the machine's own multicast DNS is heard or told. */
async function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, '0.0.0.0');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}

/** Listens on loopback until a cohort is as it should be, and returns all that were heard of. */
function heard(port: number, isEnough: (cohort: HeardNotice) => boolean): Promise<HeardNotice[]> {
  const enough = new AbortController();
  const signal = AbortSignal.any([enough.signal, AbortSignal.timeout(60_000)]);
  return discover({
    ...{ vias: LOOPBACK, port, signal },
    onCohort: (cohort) => isEnough(cohort) && enough.abort(),
  });
}

function shown(t: TestContext, port: number, runId = 'lab'): ReturnType<typeof advertise> {
  const advertisement = advertise({ ...shownCohort, runId }, (line) => assert.fail(line), port);
  t.after(() => advertisement.close());
  return advertisement;
}

/** Whoever wants to be heard, with records of its own making. */
function stranger(t: TestContext, port: number): ReturnType<typeof makeMdns> {
  const mdns = makeMdns({ interface: LOOPBACK[0], bind: '0.0.0.0', port });
  t.after(() => new Promise<void>((resolve) => mdns.destroy(resolve)));
  return mdns;
}

test('a cohort that is shown is discovered, with its task and its places, and nothing else', async (t) => {
  const port = await freePort();
  shown(t, port);
  const [cohort, ...others] = await heard(port, () => true);
  assert.deepEqual(others, []);
  const { key, ...told } = cohort!;
  assert.match(key, /^[0-9a-f]{8}$/);
  assert.deepEqual(told, {
    ...{ runId: 'lab', protocol: PROTOCOL_VERSION, places: 3, placesFree: 1, port: 4222 },
    ...{ data: 'mnist', networks: '2 mlp:8, cnn', addresses: LOOPBACK },
  });
});

test('whoever asks later is answered: a cohort is told unasked only twice', async (t) => {
  const port = await freePort();
  shown(t, port);
  for (let i = 0; i < 3; i++) await heard(port, () => true);
});

test('a place that is taken is told, and a cohort that is closed is heard of no more', async (t) => {
  const port = await freePort();
  const lab = shown(t, port);
  lab.update(0);
  await heard(port, ({ placesFree }) => placesFree === 0);
  await lab.close();
  lab.update(1);
  await lab.close();
  shown(t, port, 'other');
  const cohorts = await heard(port, () => true);
  assert.deepEqual(
    cohorts.map(({ runId }) => runId),
    ['other'],
  );
});

test('two cohorts of the same name are two', async (t) => {
  const port = await freePort();
  shown(t, port);
  shown(t, port);
  const keys = new Set<string>();
  const cohorts = await heard(port, ({ key }) => keys.add(key).size === 2);
  assert.deepEqual(
    cohorts.map(({ runId }) => runId),
    ['lab', 'lab'],
  );
});

test('a port that another program keeps costs the run one line, and ends the listening with an error', async (t) => {
  const socket = createSocket('udp4');
  t.after(() => new Promise<void>((resolve) => socket.close(() => resolve())));
  socket.bind(0, '0.0.0.0');
  await once(socket, 'listening');
  const { port } = socket.address();
  const lines: string[] = [];
  const said = new Promise<void>((resolve) => {
    advertise(
      { ...shownCohort, addresses: ['127.0.0.1', '127.0.0.1', '203.0.113.77'] },
      (line) => {
        lines.push(line);
        resolve();
      },
      port,
    );
  });
  await said;
  await assert.rejects(
    heard(port, () => true),
    { code: 'ERR_PORT_TAKEN', message: /nothing can be heard at UDP port .*EADDRINUSE/ },
  );
  assert.equal(lines.length, 1);
  assert.match(lines[0]!, /`codistill discover` does not show this run: .*; a token works all the same/);
});

test('garbage and lies of strangers are not listed, and do not keep what is true from being heard', async (t) => {
  const port = await freePort();
  const liar = stranger(t, port);
  await once(liar, 'ready');
  shown(t, port);
  const garbage = createSocket('udp4');
  t.after(() => garbage.close());
  liar.on('query', () => {
    for (const bytes of [[], [0], Array(40).fill(255), Array(9_000).fill(7)])
      garbage.send(Uint8Array.from(bytes), port, LOOPBACK[0]);
    const lie = { ...shownCohort, key: '00000000', protocol: 4, data: 'x', networks: 'x', addresses: [] };
    liar.respond(noticeRecords({ ...lie, runId: '../x' }));
    liar.respond(noticeRecords({ ...lie, port: 0 }));
    liar.respond(noticeRecords({ ...lie, runId: 'last' }));
  });
  const names = new Set<string>();
  await heard(port, ({ runId }) => names.add(runId).size === 2);
  assert.deepEqual([...names].sort(), ['lab', 'last']);
});

test('of a stranger’s many cohorts and addresses only so many are kept, and what is known already is no news', () => {
  const cohorts = new Map<string, HeardNotice>();
  const lie = { ...shownCohort, protocol: 4, data: 'x', networks: 'x' };
  const addresses = Array.from({ length: 20 }, (_, i) => `203.0.113.${i}`);
  for (let i = 0; i < 2 * COHORTS_MAX; i++) {
    const isNews = kept(cohorts, { ...lie, key: String(i), addresses }) !== undefined;
    assert.equal(isNews, i < COHORTS_MAX);
  }
  assert.equal(cohorts.size, COHORTS_MAX);
  assert.equal(cohorts.get('0')?.addresses.length, 8);
  assert.equal(kept(cohorts, { ...lie, key: '0', addresses: ['203.0.113.3'] }), undefined);
  assert.equal(kept(cohorts, { ...lie, key: '0', placesFree: 0 })?.placesFree, 0);
});
