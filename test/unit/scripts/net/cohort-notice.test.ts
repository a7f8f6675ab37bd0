import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import type { Answer, Packet } from 'dns-packet';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import {
  asksForCohorts,
  type HeardNotice,
  noticeRecords,
  noticesIn,
  SERVICE,
  taskOf,
} from '../../../../scripts/net/cohort-notice.js';

const { encode, decode } = createRequire(import.meta.url)('dns-packet') as {
  encode(packet: Packet): Buffer;
  decode(bytes: Buffer): Packet;
};

const NOTICE: HeardNotice = {
  key: '00c0ffee',
  runId: 'lab',
  protocol: 4,
  places: 3,
  placesFree: 1,
  data: 'mnist',
  networks: '2 mlp:8, cnn',
  addresses: ['203.0.113.1', '2001:db8::1'],
  port: 4222,
};

/** Records as they arrive. */
function sent(records: readonly Answer[]): Answer[] {
  return decode(encode({ type: 'response', answers: [...records] })).answers ?? [];
}

/** The records of a notice with one entry of its text replaced. */
function withEntry(entry: string): Answer[] {
  const [key] = entry.split('=');
  return noticeRecords(NOTICE).map((record) =>
    record.type === 'TXT'
      ? { ...record, data: (record.data as string[]).map((old) => (old.startsWith(`${key}=`) ? entry : old)) }
      : record,
  );
}

test('a notice comes back from its records as it was, through the bytes of a packet', () => {
  assert.deepEqual(noticesIn(sent(noticeRecords(NOTICE))), [NOTICE]);
});

test('a notice that is over is none, and neither are records of other services', () => {
  assert.deepEqual(noticesIn(sent(noticeRecords(NOTICE, true))), []);
  const others = noticeRecords(NOTICE).map((record) =>
    record.type === 'PTR' ? { ...record, name: '_ipp._tcp.local' } : record,
  );
  assert.deepEqual(noticesIn(sent(others)), []);
});

test('the longest run id fits the labels of a name, and is told whole', () => {
  const runId = 'r'.repeat(64);
  assert.equal(noticesIn(sent(noticeRecords({ ...NOTICE, runId })))[0]?.runId, runId);
});

test('a long list of networks is cut where a longer entry would damage the packet', () => {
  const networks = Array.from({ length: 16 }, (_, i) => `mlp:${1000 + i}-512-256`).join(', ');
  const [heard] = noticesIn(sent(noticeRecords({ ...NOTICE, networks })));
  assert.ok(heard !== undefined && networks.startsWith(heard.networks) && heard.networks.length > 180);
});

for (const entry of [
  'run=../../etc',
  'run=',
  `run=${'x'.repeat(65)}`,
  'protocol=four',
  'protocol=-1',
  'places=0',
  'places=1e9',
  'places=2.5',
  'free=-1',
  'free=NaN',
]) {
  test(`a stranger's notice with ${entry.slice(0, 20)} is left out`, () => {
    assert.deepEqual(noticesIn(sent(withEntry(entry))), []);
  });
}

test('a notice without one of its records, or without an entry, is left out', () => {
  for (const type of ['PTR', 'SRV', 'TXT'])
    assert.deepEqual(noticesIn(sent(noticeRecords(NOTICE).filter((record) => record.type !== type))), []);
  assert.deepEqual(noticesIn(sent(withEntry('data'))), []);
  assert.deepEqual(noticesIn([{ type: 'TXT', name: SERVICE, data: 'x' }]), []);
});

test('what a stranger writes reaches no terminal as a control character', () => {
  const [heard] = noticesIn(sent(withEntry('data=\u001b[2J\u0007mn\nist\u202e\u0085')));
  assert.equal(heard?.data, '[2Jmnist');
});

test('the kind of service and the list of kinds are asked for, in any case of letters', () => {
  assert.ok(asksForCohorts(['_CODISTILL._tcp.local']));
  assert.ok(asksForCohorts(['x', '_services._dns-sd._udp.local']));
  assert.ok(!asksForCohorts(['_ipp._tcp.local', 'lab._codistill._tcp.local']));
});

test('a task names data set and networks, and no path of the user', () => {
  const task = (data: string, networks: readonly string[]): unknown =>
    taskOf(
      parseRunSpec({ data: { name: data }, peers: networks.map((network, i) => ({ id: `p${i}`, network })) }),
    );
  assert.deepEqual(task('mnist', ['mlp:8', 'cnn', 'mlp:8']), { data: 'mnist', networks: '2 mlp:8, cnn' });
  assert.deepEqual(task('text:/home/ann/diary.txt,window=8', ['gru']), { data: 'text', networks: 'gru' });
  assert.deepEqual(task('./secret/data.js', ['/home/ann/net.js']), {
    data: 'own module',
    networks: 'own module',
  });
});
