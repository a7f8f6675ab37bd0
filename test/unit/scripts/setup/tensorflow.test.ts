import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importSetup } from './setup-module.js';

type Build = {
  kind: string;
  key: string;
  wheels: readonly { name: string; sha256: string; version: string }[];
};
type Host = { env: NodeJS.ProcessEnv; platform: string; arch: string; hasDriver: () => Promise<boolean> };
const { chooseBuild } = await importSetup<{ chooseBuild(host: Host): Promise<Build> }>('tensorflow.mjs');
const { TENSORFLOW_BUILDS, NATS_SERVER_WHEELS } = await importSetup<{
  TENSORFLOW_BUILDS: Record<string, Build>;
  NATS_SERVER_WHEELS: Record<string, { sha256: string }>;
}>('wheels.mjs');

const host = (asked: string | undefined, driver: boolean, platform = 'linux', arch = 'x64'): Host => ({
  env: asked === undefined ? {} : { CODISTILL_TENSORFLOW: asked },
  platform,
  arch,
  hasDriver: () => Promise.resolve(driver),
});

test('the CUDA build is taken where there is an NVIDIA driver, else the CPU build', async () => {
  assert.equal((await chooseBuild(host(undefined, true))).kind, 'cuda');
  assert.equal((await chooseBuild(host(undefined, false))).kind, 'cpu');
});

test('CODISTILL_TENSORFLOW overrides what the machine has', async () => {
  assert.equal((await chooseBuild(host('cpu', true))).kind, 'cpu');
  assert.equal((await chooseBuild(host('gpu', false))).kind, 'cuda');
});

test('where no CUDA build exists, a driver alone does not ask for one, but the user gets an error', async () => {
  assert.equal((await chooseBuild(host(undefined, true, 'linux', 'arm64'))).kind, 'cpu');
  await assert.rejects(chooseBuild(host('gpu', true, 'darwin', 'arm64')), {
    code: 'ERR_SETUP_PLATFORM',
    fix: /cpu/,
  });
});

test('a platform without TensorFlow is refused with the ones that have it', async () => {
  await assert.rejects(chooseBuild(host(undefined, false, 'win32', 'x64')), {
    code: 'ERR_SETUP_PLATFORM',
    fix: /WSL/,
  });
});

test('another word in CODISTILL_TENSORFLOW is an error', async () => {
  await assert.rejects(chooseBuild(host('cuda', false)), { code: 'ERR_SETUP_OPTION', message: /"cuda"/ });
});

test('every pinned wheel has a whole SHA-256 of its own, and every build a key of its own', () => {
  const builds = Object.values(TENSORFLOW_BUILDS);
  const hashes = [...builds.flatMap((build) => build.wheels), ...Object.values(NATS_SERVER_WHEELS)].map(
    (wheel) => wheel.sha256,
  );
  for (const hash of hashes) assert.match(hash, /^[0-9a-f]{64}$/);
  assert.equal(new Set(hashes).size, hashes.length);
  assert.equal(new Set(builds.map((build) => build.key)).size, builds.length);
});
