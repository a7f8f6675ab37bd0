import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import files, { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { download, type PinnedFile } from '../../../../peer/data/download.js';
import type { DataProgress } from '../../../../peer/data/request.js';
import { failure, temporaryFolder } from '../../../support/data-files.js';
import { serve } from '../../../support/file-server.js';

const CONTENT = Buffer.alloc(300_000, 'some data');
const pinned = (url: string): PinnedFile => ({
  url: `${url}/file.bin`,
  sha256: createHash('sha256').update(CONTENT).digest('hex'),
});

test('a file is fetched with progress, verified, and not fetched again', async (t) => {
  const server = await serve(t, (_request, response) => {
    response.writeHead(200, { 'content-length': CONTENT.length }).end(CONTENT);
  });
  const folder = join(await temporaryFolder(t), 'made', 'on', 'the', 'way');
  const seen: DataProgress[] = [];
  await download(pinned(server.url), join(folder, 'file.bin'), { onProgress: (one) => seen.push(one) });
  assert.deepEqual(await readFile(join(folder, 'file.bin')), CONTENT);
  assert.deepEqual(seen.at(-1), {
    what: `${server.url}/file.bin`,
    done: CONTENT.length,
    total: CONTENT.length,
    unit: 'bytes',
  });
  await download(pinned(server.url), join(folder, 'file.bin'));
  assert.equal(server.requests, 1);
  assert.deepEqual(await readdir(folder), ['file.bin']);
});

test('a wrong hash, a stream cut short, a refusal and a stall leave no file behind', async (t) => {
  const half = CONTENT.subarray(0, CONTENT.length / 2);
  const cases: [Parameters<typeof serve>[1], string, RegExp][] = [
    [
      (_, response) => response.end('other data'),
      'ERR_DATA_CORRUPT',
      /has the SHA-256 [0-9a-f]{64}, expected/,
    ],
    [
      (_, response) => {
        response.writeHead(200, { 'content-length': CONTENT.length });
        response.write(half, () => response.destroy());
      },
      'ERR_DATA_MISSING',
      /cannot fetch .*(terminated|closed)/,
    ],
    [(_, response) => response.writeHead(404).end(), 'ERR_DATA_MISSING', /HTTP status 404/],
    [(_, response) => response.write(half), 'ERR_DATA_MISSING', /no data for 50 ms/],
  ];
  for (const [answer, code, message] of cases) {
    const server = await serve(t, answer);
    const folder = await temporaryFolder(t);
    // Only a stall ends by the clock: on a busy machine an answer may take longer than that.
    const patience = message.source.startsWith('no data') ? { idleMs: 50 } : {};
    const fetched = download(pinned(server.url), join(folder, 'file.bin'), patience);
    await assert.rejects(fetched, failure(code, message));
    assert.deepEqual(await readdir(folder), []);
  }
});

test('a stall while the file is being opened is no other error', async (t) => {
  let gone: Promise<unknown> = Promise.resolve();
  const server = await serve(t, (_request, response) => {
    response.write(CONTENT.subarray(0, CONTENT.length / 2));
    gone = once(response, 'close');
  });
  const { open } = files;
  const opening = t.mock.method(files, 'open', async (...args: Parameters<typeof open>) => {
    await gone; // the download has given up
    return open(...args);
  });
  syncBuiltinESMExports();
  t.after(() => {
    opening.mock.restore();
    syncBuiltinESMExports();
  });
  const folder = await temporaryFolder(t);
  const fetched = download(pinned(server.url), join(folder, 'file.bin'), { idleMs: 50 });
  await assert.rejects(fetched, failure('ERR_DATA_MISSING', /no data for 50 ms/));
  assert.deepEqual(await readdir(folder), []);
});

test('a server that is not there says so and what to do', async (t) => {
  const server = await serve(t, (_request, response) => response.end());
  await server.close();
  await assert.rejects(
    download(pinned(server.url), join(await temporaryFolder(t), 'file.bin')),
    failure('ERR_DATA_MISSING', /ECONNREFUSED/, /--data-dir/),
  );
});

test('two downloads of one file at once both end well', async (t) => {
  const server = await serve(t, (_request, response) => response.end(CONTENT));
  const folder = await temporaryFolder(t);
  const path = join(folder, 'file.bin');
  await Promise.all([download(pinned(server.url), path), download(pinned(server.url), path)]);
  assert.deepEqual(await readFile(path), CONTENT);
  assert.deepEqual(await readdir(folder), ['file.bin']);
});

test('a process killed in the middle leaves nothing broken: the next one fetches the whole file', async (t) => {
  const folder = await temporaryFolder(t);
  const path = join(folder, 'file.bin');
  let whole = false;
  const server = await serve(t, (_request, response) => {
    if (whole) response.end(CONTENT);
    else response.write(CONTENT.subarray(0, 100_000));
  });
  const module = new URL('../../../../peer/data/download.js', import.meta.url).href;
  const script = `
    const { download } = await import(${JSON.stringify(module)});
    const onProgress = () => process.stdout.write('x');
    await download(${JSON.stringify(pinned(server.url))}, ${JSON.stringify(path)}, { onProgress });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.ok((await readdir(folder)).every((name) => name.endsWith('.part')));
  whole = true;
  await download(pinned(server.url), path);
  assert.deepEqual(await readFile(path), CONTENT);
});

test('the part of a download killed a day ago is removed, a fresh one is left to its process', async (t) => {
  const server = await serve(t, (_request, response) => response.end(CONTENT));
  const folder = await temporaryFolder(t);
  for (const name of ['file.bin.old.part', 'file.bin.new.part', 'another.bin.old.part']) {
    await writeFile(join(folder, name), 'half');
  }
  await utimes(join(folder, 'file.bin.old.part'), 1_000_000, 1_000_000);
  await download(pinned(server.url), join(folder, 'file.bin'));
  assert.deepEqual((await readdir(folder)).sort(), ['another.bin.old.part', 'file.bin', 'file.bin.new.part']);
});

test('a folder that cannot be written is the disk, not the network', async (t) => {
  const server = await serve(t, (_request, response) => response.end(CONTENT));
  const file = join(await temporaryFolder(t), 'a-file');
  await writeFile(file, '');
  await assert.rejects(
    download(pinned(server.url), join(file, 'file.bin')),
    failure('ERR_DISK', /cannot write/, /CODISTILL_CACHE/),
  );
});
