import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { PinnedFile } from '../../../../peer/data/download.js';
import { FETCHABLE, fetchFiles } from '../../../../peer/data/fetch.js';
import type { DataProgress } from '../../../../peer/data/request.js';
import { FETCHABLE_NAMES } from '../../../../scripts/commands/data.js';
import { failure, temporaryFolder, writeBelow } from '../../../support/data-files.js';
import { serve } from '../../../support/file-server.js';

const FILES = { 'a.gz': Buffer.alloc(70_000, 'first'), 'b.gz': Buffer.from('second') };
const PINNED: readonly PinnedFile[] = Object.entries(FILES).map(([name, content]) => ({
  url: `http://authors.invalid/${name}`,
  sha256: createHash('sha256').update(content).digest('hex'),
}));

test('files come from where they are pinned or from elsewhere, whole, with progress, and only once', async (t) => {
  const asked: string[] = [];
  const server = await serve(t, ({ url = '' }, response) => {
    asked.push(url);
    const content = FILES[url.slice('/mirror/'.length) as keyof typeof FILES];
    response.writeHead(200, { 'content-length': content.length }).end(content);
  });
  const folder = join(await temporaryFolder(t), 'new');
  const seen: DataProgress[] = [];
  const options = { from: `${server.url}/mirror`, onProgress: (one: DataProgress) => seen.push(one) };
  const first = await fetchFiles(PINNED, folder, options);
  assert.deepEqual(first, [
    { path: join(folder, 'a.gz'), isNew: true },
    { path: join(folder, 'b.gz'), isNew: true },
  ]);
  assert.deepEqual(await readFile(join(folder, 'a.gz')), FILES['a.gz']);
  assert.deepEqual([seen.at(-1)?.what, seen.at(-1)?.done], [`${server.url}/mirror/b.gz`, 6]);
  const again = await fetchFiles(PINNED, folder, options);
  assert.deepEqual(
    again.map(({ isNew }) => isNew),
    [false, false],
  );
  assert.deepEqual(asked, ['/mirror/a.gz', '/mirror/b.gz']);
});

test('of a file that is another one nothing is left, and those before it stay', async (t) => {
  const server = await serve(t, ({ url }, response) => {
    response.end(url === '/a.gz' ? FILES['a.gz'] : 'changed');
  });
  const folder = await temporaryFolder(t);
  const fetched = fetchFiles(PINNED, folder, { from: server.url });
  await assert.rejects(fetched, failure('ERR_DATA_CORRUPT', /b\.gz: what came has the SHA-256 /));
  assert.deepEqual(await readdir(folder), ['a.gz']);
});

test('a file that lies there and is another one is refused, and left alone', async (t) => {
  const server = await serve(t, (_request, response) => response.end());
  const folder = await temporaryFolder(t);
  await writeBelow(folder, 'a.gz', 'cut off');
  const fetched = fetchFiles(PINNED, folder, { from: server.url });
  await assert.rejects(fetched, failure('ERR_DATA_CORRUPT', /a\.gz: its SHA-256 is [0-9a-f]{64}, expected/));
  assert.equal(server.requests, 0);
  assert.equal(await readFile(join(folder, 'a.gz'), 'utf8'), 'cut off');
});

test('the sets that the command names are those that can be fetched, each file with a hash', () => {
  assert.deepEqual(Object.keys(FETCHABLE), [...FETCHABLE_NAMES]);
  for (const file of Object.values(FETCHABLE).flat()) assert.match(file.sha256, /^[0-9a-f]{64}$/);
});
