import assert from 'node:assert/strict';
import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { addonFile } from '../../../../peer/model/addon-file.js';
import { REPOSITORY } from '../../../support/repository.js';
import { importSetup, temporaryDir } from './setup-module.js';

const { bundlePrograms } = await importSetup<{
  bundlePrograms(root: string, working: (what: string) => void): Promise<void>;
}>('bundle.mjs');

const FILES = {
  'dist/proto/program.js': readFileSync(join(REPOSITORY, 'dist/proto/program.js'), 'utf8'),
  'dist/scripts/codistill.js': `
    import { programUrl } from '../proto/program.js';
    import { place } from '../peer/place.js';
    import * as z from 'zod';
    import picocolors from 'picocolors';
    const { answer } = await import('../peer/later.js');
    const number = z.number().parse(answer);
    console.log(JSON.stringify({ program: programUrl('peer/trainer').href, place, number, colors: typeof picocolors }));`,
  'dist/peer/place.js': 'export const place = import.meta.url;',
  'dist/peer/later.js': 'export const answer = 42;',
  'dist/scripts/guard.js': 'export {};',
  'dist/scripts/api.js': 'export {};',
  'dist/peer/trainer.js': 'export {};',
  'dist/peer/data/prefetch-worker.js': 'export {};',
  'dist/peer/trainer/onnx-worker.js': 'export {};',
  'dist/peer/graph/precision-trial.js': 'export {};',
  'dist/peer/model/backend.js': 'export {};',
  'dist/.setup-stamp': 'first',
  'package.json': readFileSync(join(REPOSITORY, 'package.json'), 'utf8'),
};

/** A compiled checkout of a few small files. */
function checkout(t: TestContext): string {
  const root = temporaryDir(t);
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  return root;
}

async function bundles(root: string): Promise<boolean> {
  let worked = false;
  await bundlePrograms(root, () => {
    worked = true;
  });
  return worked;
}

test('a bundled program finds the others beside it, and each module sees its own place', async (t) => {
  const root = checkout(t);
  await bundles(root);
  const output = execFileSync(process.execPath, [join(root, 'dist/programs/codistill.js')], {
    encoding: 'utf8',
  });
  assert.deepEqual(JSON.parse(output), {
    program: pathToFileURL(join(root, 'dist/programs/trainer.js')).href,
    place: pathToFileURL(join(root, 'dist/peer/place.js')).href,
    number: 42,
    colors: 'object',
  });
});

test('packages of many files are bundled with their licences, the others are not', async (t) => {
  const root = checkout(t);
  await bundles(root);
  const folder = join(root, 'dist/programs');
  const code = readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  assert.match(code, /from "picocolors"/);
  assert.doesNotMatch(code, /from "zod"/);
  assert.match(readFileSync(join(folder, 'LICENSES.txt'), 'utf8'), /^node_modules\/zod\n\nMIT License/m);
});

test('tfjs-node-gpu is one file that needs no package, and loads the addon that it is told', async (t) => {
  const root = checkout(t);
  await bundles(root);
  const lonely = join(temporaryDir(t), 'tensorflow.cjs');
  copyFileSync(join(root, 'dist/programs/tensorflow.cjs'), lonely);
  const script =
    'const load = require(process.argv[1]); console.log(load(process.argv[2]).backend().binding.TF_Version)';
  const load = (addon: string): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, ['-e', script, lonely, addon], {
      encoding: 'utf8',
    });
  assert.match(load(addonFile()).stdout, /^2\.\d+/);
  assert.match(load('/no/addon.node').stderr, /found at path: \/no\/addon\.node/);
});

test('what draws the help measures text in one way', async (t) => {
  const root = checkout(t);
  writeFileSync(
    join(root, 'dist/peer/later.js'),
    "import 'yargs';\nimport 'cliui';\nexport const answer = 42;",
  );
  await bundles(root);
  const licenses = readFileSync(join(root, 'dist/programs/LICENSES.txt'), 'utf8');
  assert.equal(licenses.match(/^node_modules\/\S*string-width$/gm)?.length, 1);
});

test('programs are bundled anew after they were compiled, and only then', async (t) => {
  const root = checkout(t);
  assert.equal(await bundles(root), true);
  assert.equal(await bundles(root), false);
  writeFileSync(join(root, 'dist/peer/later.js'), 'export const answer = 43;');
  writeFileSync(join(root, 'dist/.setup-stamp'), 'second');
  assert.equal(await bundles(root), true);
  assert.match(
    execFileSync(process.execPath, [join(root, 'dist/programs/codistill.js')], { encoding: 'utf8' }),
    /43/,
  );
});

test('a run goes on with the files of the build it began with, for a week', async (t) => {
  const root = checkout(t);
  await bundles(root);
  const folder = join(root, 'dist/programs');
  const later = readdirSync(folder).find((name) => name.startsWith('later-'))!;
  writeFileSync(join(root, 'dist/peer/later.js'), 'export const answer = 43;');
  writeFileSync(join(root, 'dist/.setup-stamp'), 'second');
  await bundles(root);
  assert.ok(existsSync(join(folder, later)));
  const unpacked = readFileSync(join(folder, '.npmignore'), 'utf8').split('\n');
  assert.ok(
    unpacked.includes(`/${later}`) && !unpacked.includes('/codistill.js'),
    'it is no part of a package',
  );
  const eightDaysAgo = Date.now() / 1000 - 8 * 24 * 3600;
  utimesSync(join(folder, later), eightDaysAgo, eightDaysAgo);
  writeFileSync(join(root, 'dist/.setup-stamp'), 'third');
  await bundles(root);
  assert.ok(!existsSync(join(folder, later)));
});
