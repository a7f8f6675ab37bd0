import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import {
  initialView,
  updateView,
  type ViewEvent,
  type ViewState,
} from '../../../../scripts/launch/view-state.js';
import {
  bytes,
  edgesText,
  percent,
  plainLines,
  progressLine,
  startText,
} from '../../../../scripts/launch/view-text.js';
import { announcementEvent, heartbeatEvent, joinEvent } from '../../../support/watch-events.js';

const START = initialView(parseRunSpec({}));
const edge = (teacher: string, student: string): { teacher: string; student: string; weight: number } => ({
  teacher,
  student,
  weight: 1,
});
const linesOf = (event: ViewEvent, before: ViewState = START): string[] =>
  plainLines(before, updateView(before, event), event);

test('where no teaching was due, there is no share of it', () => {
  const none = { taughtShare: Number.NaN, taughtRowsShare: Number.NaN };
  const { peers } = updateView(START, heartbeatEvent('peer-0', none));
  assert.match(progressLine(peers[0]!), /taught –, rows taught –, /);
});

test('before the first step is told there is no loss', () => {
  const { peers } = updateView(START, heartbeatEvent('peer-0', { supervisedLoss: 0, distillationLoss: 0 }));
  assert.match(progressLine(peers[0]!), /, loss –, val acc –, /);
});

test('of a text the line has bits per character', () => {
  const numbers = { validationAccuracy: 0.4107, bitsPerCharacter: 2.8934 };
  const { peers } = updateView(START, heartbeatEvent('peer-0', numbers));
  assert.match(
    progressLine(peers[0]!),
    /val acc 41\.07 %, taught 98\.5 %, rows taught 50\.0 %, pull 0\.35, bits\/char 2\.893, /,
  );
});

test('who teaches whom is one line', () => {
  assert.equal(edgesText([]), 'nobody teaches anybody');
  assert.equal(edgesText([edge('a', 'b'), edge('b', 'a')]), 'a ⇄ b');
  const all = ['a', 'b', 'c'].flatMap((x) => ['a', 'b', 'c'].filter((y) => y !== x).map((y) => edge(x, y)));
  assert.equal(edgesText(all), 'a ⇄ b ⇄ c  (everyone teaches everyone)');
  assert.equal(edgesText([edge('b', 'c'), edge('a', 'c'), edge('a', 'b')]), 'a → b; a, b → c');
});

test('starts, deaths and restarts are lines with pid and reason', () => {
  assert.deepEqual(linesOf({ kind: 'started', name: 'peer-0', pid: 7, start: 1 }), [
    'peer-0: started, pid 7',
  ]);
  assert.deepEqual(linesOf({ kind: 'started', name: 'peer-0', pid: 8, start: 2 }), [
    'peer-0: started again (1), pid 8',
  ]);
  assert.deepEqual(linesOf({ kind: 'died', name: 'peer-0', reason: 'killed by SIGKILL' }), [
    'peer-0: died, killed by SIGKILL',
  ]);
});

test('a join is a line once for each address', () => {
  const event = joinEvent('peer-0', { step: 40 });
  assert.deepEqual(linesOf(event), ['peer-0: joins from tcp://127.0.0.1:1 on cpu, at step 40']);
  assert.deepEqual(linesOf(event, updateView(START, event)), []);
});

test('a new validation result is a line, an unchanged one is not', () => {
  const event = heartbeatEvent('peer-0', { validationAccuracy: 0.9 });
  assert.equal(linesOf(event).length, 1);
  assert.match(linesOf(event)[0]!, /^peer-0 \(mlp\): epoch 1, step 10\/100, loss .*, val acc 90\.00 %/);
  assert.deepEqual(linesOf(event, updateView(START, event)), []);
  assert.deepEqual(linesOf(heartbeatEvent('peer-0')), []);
});

test('rounds alone are no news; a new view and the stop are, with their reasons', () => {
  const first = announcementEvent({
    round: 1,
    viewVersion: 1,
    decision: 'all ready',
    edges: [edge('a', 'b'), edge('b', 'a')],
  });
  assert.deepEqual(linesOf(first), ['who teaches whom: a ⇄ b', 'coordinator: round 1 · all ready']);
  const seen = updateView(START, first);
  assert.deepEqual(
    linesOf(
      announcementEvent({
        round: 2,
        viewVersion: 1,
        decision: 'next',
        edges: [edge('a', 'b'), edge('b', 'a')],
      }),
      seen,
    ),
    [],
  );
  const stop = announcementEvent({ stop: { step: 60, code: 'target', reason: 'both above 0.97' } });
  assert.deepEqual(linesOf(stop, seen), ['coordinator: stop before step 60 (target): both above 0.97']);
  assert.deepEqual(linesOf(stop, updateView(seen, stop)), []);
});

