import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cohortEdges, type KnownGraph, type RoundCast } from '../../../../coordinator/core/graph.js';
import { parseCohortGraph } from '../../../../proto/cohort-graph.js';

function edgesOf(graph: string, learners: readonly string[], wishes: Partial<RoundCast> = {}): string[] {
  const cast = { learners, teachers: [], seed: 1, round: 1, ...wishes };
  return cohortEdges(parseCohortGraph(graph) as KnownGraph, cast).map(
    ({ teacher, student, weight }) => `${teacher}>${student}${weight === 1 ? '' : `:${weight}`}`,
  );
}

test('in the graph "all" everybody teaches everybody else, and nobody itself', () => {
  assert.deepEqual(edgesOf('all', ['b', 'a', 'c']), ['b>a', 'c>a', 'a>b', 'c>b', 'a>c', 'b>c']);
  assert.deepEqual(edgesOf('all', ['alone']), []);
});

test('in a ring each teaches the next, and the last the first', () => {
  assert.deepEqual(edgesOf('ring', ['c', 'a', 'b']), ['c>a', 'a>b', 'b>c']);
  assert.deepEqual(edgesOf('ring', ['a', 'b']), ['b>a', 'a>b']);
  assert.deepEqual(edgesOf('ring', ['a']), []);
});

test('in a star the first peer teaches all and learns from all', () => {
  assert.deepEqual(edgesOf('star', ['c', 'a', 'b']), ['b>a', 'c>a', 'a>b', 'a>c']);
});

test('pairs teach each other, and an odd last one joins the last pair', () => {
  assert.deepEqual(edgesOf('pairs', ['a', 'b', 'c', 'd']), ['b>a', 'a>b', 'd>c', 'c>d']);
  assert.deepEqual(edgesOf('pairs', ['a', 'b', 'c']), ['b>a', 'c>a', 'a>b', 'c>b', 'a>c', 'b>c']);
  assert.deepEqual(edgesOf('pairs', ['a']), []);
});

test('a random graph gives each as many teachers as asked for, others every round, the same ones for a seed', () => {
  const peers = ['a', 'b', 'c', 'd', 'e', 'f'];
  const drawn = Array.from({ length: 20 }, (_, round) => edgesOf('random:2', peers, { round }));
  for (const edges of drawn) {
    for (const student of peers) {
      const teachers = edges.filter((edge) => edge.endsWith(`>${student}`)).map((edge) => edge[0]);
      assert.equal(new Set(teachers).size, 2, edges.join());
      assert.ok(!teachers.includes(student), edges.join());
    }
  }
  assert.ok(new Set(drawn.map((edges) => edges.join())).size > 15, 'rounds differ');
  assert.deepEqual(edgesOf('random:2', peers, { round: 3 }), drawn[3]);
  assert.notDeepEqual(edgesOf('random:2', peers, { round: 3, seed: 2 }), drawn[3]);
  assert.deepEqual(edgesOf('random:5', ['a', 'b']), ['b>a', 'a>b'], 'no more than there are');
});

test('in the graph "self" each peer is its own teacher', () => {
  assert.deepEqual(edgesOf('self', ['b', 'a']), ['a>a', 'b>b']);
});

test('listed edges are taken with their weights, as far as both ends are there', () => {
  assert.deepEqual(edgesOf('a>b,b>a:0.5,c>a', ['a', 'b']), ['b>a:0.5', 'a>b']);
  assert.deepEqual(edgesOf('a>b,b>a:0.5,c>a', ['a', 'b'], { teachers: ['c'] }), ['b>a:0.5', 'c>a', 'a>b']);
});

test('a frozen teacher teaches every learner of a named graph and is taught by nobody', () => {
  assert.deepEqual(edgesOf('ring', ['a', 'b'], { teachers: ['t'] }), ['b>a', 't>a', 'a>b', 't>b']);
  assert.deepEqual(edgesOf('b>t', ['a', 'b'], { teachers: ['t'] }), []);
});
