import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSameMachine, type TriedWay, wayFault } from '../../../../scripts/doctor/way-fault.js';

const WAY: TriedWay['way'] = {
  ...{ peerId: 'b', dataAddress: 'tcp://10.0.0.2:4000', resolved: '10.0.0.2', code: '', roundTripsMs: [1] },
  ...{ linked: false, heard: false, heardAgoMs: 0, messageBytes: 0, bytesPerSecond: 0 },
};
const TRIED: TriedWay = {
  ...{ from: 'a', to: 'b', way: WAY, isBackUp: true, sameMachine: false },
  here: { addresses: ['10.0.0.1', 'fd00::1'] },
  there: { addresses: ['10.0.0.2', 'fd00::2'], bound: 'tcp://10.0.0.2:4000' },
};

/** The verdict in one line, as far as the way differs. */
function verdict(way: Partial<TriedWay['way']>, more: Partial<TriedWay> = {}): string | undefined {
  const fault = wayFault({ ...TRIED, ...more, way: { ...WAY, ...way } });
  return fault === undefined ? undefined : `${fault.text} → ${fault.fix}`;
}

test('a way on which connections come up has no fault', () => {
  assert.equal(verdict({}), undefined);
  assert.equal(
    verdict({ dataAddress: 'tcp://127.0.0.1:4000', resolved: '127.0.0.1' }, { sameMachine: true }),
    undefined,
  );
});

test('silence in one direction is a firewall, with port, source and machine', () => {
  assert.equal(
    verdict({ code: 'TIMEOUT' }),
    "a cannot reach b at tcp://10.0.0.2:4000: nothing answers there; only in this direction: b reaches a → let TCP to port 4000 pass from 10.0.0.1 in the firewall of b's machine; a port that stays the same needs one rule: start b with --bind 10.0.0.2:5555",
  );
  assert.doesNotMatch(verdict({ code: 'TIMEOUT' }, { isBackUp: false })!, /only in this direction/);
  assert.doesNotMatch(verdict({ code: 'TIMEOUT' }, { isBackUp: null })!, /only in this direction/);
});

test('an IPv6 way names sources of IPv6, and an address in brackets', () => {
  const way = { dataAddress: 'tcp://[fd00::2]:4000', resolved: 'fd00::2', code: 'TIMEOUT' };
  assert.match(verdict(way)!, /port 4000 pass from fd00::1 in .* --bind \[fd00::2\]:5555$/);
  assert.match(
    verdict({ ...way, code: 'EACCES' })!,
    /TCP out to \[fd00::2\]:4000 in the firewall of a's machine$/,
  );
});

test('an address that the other machine has not is told with those that it has', () => {
  const way = { dataAddress: 'tcp://172.17.0.2:4000', resolved: '172.17.0.2' };
  for (const code of ['TIMEOUT', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'])
    assert.match(
      verdict({ ...way, code })!,
      /b's machine itself has not that address.* → start b with --advertise and one of 10\.0\.0\.2, fd00::2/,
    );
  assert.match(verdict({ ...way, code: 'TIMEOUT' })!, /as to a container, forward TCP port 4000$/);
});

test('a port at which nobody listens says where the other one does', () => {
  const there = { ...TRIED.there!, bound: 'tcp://127.0.0.1:4000' };
  assert.match(
    verdict({ code: 'ECONNREFUSED' }, { there })!,
    /nobody listens there \(ECONNREFUSED\); it listens at tcp:\/\/127\.0\.0\.1:4000 → start b with --advertise and one of fd00::2/,
  );
  assert.doesNotMatch(verdict({ code: 'ECONNREFUSED' })!, /it listens at/);
});

test('a name without an address, and one that leads back to the asker, want an address', () => {
  const way = { dataAddress: 'tcp://lab-b:4000', resolved: '', code: 'ENOTFOUND' };
  assert.match(
    verdict(way)!,
    /a has no address for lab-b \(ENOTFOUND\) → start b with --advertise and one of 10\.0\.0\.2/,
  );
  const back = { ...way, resolved: '127.0.1.1', code: '' };
  assert.match(verdict(back)!, /that is a's own machine there \(127\.0\.1\.1\) → start b with --advertise/);
  assert.equal(verdict(back, { sameMachine: true }), undefined);
  assert.equal(verdict({ ...back, linked: true }), undefined, 'a tunnel');
  const literal = { dataAddress: 'tcp://127.0.0.1:4000', resolved: '127.0.0.1', code: 'ECONNREFUSED' };
  assert.match(verdict(literal)!, /→ start b with --bind and one of 10\.0\.0\.2, fd00::2, or .* --on$/);
});

test('an end that did not answer is advised without what only it knows', () => {
  assert.match(
    verdict({ code: 'ECONNREFUSED' }, { there: null, sameMachine: null })!,
    /an address that leads there$/,
  );
});

test('a code that nobody foresaw is told as it is', () => {
  assert.match(verdict({ code: 'EWHATEVER' })!, /: EWHATEVER → start b with --advertise/);
});

test('machines are told apart by the addresses of their interfaces', () => {
  assert.ok(isSameMachine(['a', 'b'], ['b', 'a']));
  assert.ok(!isSameMachine(['172.17.0.1', 'a'], ['172.17.0.1', 'b']));
});
