import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeLast } from '../../../../peer/files/last-write.js';

const full = (): Error => Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });

test('a disk that is free again in time gets what a run ends with', async () => {
  let tries = 0;
  await writeLast('summary x', () => {
    if (++tries < 3) throw full();
  }, [0, 0, 0]);
  assert.equal(tries, 3);
});

test('what cannot be written in every try is an error with its code and file', async () => {
  for (const [error, code] of [
    [full(), 'ERR_DISK'],
    [Object.assign(new Error('EIO'), { code: 'EIO' }), 'ERR_DISK'],
    [Object.assign(new Error('EROFS'), { code: 'EROFS' }), 'ERR_RUN_DIR'],
    [Object.assign(new Error('ENOENT'), { code: 'ENOENT' }), 'ERR_RUN_DIR'],
  ] as const) {
    let tries = 0;
    const write = (): void => {
      tries++;
      throw error;
    };
    await assert.rejects(writeLast('summary x', write, [0, 0]), {
      code,
      message: `summary x: ${error.message}`,
    });
    assert.equal(tries, 3);
  }
});
