import assert from 'node:assert/strict';
import { test } from 'node:test';
import { provenanceIn } from '../../../../scripts/reproduce/provenance.js';
import { summaryText } from '../../../../scripts/reproduce/reproduction.js';
import { SMALL_PROVENANCE, smallFindings, smallReproduction } from '../../../support/small-table.js';

test('verdicts are counted in the order of the cells', () => {
  assert.equal(summaryText(smallFindings()), '1 reproduced, 1 smaller, 1 not yet decidable');
});

test('what is told of a table can be read back from its JSON, with its origins', () => {
  const reproduction = smallReproduction();
  assert.deepEqual(reproduction.heldOut, [0.1]);
  assert.deepEqual(provenanceIn(JSON.parse(JSON.stringify(reproduction))), SMALL_PROVENANCE);
  assert.equal(provenanceIn({ provenance: {} }), undefined);
});
