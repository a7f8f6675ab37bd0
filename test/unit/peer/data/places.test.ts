import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { exists, findFile, missing, missingUnlessOther } from '../../../../peer/data/places.js';
import { CodistillError } from '../../../../proto/errors.js';
import { failure, temporaryFolder, writeBelow } from '../../../support/data-files.js';

const ORIGIN = { set: 'x', url: 'https://example.org/x', debianPackage: 'dataset-x' };

test('the first place that has the file under any of its names wins', async (t) => {
  const folder = await temporaryFolder(t);
  await writeBelow(folder, 'b/x.gz', '');
  await writeBelow(folder, 'c/x', '');
  const places = ['a', 'b', 'c'].map((name) => join(folder, name));
  assert.equal(await findFile(['x', 'x.gz'], places), join(folder, 'b/x.gz'));
  assert.equal(await findFile(['y'], places), undefined);
  assert.equal(await exists(join(folder, 'c/x')), true);
});

test('what is missing is said with the places looked at and every way to get it', () => {
  const error = missing(ORIGIN, ['x', 'x.gz'], ['/p', '/q'], new Error('offline'));
  assert.ok(
    failure('ERR_DATA_MISSING', /no x or x\.gz in \/p, \/q \(offline\)/, /--data-dir/, /apt-get/)(error),
  );
  assert.deepEqual(error.facts.places, ['/p', '/q']);
});

test('only a download that reached nothing becomes a missing file', () => {
  const corrupt = new CodistillError('ERR_DATA_CORRUPT', 'changed');
  assert.equal(missingUnlessOther(ORIGIN, ['x'], [], corrupt), corrupt);
  const unreachable = new CodistillError('ERR_DATA_MISSING', 'refused');
  assert.ok(
    failure(
      'ERR_DATA_MISSING',
      /no x in any folder \(refused\)/,
    )(missingUnlessOther(ORIGIN, ['x'], [], unreachable)),
  );
});
