import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkClasses, firstDifference, travellingNames } from '../../../proto/data-identity.js';
import { LIMITS } from '../../../proto/limits.js';
import { failure } from '../../support/data-files.js';

const HERE = { digest: 'a', classNames: ['cat', 'dog', 'emu'] };
const check = (there: Partial<typeof HERE>) => checkClasses(HERE, { ...HERE, ...there }, 'teacher t');

test('the first class that means something else is named, whichever side has more', () => {
  assert.equal(firstDifference(['cat', 'dog'], ['cat', 'dog']), undefined);
  assert.equal(firstDifference(['cat', 'dog'], ['cat', 'cow']), 1);
  assert.equal(firstDifference(['a'], ['a', '\n']), 1);
  assert.equal(firstDifference(['a', 'b'], ['a']), 1);
  assert.throws(() => check({ classNames: ['cat', 'dog'] }), /class 2 is "emu" here and missing there/);
  for (const unknown of [firstDifference([], ['a']), firstDifference(['a'], [])])
    assert.equal(unknown, undefined);
});

test('classes in another order, or others of the same number, are refused with both lists', () => {
  for (const classNames of [
    ['dog', 'cat', 'emu'],
    ['a', 'b', 'c'],
  ]) {
    assert.throws(
      () => check({ classNames, digest: 'b' }),
      failure(
        'ERR_CLASS_NAMES',
        new RegExp(`teacher t .*: class 0 is "cat" here and "${classNames[0]}" there .*"dog"`),
      ),
    );
  }
  assert.throws(() => check({ classNames: ['cat', 'emu', 'dog'] }), failure('ERR_CLASS_NAMES', /class 1/));
});

test('the same classes pass; other samples, and names that one side lacks, are a warning', () => {
  assert.equal(check({}), undefined);
  assert.equal(check({ classNames: [] }), undefined, 'the same samples');
  assert.match(check({ digest: 'b' })!, /teacher t was made with other samples of the same classes/);
  assert.match(check({ digest: 'b', classNames: [] })!, /not both name their classes/);
  assert.match(checkClasses(HERE, undefined, 'teacher t')!, /teacher t does not name its classes/);
});

test('names that would take more than a message holds do not travel', () => {
  assert.equal(travellingNames(HERE.classNames), HERE.classNames);
  const long = 'é'.repeat(LIMITS.classNamesBytesMax / 2 - 2);
  assert.deepEqual(travellingNames([long]).length, 1);
  assert.deepEqual(travellingNames([`${long}é`]), []);
});
