import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advertised, dataAddress } from '../../../../peer/net/data-address.js';
import { CodistillError } from '../../../../proto/errors.js';

test('loopback needs no leave', () => {
  for (const bind of ['127.0.0.1', 'tcp://127.0.0.1:*', 'localhost:5555', '[::1]:*']) {
    assert.ok(dataAddress(bind, undefined, false).bind.startsWith('tcp://'));
  }
});

for (const bind of ['0.0.0.0:5555', '192.168.1.10', 'tcp://*:5555', '127.0.0.1.example.org']) {
  test(`${bind} is refused unless it is allowed explicitly`, () => {
    assert.throws(
      () => dataAddress(bind, 'host', false),
      (error) => error instanceof CodistillError && error.code === 'ERR_INSECURE_BIND',
    );
    assert.ok(dataAddress(bind, 'host', true));
  });
}

for (const bind of ['', 'tcp://', 'ipc:///tmp/x', '127.0.0.1:99999', 'a b']) {
  test(`"${bind}" is no address`, () => {
    assert.throws(
      () => dataAddress(bind, undefined, true),
      (error) => error instanceof CodistillError && error.code === 'ERR_CONFIG',
    );
  });
}

test('who listens everywhere has to say how it is reached', () => {
  assert.throws(() => dataAddress('0.0.0.0:1', undefined, true), /listens everywhere/);
});

test('the advertised endpoint has the host that was given and the port that was bound', () => {
  assert.equal(
    advertised(dataAddress('127.0.0.1', undefined, false), 'tcp://127.0.0.1:4711'),
    'tcp://127.0.0.1:4711',
  );
  assert.equal(advertised(dataAddress('0.0.0.0', 'box', true), 'tcp://0.0.0.0:4711'), 'tcp://box:4711');
  assert.equal(advertised(dataAddress('[::]', 'fe80::1', true), 'tcp://[::]:4711'), 'tcp://[fe80::1]:4711');
});
