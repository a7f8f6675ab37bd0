/** The modules of docs/extending.md, taken out of it and run. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { codistill, type Finished, readRecords, readSummary, temporaryDirectory } from '../support/launch.js';
import { REPOSITORY } from '../support/repository.js';

const KINDS = ['network', 'data', 'loss', 'graph'] as const;
type Kind = (typeof KINDS)[number];

const text = readFileSync(join(REPOSITORY, 'docs/extending.md'), 'utf8');

/** The example of a section "A … module". */
function example(kind: Kind): string {
  const section = text.split(/^## /m).find((part) => part.startsWith(`A ${kind} module`));
  const code = /^```js\n([\s\S]*?)^```/m.exec(section ?? '')?.[1];
  assert.ok(code !== undefined, `docs/extending.md has an example of a ${kind}`);
  return code;
}

/** A folder with all of them in it, as a user has them. */
function modulesIn(t: TestContext): string {
  const folder = temporaryDirectory(t);
  for (const kind of KINDS) writeFileSync(join(folder, `my-${kind}.js`), example(kind));
  return folder;
}

async function launched(folder: string, args: readonly string[]): Promise<Finished> {
  return await codistill(['launch', '--run-dir', join(folder, 'run'), '--json', '--batch', '64', ...args], {
    cwd: folder,
  });
}

function stepsOf(folder: string): Record<string, unknown>[] {
  return readRecords(join(folder, 'run')).filter((record) => record.kind === 'step');
}

test('each example is shorter than 40 lines', () => {
  for (const kind of KINDS) assert.ok(example(kind).split('\n').length < 40, kind);
});

test('the network and the data of the page: the bars are learned, and a mixed cohort trains', async (t) => {
  const folder = modulesIn(t);
  const peers = ['--peer', 'network=./my-network.js', '--peer', 'network=mlp:32'];
  const ended = await launched(folder, ['--data', './my-data.js', '--epochs', '4', '--lr', '0.1', ...peers]);
  assert.equal(ended.code, 0, ended.stderr);
  assert.doesNotMatch(ended.stderr, /op by op/);
  for (const { id, testAccuracy } of readSummary(join(folder, 'run')).peers) {
    assert.ok(testAccuracy > 0.8, `${id}: ${testAccuracy}`); // half of them by chance
  }
});

test('the loss and the graph of the page: compiled, bounded, and who teaches whom changes', async (t) => {
  const folder = modulesIn(t);
  const modules = ['--distillation-loss', './my-loss.js', '--graph', './my-graph.js'];
  const cohort = ['--peers', '3', '--network', 'mlp:16', '--data', 'synthetic', '--epochs', '6'];
  const ended = await launched(folder, [...modules, ...cohort, '--temperature', '2', '--round-steps', '10']);
  assert.equal(ended.code, 0, ended.stderr);
  assert.doesNotMatch(ended.stderr, /op by op/);
  const taught = stepsOf(folder).filter((record) => Number(record.teachers) > 0);
  assert.ok(taught.length > 0, 'somebody was taught');
  for (const { teachers, distillation } of taught) {
    assert.equal(teachers, 1, 'each learns from one other');
    const divergence = Number(distillation);
    assert.ok(divergence > 0 && divergence < 4 * Math.LN2, `${divergence}`); // T² ln 2
  }
  const graphs = new Set(ended.stderr.match(/^who teaches whom: .*$/gm));
  assert.equal(graphs.size, 2, 'one place on, and two places on');
});

test('a graph that is none ends the run with its own code, naming file and reason', async (t) => {
  const folder = modulesIn(t);
  writeFileSync(join(folder, 'my-graph.js'), "export default () => ['peer-0>peer-9'];");
  const ended = await launched(folder, ['--graph', './my-graph.js', '--data', 'synthetic', '--epochs', '1']);
  assert.equal(ended.code, 13, ended.stderr);
  assert.match(ended.stderr, /my-graph\.js teaches "peer-9"/);
});
