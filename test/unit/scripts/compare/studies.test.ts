import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { planRuns } from '../../../../scripts/compare/study.js';
import { parseStudy } from '../../../../scripts/compare/study-file.js';
import { checkNames } from '../../../../scripts/launch/check-names.js';
import { REPOSITORY, repositoryFiles } from '../../../support/repository.js';

const files = repositoryFiles().filter((file) => /^(study|examples)\/[^/]*\.yaml$/.test(file));

test('there are studies', () => {
  assert(files.length >= 8, String(files));
});

for (const file of files) {
  test(`${file} is a study: called like its file, its runs valid, its metrics and variants known`, () => {
    const study = parseStudy(readFileSync(join(REPOSITORY, file), 'utf8'), file, { sets: [] });
    assert.equal(`${study.name}.yaml`, file.split('/').at(-1));
    assert(study.hypotheses.length > 0);
    for (const { spec } of planRuns(study)) checkNames(spec);
  });
}

test('every study is listed', () => {
  const list = readFileSync(join(REPOSITORY, 'study/README.md'), 'utf8');
  const unlisted = files.filter(
    (file) => file.startsWith('study/') && !list.includes(`\`${file.slice(6)}\``),
  );
  assert.deepEqual(unlisted, []);
});
