import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advertised, type DataAddress, dataAddress } from '../../../../peer/net/data-address.js';
import { CodistillError } from '../../../../proto/errors.js';

const HERE = '127.0.0.1';
const LAN = '192.168.1.10';

function at(
  bind: string | undefined,
  advertiseHost?: string,
  beyondLoopback = false,
  route = HERE,
): DataAddress {
  return dataAddress({ bind, advertiseHost, beyondLoopback }, route);
}

function coded(code: string): (error: unknown) => boolean {
  return (error) => error instanceof CodistillError && error.code === code;
}

test('loopback needs no leave', () => {
  for (const bind of ['127.0.0.1', 'tcp://127.0.0.1:*', 'localhost:5555', '[::1]:*']) {
    assert.ok(at(bind).bind.startsWith('tcp://'));
  }
});

for (const bind of ['0.0.0.0:5555', LAN, 'tcp://*:5555', '127.0.0.1.example.org']) {
  test(`${bind} is refused unless it is allowed explicitly`, () => {
    assert.throws(() => at(bind, 'host'), coded('ERR_INSECURE_BIND'));
    assert.ok(at(bind, 'host', true));
  });
}

for (const bind of ['', 'tcp://', 'ipc:///tmp/x', '127.0.0.1:99999', 'a b']) {
  test(`"${bind}" is no address`, () => {
    assert.throws(() => at(bind, undefined, true), coded('ERR_CONFIG'));
  });
}

test('who listens everywhere on the machine of NATS has to say how it is reached', () => {
  assert.throws(() => at('0.0.0.0:1', undefined, true), /listens everywhere/);
});

test('without a wish a peer listens at its address on the way to NATS, and advertises it', () => {
  assert.deepEqual(at(undefined), { bind: 'tcp://127.0.0.1:*', advertiseHost: HERE });
  assert.deepEqual(at(undefined, undefined, true, LAN), { bind: `tcp://${LAN}:*`, advertiseHost: LAN });
  assert.deepEqual(at(undefined, undefined, true, 'fd00::7').bind, 'tcp://[fd00::7]:*');
  assert.throws(() => at(undefined, undefined, false, LAN), coded('ERR_INSECURE_BIND'));
});

test('who listens everywhere is reached at its address on the way to NATS', () => {
  assert.deepEqual(at('*:5555', undefined, true, LAN), { bind: 'tcp://*:5555', advertiseHost: LAN });
});

for (const bind of ['127.0.0.1', 'tcp://127.0.0.1:5555', 'localhost:*', '[::1]']) {
  test(`${bind} is not advertised to a cohort whose NATS is elsewhere, unless the user says so`, () => {
    assert.throws(() => at(bind, undefined, true, LAN), coded('ERR_CONFIG'));
    assert.throws(() => at(bind, undefined, true, LAN), /from this machine alone/);
    assert.equal(at(bind, LAN, true, LAN).advertiseHost, LAN, 'a tunnel, say');
    assert.equal(at(bind, HERE, true, LAN).advertiseHost, HERE, 'the whole cohort is on this machine');
  });
}

test('the advertised endpoint has the host that was given and the port that was bound', () => {
  assert.equal(advertised(at('127.0.0.1'), 'tcp://127.0.0.1:4711'), 'tcp://127.0.0.1:4711');
  assert.equal(advertised(at('0.0.0.0', 'box', true), 'tcp://0.0.0.0:4711'), 'tcp://box:4711');
  assert.equal(advertised(at('[::]', 'fe80::1', true), 'tcp://[::]:4711'), 'tcp://[fe80::1]:4711');
});
