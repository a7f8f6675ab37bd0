import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoresTable } from '../../../../scripts/launch/scores-table.js';

test('scores are a row a peer, the ensemble and the agreement', () => {
  const peers = [{ id: 'a', network: 'mlp', testAccuracy: 0.98, testLoss: 0.0612 }];
  const text = scoresTable({ peers, ensemble: { testAccuracy: 0.985, testLoss: 0.05 }, agreement: 0.99 });
  assert.match(text, /a +│ mlp +│ +98\.00 % │ +0\.0612/);
  assert.match(text, /ensemble +│ +│ +98\.50 % │ +0\.0500/);
  assert.match(text, /agreement: 99\.00 %/);
});

test('one peer alone has no agreement', () => {
  assert.doesNotMatch(scoresTable({ peers: [], ensemble: null, agreement: null }), /agreement|ensemble/);
});
