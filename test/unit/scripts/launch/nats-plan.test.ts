import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CodistillError } from '../../../../proto/errors.js';
import { chooseNatsPort, natsServerCommand, waitForPort } from '../../../../scripts/launch/nats-plan.js';
import { temporaryDirectory } from '../../../support/launch.js';

test('a port that is taken is refused by name, a free one is found', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  await assert.rejects(
    chooseNatsPort(port),
    (error: CodistillError) => error.code === 'ERR_PORT_TAKEN' && error.message.includes(String(port)),
  );
  const free = await chooseNatsPort(undefined);
  assert(free > 0 && free !== port);
});

test('a port that is none is refused', async () => {
  for (const port of [0, 65_536, 1.5, Number.NaN]) {
    await assert.rejects(chooseNatsPort(port), (error: CodistillError) => error.code === 'ERR_USAGE');
  }
});

test('the wait ends when the port answers, and when the server has ended for good', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await waitForPort(port, 'log', () => false);
  const closed = once(server, 'close');
  server.close();
  await closed;
  t.diagnostic(`port ${port}`);
  await assert.rejects(
    waitForPort(port, 'some.log', () => true),
    /does not come up/,
  );
});

test('the server writes through to disk, listens on loopback only, bounds its connections, and begins with an empty store', (t) => {
  const storeDir = join(temporaryDirectory(t), 'nats');
  mkdirSync(join(storeDir, 'jetstream'), { recursive: true });
  writeFileSync(join(storeDir, 'jetstream', 'old'), '');
  const { args } = natsServerCommand(storeDir, { port: 4333 });
  const config = readFileSync(args.at(-1)!, 'utf8');
  assert.match(config, /listen: "127\.0\.0\.1:4333"/);
  assert.match(config, /sync_interval: always/);
  assert.match(config, /max_file_store: 1TB/);
  assert.match(config, /^max_connections: 512$/m);
  assert.match(config, /^authorization \{ timeout: 10 \}$/m);
  assert.match(args[0]!, /guard\.js$/);
  assert.equal(existsSync(join(storeDir, 'jetstream', 'old')), false);
});

test('a server with accounts knows them from the start, in a file that its owner alone may read', (t) => {
  const storeDir = join(temporaryDirectory(t), 'nats');
  const accounts = new Map([
    ['ASYS', 'system.token'],
    ['ARUN', 'run.token'],
  ]);
  const { args } = natsServerCommand(storeDir, {
    port: 4333,
    tokens: { operator: 'operator.token', systemAccount: 'ASYS', accounts, stranger: 'stranger.token' },
  });
  const config = readFileSync(args.at(-1)!, 'utf8');
  assert.match(config, /^operator: operator\.token\nsystem_account: ASYS$/m);
  assert.match(config, /^resolver_preload \{ ASYS: system\.token, ARUN: run\.token \}$/m);
  assert.match(config, /^default_sentinel: stranger\.token$/m);
  assert(
    config.includes(
      `resolver { type: full, dir: ${JSON.stringify(join(storeDir, 'accounts'))}, timeout: "100ms" }`,
    ),
  );
  assert.deepEqual(
    [storeDir, args.at(-1)!].map((path) => statSync(path).mode & 0o777),
    [0o700, 0o600],
  );
});

test('beyond loopback a server has accounts and a certificate, or there is none', (t) => {
  const storeDir = join(temporaryDirectory(t), 'nats');
  const tokens = { operator: 'o', systemAccount: 'A', accounts: new Map() };
  const certificate = { certificate: 'a certificate', key: 'its key' };
  const reach = { host: 'fd00::1', port: 4333 };
  for (const open of [{}, { tokens }, { certificate }])
    assert.throws(() => natsServerCommand(storeDir, { ...reach, ...open }), /beyond loopback/);
  const { args } = natsServerCommand(storeDir, { ...reach, tokens, certificate });
  const config = readFileSync(args.at(-1)!, 'utf8');
  assert.match(config, /^listen: "\[fd00::1\]:4333"$/m);
  const [, cert = '', key = ''] =
    /^tls \{ cert_file: "(.+)", key_file: "(.+)", timeout: 10 \}$/m.exec(config) ?? [];
  assert.deepEqual(
    [cert, key].map((file) => readFileSync(file, 'utf8')),
    ['a certificate', 'its key'],
  );
  assert.equal(statSync(key).mode & 0o777, 0o600);
});
