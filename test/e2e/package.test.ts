import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { after, test } from 'node:test';
import { build, stepsMissing } from '../support/dockerfile.js';
import {
  copyCache,
  emptyFolder,
  linkedCache,
  megabytes,
  nodeFolder,
  npmCache,
  pack,
  pathWith,
  registryMissing,
  snapshot,
  type Typed,
} from '../support/package-kit.js';
import { REPOSITORY } from '../support/repository.js';

/** One of each line that is supported; the one between them is the container's. */
const NODES = ['20.20.2', '24.22.3'];
const DOCKERFILE = readFileSync(join(REPOSITORY, 'deploy/Dockerfile'), 'utf8');
/** Of all that an installation puts into `node_modules`. Before tfjs was bundled it was 485. */
const MEGABYTES_MAX = 291;

const place = mkdtempSync(join(tmpdir(), 'codistill-pack-'));
after(() => rmSync(place, { recursive: true, force: true }));
const tarball = pack(place);
const SKIP = { skip: registryMissing() };

test('the package holds programs and documents, and no test, bench, map or source', () => {
  const kinds =
    /^(dist\/(programs|native|types)|peer\/export\/python|proto\/generated|scripts\/setup|deploy|docs|examples|study)\/|^[^/]+$/;
  const strange = tarball.files.filter(
    (path) => !kinds.test(path) || /\.map$|(?<!\.d)\.ts$|(^|\/)(test|bench)\//.test(path),
  );
  assert.deepEqual(strange, []);
});

test('the tarball, installed in an empty folder, trains and is fit on every Node', SKIP, async (t) => {
  const nodes = await Promise.all(NODES.map(nodeFolder));
  if (nodes.includes(undefined)) return t.skip('the registry has no Node for this machine');
  const { folder, type } = emptyFolder();
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const typed = (command: string, env: NodeJS.ProcessEnv): string => {
    const { status, stdout, stderr } = type(command, env);
    assert.equal(status, 0, `${command}\n${stdout}${stderr}`);
    return `${stdout}${stderr}`;
  };
  const [oldest] = nodes.map((node) => ({ PATH: pathWith(node!) }));
  typed(`npm i ${tarball.file} --prefer-offline --no-audit --no-fund`, oldest!);
  assert.ok(megabytes(join(folder, 'node_modules')) < MEGABYTES_MAX);
  const installed = snapshot(join(folder, 'node_modules'));
  refuses(folder, (command, env) => type(command, { ...oldest, ...env }));
  for (const [index, version] of NODES.entries()) {
    const on = { PATH: pathWith(nodes[index]!), CODISTILL_CACHE: linkedCache(place, version) };
    assert.equal(typed('node --version', on).trim(), `v${version}`);
    const launched = typed(`npx codistill launch --steps 100 --run-dir run-${index}`, on);
    assert.match(launched, /^set-up {2}/m, 'the first launch sets up');
    assert.match(launched, /^next: npx codistill launch --steps 100/m);
    const fit = typed('npx codistill doctor', on);
    assert.match(fit, /^ready/m);
    assert.doesNotMatch(fit, /^set-up/m, 'only the first');
    const exported = typed(`npx codistill export run-0 --format savedmodel --out model-${index}`, on);
    assert.match(exported, /agrees on 256/);
  }
  writeFileSync(join(folder, 'first.mjs'), firstExample());
  const newest = { PATH: pathWith(nodes.at(-1)!), CODISTILL_CACHE: join(place, `cache-${NODES.at(-1)}`) };
  assert.match(typed('node first.mjs', newest), /^stopped by steps, the ensemble is right in/m);
  typed(`npx --yes publint@0.3.25 ${tarball.file}`, newest);
  typed(`npx --yes @arethetypeswrong/cli@0.18.5 ${tarball.file} --profile esm-only`, newest);
  assert.deepEqual(snapshot(join(folder, 'node_modules')), installed, 'nothing is written there');
});

test("the Dockerfile's steps, in an empty root directory, end with peers that train as an ordinary user", {
  skip: registryMissing() || stepsMissing(),
}, async (t) => {
  const [, version = ''] = /^FROM node:([\d.]+)-/m.exec(DOCKERFILE) ?? [];
  const node = await nodeFolder(version);
  if (node === undefined) return t.skip('the registry has no Node for this machine');
  const folder = join(place, 'image');
  // Set-up finds TensorFlow and nats-server there, and fetches nothing.
  const cache = join(folder, 'installed', 'opt/codistill/cache');
  mkdirSync(cache, { recursive: true });
  copyCache(cache);
  const image = build(DOCKERFILE, 'cpu', { folder, context: place, base: { node, npmCache: npmCache() } });
  const data = 'synthetic:classes=4,size=4x4x1,train=800,test=100';
  const trained = image.start(
    'launch',
    '--data',
    data,
    '--network',
    'mlp:16',
    '--steps',
    '100',
    '--run-dir',
    'run',
  );
  assert.equal(trained.status, 0, trained.stdout + trained.stderr);
  assert.match(trained.stdout, /^stopped by steps/m);
  assert.equal(statSync(join(image.root, 'runs/run/summary.json')).uid, 1000);
  assert.match(image.start('--version').stdout, /^\d+\.\d+\.\d+$/m);
});

/** Of the page about the programming interface. */
function firstExample(): string {
  const [, code] = /```js\n([\s\S]*?)```/.exec(readFileSync(join(REPOSITORY, 'docs/api.md'), 'utf8')) ?? [];
  assert.ok(code !== undefined);
  return code;
}

/** What keeps a first launch from setting up is one error, and names what to do. */
function refuses(folder: string, type: Typed): void {
  const program = `${process.execPath} node_modules/.bin/codistill`;
  const cache = { CODISTILL_CACHE: join(folder, 'cache'), CODISTILL_TENSORFLOW: 'cpu' };
  const cases: readonly [string, NodeJS.ProcessEnv][] = [
    ['ERR_SETUP_NO_PYTHON', { PATH: folder }],
    ['ERR_SETUP_NO_COMPILER', { CXX: 'no-compiler' }],
    ['ERR_SETUP_OFFLINE', { PIP_INDEX_URL: 'http://127.0.0.1:1', PIP_RETRIES: '0' }],
    ['ERR_SETUP_CACHE', { CODISTILL_CACHE: '/proc/codistill' }],
    ['ERR_SETUP_OPTION', { CODISTILL_TENSORFLOW: 'package' }],
  ];
  for (const [reason, env] of cases) {
    const { status, stderr } = type(`${program} launch --steps 1`, { ...cache, ...env });
    assert.equal(status, 27, reason);
    assert.match(stderr, new RegExp(`^error ERR_SETUP: set-up failed: ${reason}: [^]+\\nfix: .+`, 'm'));
    assert.equal(stderr.match(/^error /gm)?.length, 1, reason);
  }
}
