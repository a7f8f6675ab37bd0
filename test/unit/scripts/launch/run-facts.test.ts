import assert from 'node:assert/strict';
import process from 'node:process';
import { test } from 'node:test';
import { lastingFacts, runFacts } from '../../../../scripts/launch/run-facts.js';

test('a run records versions and machine, so that its numbers can be understood later', () => {
  const { startedAt, commit, versions, machine } = runFacts();
  assert(!Number.isNaN(Date.parse(startedAt)));
  assert(commit === null || /^[0-9a-f]{40,64}$/.test(commit));
  assert.equal(versions.node, process.versions.node);
  assert.match(versions.codistill ?? '', /^\d+\.\d+\.\d+/);
  assert(Number(machine.cores) >= 1 && Number(machine.memoryBytes) > 0);
});

test('what is known already is not looked up again, but the time', () => {
  const known = { ...lastingFacts(), commit: 'known' };
  const { startedAt, ...facts } = runFacts(known);
  assert.deepEqual(facts, known);
  assert(!Number.isNaN(Date.parse(startedAt)));
});
