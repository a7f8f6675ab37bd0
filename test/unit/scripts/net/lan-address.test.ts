import assert from 'node:assert/strict';
import type { NetworkInterfaceInfo } from 'node:os';
import { test } from 'node:test';
import {
  askedAddress,
  chooseLanAddress,
  keptAddress,
  lanAddresses,
} from '../../../../scripts/net/lan-address.js';

const info = (address: string, internal = false): NetworkInterfaceInfo =>
  ({ address, internal, family: address.includes(':') ? 'IPv6' : 'IPv4' }) as NetworkInterfaceInfo;

test('addresses that others may reach are found, IPv4 first, without those of one link alone', () => {
  const found = lanAddresses({
    lo: [info('127.0.0.1', true), info('::1', true)],
    eth0: [info('fe80::1'), info('2001:db8::5'), info('192.0.2.5')],
    wlan0: [info('169.254.7.7')],
    gone: undefined,
  });
  assert.deepEqual(found, [
    { name: 'eth0', address: '192.0.2.5' },
    { name: 'eth0', address: '2001:db8::5' },
  ]);
});

test('the only interface is taken, by its IPv4 address where it has one', () => {
  const both = [
    { name: 'eth0', address: '192.0.2.5' },
    { name: 'eth0', address: '2001:db8::5' },
  ];
  assert.equal(chooseLanAddress(undefined, both), '192.0.2.5');
  assert.equal(chooseLanAddress(undefined, both.slice(1)), '2001:db8::5');
  assert.equal(chooseLanAddress('2001:db8::5', both), '2001:db8::5');
  assert.equal(chooseLanAddress('eth0', both), '192.0.2.5');
  assert.equal(chooseLanAddress('127.0.0.1', both), '127.0.0.1');
});

test('several, none and one that is not there are refused, with what there is', () => {
  const two = [
    { name: 'eth0', address: '192.0.2.5' },
    { name: 'docker0', address: '198.51.100.1' },
  ];
  assert.throws(() => chooseLanAddress(undefined, two), {
    code: 'ERR_USAGE',
    message: /several addresses: 192\.0\.2\.5 \(eth0\), 198\.51\.100\.1 \(docker0\)/,
    fix: /--on 192\.0\.2\.5/,
  });
  assert.throws(() => chooseLanAddress(undefined, []), { code: 'ERR_USAGE', fix: /--on 127\.0\.0\.1/ });
  assert.throws(() => chooseLanAddress('192.0.2.6', two), {
    code: 'ERR_USAGE',
    message: /--on 192\.0\.2\.6/,
    fix: /192\.0\.2\.5 \(eth0\)/,
  });
});

test('a person is asked only where there are several, by number, and may type an address or nothing', async () => {
  const two = [
    { name: 'eth0', address: '192.0.2.5' },
    { name: 'wlan0', address: '198.51.100.1' },
  ];
  const asked: string[] = [];
  const answer = (text: string) => async (question: string) => {
    asked.push(question);
    return text;
  };
  assert.equal(await askedAddress(answer(''), two.slice(1)), undefined);
  assert.deepEqual(asked, []);
  assert.equal(await askedAddress(answer(''), two), '192.0.2.5');
  assert.equal(await askedAddress(answer(' 2 '), two), '198.51.100.1');
  assert.equal(await askedAddress(answer('wlan0'), two), 'wlan0');
  assert.throws(() => chooseLanAddress('7', two), { code: 'ERR_USAGE' });
  assert.match(asked[0]!, /1 {2}192\.0\.2\.5 \(eth0\)\n {2}2 {2}198\.51\.100\.1 \(wlan0\)/);
});

test('a run that goes on keeps its address while this machine has it', () => {
  const own = [{ name: 'eth0', address: '192.0.2.5' }];
  for (const address of ['192.0.2.5', '127.0.0.1', '::1']) assert.equal(keptAddress(address, own), address);
  for (const address of ['192.0.2.6', undefined]) assert.equal(keptAddress(address, own), undefined);
});
