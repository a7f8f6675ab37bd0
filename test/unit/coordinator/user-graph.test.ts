import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadUserGraph } from '../../../coordinator/user-graph.js';
import { parseRunSpec } from '../../../proto/run-spec.js';
import { moduleError, userModule } from '../../support/user-module.js';

const SPEC = parseRunSpec({
  peers: [{ id: 'b' }, { id: 'a' }, { id: 'c' }, { id: 't', role: 'teacher', source: 'runs/x/t' }],
});
const CAST = { learners: ['c', 'a', 'b'], teachers: ['t'], seed: 5, round: 3 };

test('a function is given sorted ids and the round, and its edges are read as --graph reads them', async (t) => {
  const source = `export default ({ peers, teachers, round }) => [
    ...peers.slice(1).map((peer) => peers[0] + '>' + peer + ':' + round),
    ...teachers.map((teacher) => teacher + '>' + peers.at(-1)),
  ];`;
  const draw = await loadUserGraph(userModule(t, source), SPEC);
  assert.deepEqual(draw(CAST), [
    { teacher: 'a', student: 'b', weight: 3 },
    { teacher: 'a', student: 'c', weight: 3 },
    { teacher: 't', student: 'c', weight: 1 },
  ]);
});

test('its chance is that of the seed and the round: the same for both, another for others', async (t) => {
  const source = `export function createGraph({ peers, random }) {
    return [peers[0] + '>' + peers[1] + ':' + (1 + random()).toFixed(9)];
  }`;
  const draw = await loadUserGraph(userModule(t, source), SPEC);
  assert.deepEqual(draw(CAST), draw({ ...CAST, learners: ['a', 'b', 'c'] }));
  assert.notDeepEqual(draw(CAST), draw({ ...CAST, round: 4 }));
  assert.notDeepEqual(draw(CAST), draw({ ...CAST, seed: 6 }));
});

test('nobody taught is a graph, and what a function does to its arguments stays with it', async (t) => {
  const draw = await loadUserGraph(userModule(t, 'export default ({ peers }) => peers.splice(0, 0);'), SPEC);
  const learners = ['a', 'b'];
  assert.deepEqual(draw({ ...CAST, learners }), []);
  assert.deepEqual(learners, ['a', 'b']);
});

const WRONG: readonly (readonly [source: string, problem: RegExp])[] = [
  ['export const edges = [];', /no function as default or createGraph/],
  ["export default () => 'a>b';", /no list of edges/],
  ["export default () => ['a-b'];", /"a-b" is not a graph in round 1/],
  ["export default () => ['a>a'];", /makes a its own teacher/],
  ["export default () => ['a>t'];", /teaches "t", which is no learner/],
  ["export default () => ['nobody>a'];", /names "nobody", which is not there/],
  [
    "export default () => Array.from({ length: 65 }, (_, i) => 'x' + i + '>a');",
    /returns 65 teachers for one peer, at most 64, in round 1/,
  ],
  ["export default () => { throw new Error('at home'); };", /throws in round 1: at home/],
];

for (const [source, problem] of WRONG) {
  test(`refused before the run: ${source}`, async (t) => {
    const file = userModule(t, source);
    await assert.rejects(loadUserGraph(file, SPEC), moduleError(file, problem));
  });
}
