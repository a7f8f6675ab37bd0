import assert from 'node:assert/strict';
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { codeHash, GraphCache } from '../../../../peer/graph/graph-cache.js';
import type { CompiledGraph } from '../../../../peer/graph/graph-file.js';
import type { OpScript } from '../../../../peer/graph/replay.js';
import { temporaryFolder, writeBelow } from '../../../support/data-files.js';

const unexpected = (message: string): never => assert.fail(message);
const script = (op: string): OpScript => [{ op, outputs: [{ dtype: 1, shape: [2] }] }];

/** A graph whose digest is `name` and whose only op is `op`. */
function graphOf(name: string, op = 'Relu', bytes = 3): CompiledGraph {
  const graphDef = new Uint8Array(bytes).fill(7);
  const [variables, inputs, fetches] = [[], ['input_x'], { logits: `${name}:0` }];
  return { digest: name, script: script(op), variables, inputs, fetches, graphDef };
}

/** A step of this digest that runs one op only, and stops at a script of another. */
const step =
  (digest: string, op = 'Relu') =>
  (followed: OpScript): string => {
    if (followed[0]!.op !== op) throw new Error('another op');
    return digest;
  };

test('a graph is found by what its trace comes to, also by another process, and by nothing else', async (t) => {
  const folder = join(await temporaryFolder(t), 'made', 'when-needed');
  const cache = new GraphCache(folder, unexpected);
  assert.equal(cache.find('family', step('a')), undefined);
  cache.keep('family', graphOf('a'));
  cache.keep('family', graphOf('b'));
  cache.keep('family', graphOf('c', 'Elu'));
  const other = new GraphCache(folder, unexpected);
  for (const [digest, op] of [
    ['a', 'Relu'],
    ['b', 'Relu'],
    ['c', 'Elu'],
  ] as const) {
    assert.deepEqual(other.find('family', step(digest, op))?.fetches, { logits: `${digest}:0` });
  }
  assert.equal(other.find('family', step('d')), undefined, 'another constant');
  assert.equal(other.find('family', step('a', 'Tanh')), undefined, 'another op');
  assert.equal(other.find('another family', step('a')), undefined);
  assert.equal(
    new GraphCache(folder, unexpected, { maker: 'other rules' }).find('family', step('a')),
    undefined,
  );
});

test('a damaged file is no graph, and the next one that is kept takes its place', async (t) => {
  const folder = await temporaryFolder(t);
  const cache = new GraphCache(folder, unexpected);
  cache.keep('family', graphOf('a'));
  const [name] = readdirSync(folder);
  const bytes = readFileSync(join(folder, name!));
  for (const damaged of [bytes.subarray(0, 100), Buffer.concat([bytes.subarray(0, -1), Buffer.of(8)])]) {
    writeFileSync(join(folder, name!), damaged);
    assert.equal(cache.find('family', step('a')), undefined);
  }
  cache.keep('family', graphOf('a'));
  assert.deepEqual(readdirSync(folder), [name]);
  assert.deepEqual(readFileSync(join(folder, name!)), bytes);
  assert.notEqual(cache.find('family', step('a')), undefined);
});

test('a file under the name of another graph is not taken for it', async (t) => {
  const folder = await temporaryFolder(t);
  const cache = new GraphCache(folder, unexpected);
  cache.keep('family', graphOf('a'));
  cache.keep('family', graphOf('b'));
  const nameOf = (digest: string): string =>
    readdirSync(folder).find((name) => name.endsWith(`-${digest}.graph`))!;
  writeFileSync(join(folder, nameOf('a')), readFileSync(join(folder, nameOf('b'))));
  assert.equal(cache.find('family', step('a')), undefined);
});

test('past the limits the oldest go, whoever left them', async (t) => {
  for (const limits of [{ entriesMax: 2 }, { bytesMax: 3_000 }]) {
    const folder = await temporaryFolder(t);
    const cache = new GraphCache(folder, unexpected, limits);
    await writeBelow(folder, 'left-by-a-crash.graph.1', new Uint8Array(900));
    const ages = new Map([['left-by-a-crash.graph.1', 1_000]]);
    for (const [i, digest] of ['a', 'b', 'c'].entries()) {
      cache.keep('family', graphOf(digest, 'Relu', 900));
      for (const name of readdirSync(folder)) {
        if (!ages.has(name)) ages.set(name, 2_000 + i);
        utimesSync(join(folder, name), ages.get(name)!, ages.get(name)!);
      }
    }
    const kept = readdirSync(folder).map((name) => name.slice(-7));
    assert.deepEqual(kept.sort(), ['b.graph', 'c.graph'], JSON.stringify(limits));
  }
});

test('a graph that cannot be kept is one warning and nothing else', async (t) => {
  const folder = await temporaryFolder(t);
  const file = await writeBelow(folder, 'a-file', 'where the folder should be');
  const warnings: string[] = [];
  const cache = new GraphCache(join(file, 'below'), (message) => warnings.push(message));
  cache.keep('family', graphOf('a'));
  assert.equal(warnings.length, 1);
  assert.match(warnings[0]!, /not kept for the next start.*ENOTDIR|EEXIST/);
  assert.equal(cache.find('family', step('a')), undefined);
});

test('the hash of code changes with any file that runs, its name and its content', async (t) => {
  const folder = await temporaryFolder(t);
  const hashes = new Set<string>();
  for (const [path, content, changes] of [
    ['a.js', '1', true],
    ['a.js', '2', true],
    ['below/b.js', '2', true],
    ['below/b.js.map', '3', false],
  ] as const) {
    await writeBelow(folder, path, content);
    const before = hashes.size;
    hashes.add(codeHash(folder));
    assert.equal(hashes.size > before, changes, path);
  }
});
