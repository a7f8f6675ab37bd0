import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { EXIT_CODES } from '../../../../proto/errors.js';
import { serve } from '../../../support/file-server.js';
import { codistill, temporaryDirectory } from '../../../support/launch.js';

test('a set that comes changed is one clear error, and nothing is left', async (t) => {
  const server = await serve(t, (_request, response) => {
    response.writeHead(200, { 'content-length': 7 }).end('changed');
  });
  const folder = temporaryDirectory(t);
  const args = ['data', 'fetch', 'cifar10', '--data-dir', folder, '--from', server.url];
  const { code, stdout, stderr } = await codistill(args);
  assert.equal(code, EXIT_CODES.ERR_DATA_CORRUPT, stderr);
  assert.equal(stdout, '');
  assert.match(
    stderr,
    /^cifar-10-binary\.tar\.gz: 0\.0 of 0\.0 MB\nerror ERR_DATA_CORRUPT: .*SHA-256 .*\nfix: .*\n$/,
  );
  assert.deepEqual(readdirSync(folder), []);
});

test('another set is refused with those that there are, and --help has examples', async () => {
  const refused = await codistill(['data', 'fetch', 'mnist']);
  assert.equal(refused.code, EXIT_CODES.ERR_USAGE);
  assert.match(refused.stderr, /<set> "mnist": choose "cifar10" or "cifar100" or "fashion-mnist"/);
  const { stdout } = await codistill(['data', '--help']);
  assert.match(stdout, /data fetch cifar10 .*170 MB/);
});
