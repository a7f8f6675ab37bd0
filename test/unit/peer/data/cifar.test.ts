import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type CifarLayout, loadCifar } from '../../../../peer/data/cifar.js';
import { parseDataName } from '../../../../peer/data/data-name.js';
import type { Dataset } from '../../../../peer/data/dataset.js';
import { failure, tarBytes, temporaryFolder, writeBelow } from '../../../support/data-files.js';
import { serve } from '../../../support/file-server.js';

const LAYOUT: CifarLayout = {
  set: 'cifar10',
  archive: { url: 'http://127.0.0.1:9/small.tar.gz', sha256: '' },
  folder: 'small',
  trainFiles: ['data_batch_1.bin', 'data_batch_2.bin'],
  testFile: 'test_batch.bin',
  trainFileCount: 2,
  testFileCount: 1,
  labelBytes: 1,
  classNames: ['a', 'b', 'c'],
  normalization: { mean: [0, 0, 0], std: [1, 1, 1] },
};

/** A record whose red, green and blue planes begin with r, g, b and go on counting. */
function record(labels: readonly number[], [r, g, b]: readonly [number, number, number]): Buffer {
  const plane = (first: number): Uint8Array => Uint8Array.from({ length: 1024 }, (_, i) => (first + i) % 256);
  return Buffer.concat([Uint8Array.from(labels), plane(r), plane(g), plane(b)]);
}

const FILES = {
  'data_batch_1.bin': Buffer.concat([record([0], [1, 2, 3]), record([1], [4, 5, 6])]),
  'data_batch_2.bin': Buffer.concat([record([2], [7, 8, 9]), record([0], [10, 11, 12])]),
  'test_batch.bin': record([1], [13, 14, 15]),
};

const load = (layout: CifarLayout, folder: string, dataDir?: string): Promise<Dataset> =>
  loadCifar(
    {
      name: parseDataName(layout.set),
      seed: 1,
      cacheDir: folder,
      ...(dataDir === undefined ? {} : { dataDir }),
    },
    layout,
  );

test('records become interleaved pixels, files in their order, from a folder or from the archive', async (t) => {
  const folder = await temporaryFolder(t);
  const inFolder = (prefix: string): Record<string, Buffer> =>
    Object.fromEntries(Object.entries(FILES).map(([name, bytes]) => [`${prefix}${name}`, bytes]));
  for (const [path, bytes] of Object.entries({ ...inFolder('flat/'), ...inFolder('deep/small/') })) {
    await writeBelow(folder, path, bytes);
  }
  await writeBelow(folder, 'packed/small.tar.gz', gzipSync(await tarBytes(inFolder('small/'))));
  const digests = new Set<string>();
  for (const place of ['flat', 'deep', 'packed']) {
    const dataset = await load(LAYOUT, folder, `${folder}/${place}`);
    assert.deepEqual([...dataset.train.labels], [0, 1, 2, 0]);
    assert.deepEqual([...dataset.test.labels], [1]);
    assert.deepEqual([...dataset.train.images.subarray(2 * 3072, 2 * 3072 + 6)], [7, 8, 9, 8, 9, 10]);
    digests.add(dataset.digest);
  }
  assert.equal(digests.size, 1);
});

test('of two label bytes the last one counts', async (t) => {
  const folder = await temporaryFolder(t);
  const layout = {
    ...LAYOUT,
    trainFiles: ['train.bin'],
    testFile: 'test.bin',
    trainFileCount: 1,
    labelBytes: 2,
  };
  await writeBelow(folder, 'train.bin', record([9, 2], [1, 2, 3]));
  await writeBelow(folder, 'test.bin', record([9, 1], [1, 2, 3]));
  const dataset = await load(layout, folder, folder);
  assert.deepEqual([...dataset.train.labels, ...dataset.test.labels], [2, 1]);
  assert.deepEqual([...dataset.train.images.subarray(0, 3)], [1, 2, 3]);
});

test('a missing, a short and a mislabelled file are named', async (t) => {
  const folder = await temporaryFolder(t);
  await assert.rejects(
    load(LAYOUT, folder, folder),
    failure('ERR_DATA_MISSING', /no data_batch_1\.bin or small\.tar\.gz/, /--data-dir .*127\.0\.0\.1/),
  );
  await writeBelow(folder, 'data_batch_1.bin', FILES['data_batch_1.bin']);
  await assert.rejects(load(LAYOUT, folder, folder), failure('ERR_DATA_MISSING', /no data_batch_2\.bin/));
  await writeBelow(folder, 'data_batch_2.bin', FILES['data_batch_2.bin'].subarray(1));
  await writeBelow(folder, 'test_batch.bin', FILES['test_batch.bin']);
  await assert.rejects(
    load(LAYOUT, folder, folder),
    failure('ERR_DATA_CORRUPT', /data_batch_2\.bin: 6145 bytes, expected 6146 \(2 records of 3073\)/),
  );
  await writeBelow(
    folder,
    'data_batch_2.bin',
    Buffer.concat([record([0], [0, 0, 0]), record([3], [0, 0, 0])]),
  );
  await assert.rejects(
    load(LAYOUT, folder, folder),
    failure('ERR_DATA_CORRUPT', /data_batch_2\.bin: at byte 3073 expected a label from 0 to 2, found 3/),
  );
});

test('without --data-dir the archive is downloaded once, verified, and kept', async (t) => {
  const archive = gzipSync(await tarBytes(FILES));
  const server = await serve(t, (_request, response) => response.end(archive));
  const folder = await temporaryFolder(t);
  const sha256 = createHash('sha256').update(archive).digest('hex');
  const layout = { ...LAYOUT, archive: { url: `${server.url}/small.tar.gz`, sha256 } };
  const first = await load(layout, folder);
  const second = await load(layout, folder);
  assert.equal(first.digest, second.digest);
  assert.equal(server.requests, 1);
});

test('offline without a copy says to give --data-dir', async (t) => {
  const server = await serve(t, (_request, response) => response.end());
  await server.close();
  const layout = { ...LAYOUT, archive: { url: `${server.url}/small.tar.gz`, sha256: '' } };
  await assert.rejects(
    load(layout, await temporaryFolder(t)),
    failure('ERR_DATA_MISSING', /no small\.tar\.gz in .*ECONNREFUSED/, /--data-dir/),
  );
});
