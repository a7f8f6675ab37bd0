import assert from 'node:assert/strict';
import { test } from 'node:test';
import { invitationTerms } from '../../../../scripts/commands/invitation-options.js';

test('a line lets in as many as are missing, for a day, unless it is said otherwise', () => {
  const nowS = Date.now() / 1_000;
  const day = invitationTerms({});
  assert.equal(day.uses, 0);
  assert(Math.abs(day.expiresS - nowS - 86_400) < 60);
  assert(Math.abs(invitationTerms({ hours: 0.5 }).expiresS - nowS - 1_800) < 60);
  assert.deepEqual(invitationTerms({ uses: 3, hours: 0 }), { uses: 3, expiresS: 0 });
});

test('what is no count and no span is refused', () => {
  const counts = [1.5, -1, 0, 1e10, Number.NaN].map((uses) => ({ uses }));
  const spans = [-1, 1e7, 1e300, Number.POSITIVE_INFINITY, Number.NaN].map((hours) => ({ hours }));
  for (const wrong of [...counts, ...spans])
    assert.throws(() => invitationTerms(wrong), { code: 'ERR_USAGE' });
});
