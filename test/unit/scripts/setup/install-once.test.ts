import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { importSetup, setupModuleUrl, temporaryDir } from './setup-module.js';

type Fill = (tempDir: string) => Promise<void>;
const { installOnce } = await importSetup<{
  installOnce(target: string, fill: Fill, onWait?: (holder: string) => void): Promise<'cached' | 'installed'>;
}>('install-once.mjs');

/**
 * A process that installs when told "go": it writes one file, says "half", and writes the other one
 * when told "on".
 */
function installer(t: TestContext, dir: string, target: string): ChildProcess {
  const script = join(dir, 'installer.mjs');
  writeFileSync(
    script,
    `import { appendFileSync, writeFileSync } from 'node:fs';
     import { once } from 'node:events';
     import { installOnce } from ${JSON.stringify(setupModuleUrl('install-once.mjs'))};
     const told = async (word) => { for (;;) if ((await once(process, 'message'))[0] === word) return; };
     const started = told('go');
     process.send('ready');
     await started;
     const result = await installOnce(${JSON.stringify(target)}, async (tempDir) => {
       appendFileSync(${JSON.stringify(join(dir, 'fills.txt'))}, 'fill\\n');
       writeFileSync(tempDir + '/first', 'first');
       const on = told('on');
       process.send('half');
       await on;
       writeFileSync(tempDir + '/second', 'second');
     }, () => process.send('waiting'));
     process.send(result);
     process.disconnect();`,
  );
  const child = fork(script);
  t.after(() => child.kill('SIGKILL'));
  return child;
}

async function said(child: ChildProcess): Promise<unknown> {
  return ((await once(child, 'message')) as unknown[])[0];
}

const leftovers = (dir: string): string[] =>
  readdirSync(dir).filter((name) => /tmp|lock|abandoned/.test(name));

test('two set-ups at once fill the cache once, and both find it whole', async (t) => {
  const dir = temporaryDir(t);
  const cache = join(dir, 'cache');
  const target = join(cache, 'thing-1.0');
  const children = [installer(t, dir, target), installer(t, dir, target)];
  await Promise.all(children.map(said));
  const answers = children.map(said);
  for (const child of children) child.send('go');
  assert.deepEqual((await Promise.all(answers)).sort(), ['half', 'waiting'], 'one fills, the other waits');
  assert.equal(existsSync(target), false, 'a half-filled folder is not to be seen');
  const results = children.map(said);
  for (const child of children) child.send('on');
  assert.deepEqual((await Promise.all(results)).sort(), ['cached', 'installed']);
  assert.deepEqual(readdirSync(target).sort(), ['first', 'second']);
  assert.equal(readFileSync(join(dir, 'fills.txt'), 'utf8'), 'fill\n');
  assert.deepEqual(leftovers(cache), []);
});

test('a set-up killed half-way leaves nothing broken, and the next one starts at once', async (t) => {
  const dir = temporaryDir(t);
  const cache = join(dir, 'cache');
  const target = join(cache, 'thing-1.0');
  const child = installer(t, dir, target);
  await said(child);
  child.send('go');
  assert.equal(await said(child), 'half');
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.equal(existsSync(target), false);
  assert.equal(leftovers(cache).length, 2, 'the lock and the temporary folder of the dead process');
  const fill: Fill = async (tempDir) => writeFileSync(join(tempDir, 'whole'), '');
  const waitedFor: string[] = [];
  assert.equal(await installOnce(target, fill, (holder) => waitedFor.push(holder)), 'installed');
  assert.deepEqual(waitedFor, [], 'the dead process is not waited for');
  assert.deepEqual(readdirSync(target), ['whole']);
  assert.deepEqual(leftovers(cache), []);
});

test('a step that fails leaves nothing behind and passes its error on', async (t) => {
  const cache = temporaryDir(t);
  const target = join(cache, 'thing');
  const fill: Fill = async (tempDir) => {
    writeFileSync(join(tempDir, 'part'), '');
    throw new Error('no more');
  };
  await assert.rejects(installOnce(target, fill), /no more/);
  assert.deepEqual(readdirSync(cache), []);
});

test('a folder that is there already is not filled again', async (t) => {
  const target = join(temporaryDir(t), 'thing');
  mkdirSync(target);
  assert.equal(await installOnce(target, () => Promise.reject(new Error('filled again'))), 'cached');
});

test('if another process places the folder meanwhile, that one is kept', async (t) => {
  const target = join(temporaryDir(t), 'thing');
  const fill: Fill = async (tempDir) => {
    writeFileSync(join(tempDir, 'mine'), '');
    mkdirSync(target);
    writeFileSync(join(target, 'theirs'), '');
  };
  assert.equal(await installOnce(target, fill), 'cached');
  assert.deepEqual(readdirSync(target), ['theirs']);
});

test('a lock from another machine that nobody has touched for long is taken over', {
  timeout: 300_000,
}, async (t) => {
  const cache = temporaryDir(t);
  const target = join(cache, 'thing');
  writeFileSync(`${target}.lock`, JSON.stringify({ pid: 1, host: 'another-machine' }));
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(`${target}.lock`, longAgo, longAgo);
  assert.equal(await installOnce(target, async () => {}), 'installed');
  assert.deepEqual(leftovers(cache), []);
});
