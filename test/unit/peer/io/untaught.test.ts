import assert from 'node:assert/strict';
import { test } from 'node:test';
import { untaughtError } from '../../../../peer/io/untaught.js';
import { parseCohortGraph } from '../../../../proto/cohort-graph.js';

const ALL = { graph: parseCohortGraph('all') };
const result = (taughtShare: number) => ({
  ...{ id: 'peer-1', dueSteps: 2_000, taughtShare, absences: 'peer-0 (tcp://10.0.0.7:5000) was never heard' },
});

test('a peer that was taught in less than a tenth of its due steps has not had the run that was asked for', () => {
  const error = untaughtError(result(0.0005), ALL);
  assert.equal(error?.code, 'ERR_UNTAUGHT');
  assert.equal(error.exitCode, 38);
  assert.match(
    error.message,
    /^peer-1 was taught in 0\.1 % of the 2000 steps in which teaching was due: peer-0 /,
  );
  assert.match(error.message, /tcp:\/\/10\.0\.0\.7:5000/);
  assert.match(error.fix, /--allow-untaught/);
});

test('from a tenth on it is no error, nor where none was due, nor where a graph of the user may leave it out', () => {
  assert.equal(untaughtError(result(0.1), ALL), undefined);
  assert.equal(untaughtError(result(Number.NaN), ALL), undefined);
  assert.equal(untaughtError(result(0), { graph: parseCohortGraph('./my-graph.js') }), undefined);
});
