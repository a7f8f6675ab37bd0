import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadRunDataset } from '../../../../peer/data/peer-data.js';
import { checkFitsText } from '../../../../peer/data/text-fit.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { failure, temporaryFolder, writeBelow } from '../../../support/data-files.js';
import { smallText } from '../../../support/small-text.js';

/** What only pictures can fulfil, the complaint, and what to do. */
const WISHES: readonly (readonly [object, RegExp, RegExp])[] = [
  [{ data: { augment: 'pad-crop-flip' } }, /for images/, /--augment none/],
  [
    { data: { partition: 'dirichlet:1' }, exchange: { mode: 'stale:9' } },
    /no classes to be dealt/,
    /disjoint/,
  ],
  [{ distillation: { feature: 'similarity' } }, /for pictures, .* 4 predictions/, /--feature none/],
];

for (const [wish, complaint, fix] of WISHES) {
  test(`a text does not fulfil ${JSON.stringify(wish)}, known by name and when it is loaded`, async (t) => {
    const path = await writeBelow(await temporaryFolder(t), join('a', 'text.txt'), smallText(4000));
    const spec = parseRunSpec({
      peers: [{ id: 'a', network: 'gru' }],
      ...wish,
      data: { ...('data' in wish ? (wish.data as object) : {}), name: `text:${path},window=4` },
    });
    const refused = failure('ERR_CONFIG', complaint, fix);
    assert.throws(() => checkFitsText(spec, 4), refused);
    await assert.rejects(loadRunDataset(spec, { cacheDir: '/nowhere' }), refused);
  });
}

test('with one prediction a sample a text has features, and other partitions deal it', () => {
  const data = { partition: 'disjoint' };
  const exchange = { mode: 'checkpoint:5' };
  checkFitsText(parseRunSpec({ data, exchange, distillation: { feature: 'similarity' } }), 1);
});
