import assert from 'node:assert/strict';
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CodistillError } from '../../../proto/errors.js';
import { readNamedFile, readSecretFile } from '../../../scripts/secret-file.js';
import { temporaryDirectory } from '../../support/launch.js';

test('a secret that others can read is refused, with the command that mends it; other files are not', (t) => {
  const file = join(temporaryDirectory(t), 'secret');
  writeFileSync(file, 's3cret');
  for (const mode of [0o644, 0o640, 0o604, 0o620, 0o601]) {
    chmodSync(file, mode);
    assert.throws(
      () => readSecretFile(file, '--nats-creds'),
      ({ code, message, fix }: CodistillError) => {
        assert.equal(code, 'ERR_CONFIG');
        assert(
          message.includes(
            `--nats-creds ${file} can be read by others than its owner (mode ${mode.toString(8)})`,
          ),
        );
        assert(fix.startsWith(`chmod 600 ${file}`));
        return !message.includes('s3cret');
      },
    );
    assert.equal(readNamedFile(file, '--nats-ca'), 's3cret');
  }
  for (const mode of [0o600, 0o400, 0o700]) {
    chmodSync(file, mode);
    assert.equal(readSecretFile(file, '--nats-creds'), 's3cret');
  }
});

test('a link counts for the file that it leads to', (t) => {
  const directory = temporaryDirectory(t);
  const [file, link] = [join(directory, 'secret'), join(directory, 'link')];
  writeFileSync(file, 's3cret', { mode: 0o600 });
  symlinkSync(file, link);
  assert.equal(readSecretFile(link, '--nats-nkey'), 's3cret');
});

test('a file that is not there is named with its option', () => {
  for (const read of [readNamedFile, readSecretFile])
    assert.throws(() => read('/not/there', '--nats-key'), {
      code: 'ERR_CONFIG',
      message: /^--nats-key \/not\/there cannot be read/,
    });
});
