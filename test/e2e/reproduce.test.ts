import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse, stringify } from 'yaml';
import { runSpecHash } from '../../proto/run-spec.js';
import type { Reproduction } from '../../scripts/reproduce/reproduction.js';
import { braked } from '../support/brake.js';
import {
  codistill,
  eventually,
  isAlive,
  Running,
  readRecords,
  temporaryDirectory,
} from '../support/launch.js';
import { SMALL_TABLE, smallTable } from '../support/small-table.js';

/** A table of two runs of 40 steps, of which the second is braked. */
function tinyTable(view: string): string {
  const table = parse(SMALL_TABLE) as { scales: { small: { cells: object; study: Record<string, object> } } };
  const { cells, study } = table.scales.small;
  const [both] = Object.values(cells) as object[];
  table.scales.small.cells = { both };
  study.base = { ...study.base, training: { batch: 20, steps: 40, evaluateEverySteps: 5 } };
  study.variants = {
    alone: { exchange: { mode: 'none' } },
    taught: { exchange: { mode: 'lockstep' }, peers: [{ view }, { view }] },
  };
  return stringify(table);
}

test('a table that is killed in the middle of a run goes on from its checkpoint, and ends in verdicts', async (t) => {
  const directory = temporaryDirectory(t);
  const { view, release } = braked(t, 20, 300);
  const file = join(directory, 'tiny.yaml');
  const text = tinyTable(view);
  writeFileSync(file, text);
  const studyDir = join(directory, 'tiny');
  // How long the braked one takes is known; the other is measured.
  const { spec } = smallTable({}, text).study.variants.find(({ name }) => name === 'taught')!;
  const pace = { spec: runSpecHash(spec), stepSeconds: 1, startSeconds: 2, steps: 40 };
  mkdirSync(studyDir);
  writeFileSync(join(studyDir, 'estimates.json'), JSON.stringify({ taught: pace }));
  const args = ['reproduce', file, '--study-dir', studyDir, '--seeds', '1', '--parallel', '1', '--yes'];
  const run = join(studyDir, 'runs', 'taught', 'seed-1');
  const checkpoints = join(run, 'peers', 'peer-0', 'checkpoints');

  const killed = new Running(args);
  await eventually(() => existsSync(checkpoints) && readdirSync(checkpoints).length > 0, 'a checkpoint');
  const launcher = Number(/"pid":\s*(\d+)/.exec(readFileSync(join(run, 'launcher.json'), 'utf8'))![1]);
  killed.child.kill('SIGKILL');
  await killed.finished;
  await eventually(() => !isAlive(launcher), 'the run under way ends with its table');
  release();

  const { code, stdout, stderr } = await codistill([...args, '--json']);
  assert.equal(code, 0, stderr);
  const { cells, runs, estimates, provenance } = JSON.parse(stdout) as Reproduction;
  assert.deepEqual(runs, { done: 2, planned: 2 });
  assert(
    readRecords(run).some(({ kind }) => kind === 'resumed'),
    'it went on, it did not begin again',
  );
  assert.deepEqual(
    cells.map(({ verdict, reason, difference }) => [verdict, reason, difference?.n]),
    [['not yet decidable', 'one seed has no spread', 1]],
  );
  assert.deepEqual(Object.keys(estimates), ['alone', 'taught']);
  assert.match(provenance.command, /^codistill reproduce tiny\.yaml --study-dir tiny --seeds 1/);
  for (const name of ['reproduction.md', 'reproduction.json', 'table.md', 'curves.svg'])
    assert(existsSync(join(studyDir, name)), name);
});
