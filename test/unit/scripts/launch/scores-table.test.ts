import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoresTable } from '../../../../scripts/launch/scores-table.js';
import type { RunScores } from '../../../../scripts/launch/summary.js';

const NO_TEXT = { bitsPerCharacter: null, perplexity: null };
const SCORES: RunScores = {
  peers: [
    {
      id: 'a',
      network: 'mlp',
      step: 7,
      testAccuracy: 0.98,
      testLoss: 0.0612,
      testEce: 0.0123,
      testEntropy: 0.1,
      ...NO_TEXT,
      ensembleAgreement: 0.991,
      churn: null,
    },
  ],
  ensemble: { testAccuracy: 0.985, testLoss: 0.05, testEce: 0.004, testEntropy: 0.1, ...NO_TEXT },
  unscored: [],
  agreement: 0.99,
};

test('scores are a row a peer, the ensemble and the agreement', () => {
  const text = scoresTable(SCORES);
  assert.match(text, /a +│ mlp +│ +98\.00 % │ +0\.0612 │ +0\.0123 │ +99\.10 %/);
  assert.match(text, /ensemble +│ +│ +98\.50 % │ +0\.0500 │ +0\.0040/);
  assert.match(text, /agreement: 99\.00 %/);
  assert.doesNotMatch(text, /bits|perplexity|churn|variation/);
});

test('a text adds its bits per character, another training its churn', () => {
  const text = { bitsPerCharacter: 2.51234, perplexity: 5.7 };
  const churn = { disagreement: 0.125, totalVariation: 0.0625 };
  const table = scoresTable({
    peers: [{ ...SCORES.peers[0]!, ...text, churn }],
    ensemble: { ...SCORES.ensemble!, ...text, bitsPerCharacter: 2.4 },
    unscored: [],
    agreement: null,
  });
  assert.match(table, /bits\/char │ perplexity │ +churn │ total variation/);
  assert.match(table, /a .*2\.5123 │ +5\.700 │ +12\.50 % │ +0\.0625/);
  assert.match(table, /ensemble .*2\.4000 │ +5\.700 │ +│ +│/);
});

test('one peer alone has no agreement', () => {
  assert.doesNotMatch(
    scoresTable({ peers: [], unscored: [], ensemble: null, agreement: null }),
    /agreement|│ ensemble/,
  );
});

test('a peer that could not be scored is named with the reason', () => {
  const unscored = [{ id: 'b', why: 'neither a checkpoint of it is here nor its test logits' }];
  assert.match(scoresTable({ ...SCORES, unscored }), /^not scored: b: neither a checkpoint/m);
});
