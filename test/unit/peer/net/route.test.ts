import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressTowards, awaitAddressTowards } from '../../../../peer/net/route.js';

test('towards a server on this machine the own address is its loopback', async () => {
  for (const url of [
    'nats://127.0.0.1:4222',
    '127.0.0.1:4222',
    'nats://127.3.2.1:1',
    'nats://user@127.0.0.1',
    'nats://no-such-host.invalid:4222,nats://127.0.0.1:4222,nats://127.0.0.1:4223',
  ]) {
    assert.match(await addressTowards(url), /^127\./, url);
  }
});

test('a host without an address is looked for until there is one or the user has had enough', async () => {
  const enough = new AbortController();
  const reasons: string[] = [];
  const found = await awaitAddressTowards('nats://no-such-host.invalid:4222', enough.signal, ({ code }) => {
    reasons.push(code);
    enough.abort();
  });
  assert.equal(found, undefined);
  assert.deepEqual(reasons, ['ERR_NATS_NAME']);
  assert.equal(
    await awaitAddressTowards('nats://127.0.0.1', new AbortController().signal, assert.fail),
    '127.0.0.1',
  );
});
