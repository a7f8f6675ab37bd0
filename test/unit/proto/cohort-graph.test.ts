import assert from 'node:assert/strict';
import { test } from 'node:test';
import { excessOf, graphSize, namedTeachers, parseCohortGraph } from '../../../proto/cohort-graph.js';
import { CodistillError } from '../../../proto/errors.js';
import { LIMITS } from '../../../proto/limits.js';

test('graphs are read by name, with a number, or edge by edge', () => {
  for (const kind of ['all', 'ring', 'star', 'pairs', 'self'] as const) {
    assert.deepEqual(parseCohortGraph(kind), { kind });
  }
  assert.deepEqual(parseCohortGraph('random:3'), { kind: 'random', teachers: 3 });
  assert.deepEqual(parseCohortGraph('a>b, b > a:0.5'), {
    kind: 'edges',
    edges: [
      { teacher: 'a', student: 'b', weight: 1 },
      { teacher: 'b', student: 'a', weight: 0.5 },
    ],
  });
});

test('named edges give a peer its teachers, no other graph names any', () => {
  const edges = parseCohortGraph('a>b,c>b,b>c');
  assert.deepEqual(
    ['a', 'b', 'c'].map((id) => namedTeachers(edges, id)),
    [[], ['a', 'c'], ['b']],
  );
  for (const text of ['all', 'self', 'random:1', './my-graph.js'])
    assert.equal(namedTeachers(parseCohortGraph(text), 'a'), undefined);
});

test('a path is the graph of a module', () => {
  for (const path of ['./my-graph.js', '../graphs/one.mjs', '/opt/graph.cjs']) {
    assert.deepEqual(parseCohortGraph(path), { kind: 'module', path });
  }
});

test('what is no graph is refused', () => {
  for (const text of [
    '',
    'circle',
    'random',
    'random:0',
    'random:100',
    'a>',
    '>b',
    'a>b:0',
    'a>b:-1',
    'a>b,a>b',
    'a>b>c',
    'A>b',
    'graph.js',
  ]) {
    assert.throws(
      () => parseCohortGraph(text),
      (error) => error instanceof CodistillError && error.code === 'ERR_CONFIG',
      text,
    );
  }
});

test('a graph has as many teachers a peer and edges as its kind says', () => {
  const sizes = ['all', 'ring', 'star', 'pairs', 'self', 'random:3', 'a>b,c>b,b>c', './my-graph.js'].map(
    (text) => graphSize(parseCohortGraph(text), 10, 2),
  );
  assert.deepEqual(
    sizes.map(({ teachers, edges }) => [teachers, edges]),
    [
      [11, 110],
      [3, 30],
      [11, 38],
      [4, 40],
      [3, 30],
      [5, 50],
      [2, 3],
      [0, 0],
    ],
  );
  assert.equal(graphSize(parseCohortGraph('random:9'), 3, 0).teachers, 2);
});

test('of teachers and edges there may be so many, and one more is named', () => {
  const { teachersMax, edgesMax } = LIMITS;
  assert.equal(excessOf({ teachers: teachersMax, edges: edgesMax }), undefined);
  assert.match(excessOf({ teachers: teachersMax + 1, edges: 1 })!, /65 teachers for one peer, at most 64/);
  assert.match(excessOf({ teachers: 1, edges: edgesMax + 1 })!, /4097 edges, at most 4096/);
});