test('whoever came or left is told, also where the newest decision is about something else', () => {
  const first = announcementEvent({
    viewVersion: 1,
    members: { 'peer-0': 1, 'peer-1': 1 },
    decision: 'ready',
  });
  const one = (members: Record<string, number>, decision: string): string[] =>
    linesOf(announcementEvent({ viewVersion: 2, members, decision }), updateView(START, first));
  assert.deepEqual(one({ 'peer-0': 1 }, 'round 3 closed (quorum)'), [
    'coordinator: peer-1 (incarnation 1) left; view 2 has 1 of 2 peers',
    'coordinator: round 3 closed (quorum)',
  ]);
  assert.deepEqual(one({ 'peer-0': 1, 'peer-1': 2 }, 'round 4 closed (all)'), [
    'coordinator: peer-1 (incarnation 2) joined; view 2 has 2 of 2 peers',
    'coordinator: round 4 closed (all)',
  ]);
  const said = 'peer-1 (incarnation 2) joined at step 23, replacing incarnation 1; view 2 has 2 of 2 peers';
  assert.deepEqual(one({ 'peer-0': 1, 'peer-1': 2 }, said), [`coordinator: ${said}`]);
  assert.deepEqual(one({ 'peer-0': 1 }, 'peer-1 (incarnation 1) left at step 3: interrupted'), [
    'coordinator: peer-1 (incarnation 1) left at step 3: interrupted',
  ]);
});

test('a line for logs says the same as the row', () => {
  const { peers } = updateView(START, heartbeatEvent('peer-0'));
  assert.match(
    progressLine(peers[0]!),
    /step 10\/100, loss 0\.410 = 0\.350 \+ 1·0\.060, val acc –, taught 98\.5 %, rows taught 50\.0 %, pull 0\.35, samples\/s 5,120, waiting 4\.0 %, sent 1\.2 MB, received 999 B, stale 0, rejected 0$/,
  );
  assert.equal(progressLine(peers[1]!), 'peer-1 (mlp): starting');
});

test('numbers are short', () => {
  assert.deepEqual([0, 999, 1000, 123_456, 1_500_000, 2e15].map(bytes), [
    '0 B',
    '999 B',
    '1.0 kB',
    '123 kB',
    '1.5 MB',
    '2000 TB',
  ]);
  assert.deepEqual([percent(0.97654), percent(1, 0)], ['97.65 %', '100 %']);
});

test('who teaches whom is no line where nobody is taught, whatever edges there are', () => {
  const round = announcementEvent({ round: 1, edges: [edge('peer-0', 'peer-1'), edge('peer-1', 'peer-0')] });
  assert.deepEqual(linesOf(round), ['who teaches whom: peer-0 ⇄ peer-1']);
  const alone = initialView(parseRunSpec({ distillation: { weight: 0 } }));
  assert.deepEqual(linesOf(round, alone), []);
});

test('a stop before step 0 behind another one says that nobody is left to teach', () => {
  const seen = updateView(
    START,
    announcementEvent({ stop: { step: 60, code: 'steps', reason: 'the budget' } }),
  );
  const home = announcementEvent({ stop: { step: 0, code: 'steps', reason: 'the budget' } });
  assert.deepEqual(linesOf(home, seen), ['coordinator: nobody is left to teach (steps): the budget']);
  const early = announcementEvent({ stop: { step: 0, code: 'interrupted', reason: 'Ctrl-C' } });
  assert.deepEqual(linesOf(early), ['coordinator: stop before step 0 (interrupted): Ctrl-C']);
});

for (const [what, spec, statuses, text] of [
  ['nothing has started', {}, [], 'waiting for nats-server and the coordinator, 7 s so far'],
  [
    'a strict run lacks a peer',
    { exchange: { quorum: 'all' } },
    ['ready', 'starting'],
    'waiting for peer-1 to load data and network, 7 s so far; a strict run waits for all',
  ],
  ['all are ready', {}, ['ready', 'ready'], 'waiting for the first round, 7 s so far: waiting for the peers'],
  [
    'one has died',
    {},
    ['dead', 'ready'],
    'waiting for peer-0 to load data and network, 7 s so far; the first round opens 60 s after a peer is ready at the latest',
  ],
  [
    'one of another machine has yet to join',
    { rounds: { joinTimeoutMs: 604_800_000 } },
    ['starting', 'awaited'],
    'waiting for peer-1 to join and peer-0 to load data and network, 7 s so far; the first round opens 168 h after a peer is ready at the latest',
  ],
  [
    'this machine has no peers',
    { rounds: { joinTimeoutMs: 3_600_000 } },
    ['awaited', 'awaited'],
    'waiting for peer-0, peer-1 to join, 7 s so far; the first round opens 3600 s after a peer is ready at the latest',
  ],
] as const) {
  test(`a start is waited for in words where ${what}`, () => {
    const parsed = parseRunSpec(spec);
    const state = initialView(parsed);
    const peers = state.peers.map((row, i) =>
      statuses[i] === undefined ? row : { ...row, pid: 7, status: statuses[i] },
    );
    assert.equal(startText({ ...state, peers }, parsed, 7.2), text);
  });
}
