import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { TRAINER_STATE } from '../../../../proto/codec.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { openLiveView } from '../../../../scripts/launch/live-view.js';
import { announcementEvent, heartbeatEvent, joinEvent } from '../../../support/watch-events.js';

const SPEC = parseRunSpec({});

/** A stream that keeps what is written, a terminal of so many columns or none. */
function recorder(isTerminal: boolean, columns = 200): { stream: NodeJS.WriteStream; text: () => string } {
  const stream = new PassThrough();
  let text = '';
  stream.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  Object.assign(
    stream,
    isTerminal
      ? { isTTY: true, columns, cursorTo() {}, moveCursor() {}, clearLine() {}, clearScreenDown() {} }
      : {},
  );
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => text };
}

const EDGES = [
  { teacher: 'peer-0', student: 'peer-1', weight: 1 },
  { teacher: 'peer-1', student: 'peer-0', weight: 1 },
];

test('away from a terminal a run is plain lines without a control character', () => {
  const { stream, text } = recorder(false);
  const view = openLiveView(SPEC, stream);
  view.say('run r');
  view.show({ kind: 'started', name: 'peer-0', pid: 7, start: 1 });
  view.show(joinEvent('peer-0'));
  view.show(announcementEvent({ round: 1, viewVersion: 1, decision: 'all ready', edges: EDGES }));
  view.show(heartbeatEvent('peer-0', { validationAccuracy: 0.9 }));
  view.close();
  assert.deepEqual(
    text()
      .split('\n')
      .map((line) => line.slice(0, 30)),
    [
      'run r',
      'peer-0: started, pid 7',
      'peer-0: joins from tcp://127.0',
      'who teaches whom: peer-0 ⇄ pee',
      'coordinator: round 1 · all rea',
      'peer-0 (mlp): epoch 1, step 10',
      '',
    ],
  );
  for (const character of text()) assert(character === '\n' || character >= ' ', JSON.stringify(character));
});

test('a quiet peer gets a line at once, then not with every heartbeat', () => {
  const { stream, text } = recorder(false);
  const view = openLiveView(SPEC, stream);
  for (let step = 1; step <= 20; step++) view.show(heartbeatEvent('peer-0', { step }));
  assert.equal(text().match(/peer-0 \(mlp\): epoch/g)?.length, 1);
});

test('on a terminal the last picture has edges, a row a peer, the decision and the bar', () => {
  const { stream, text } = recorder(true);
  const view = openLiveView(SPEC, stream);
  view.show(announcementEvent({ round: 4, viewVersion: 1, decision: 'all ready: 2 of 2', edges: EDGES }));
  view.show(heartbeatEvent('peer-0', { step: 50 }));
  view.show(heartbeatEvent('peer-1', { step: 50 }));
  view.close();
  const last = text();
  view.close();
  assert.equal(text(), last, 'a second close must not move the cursor into what was printed since');
  for (const part of [
    'who teaches whom: peer-0 ⇄ peer-1',
    'loss = CE + λ·KL',
    'peer-0 (mlp)',
    'peer-1 (mlp)',
    'coordinator: round 4 · all ready: 2 of 2',
    '50 %',
    'time left',
  ]) {
    assert(text().includes(part), `${part} in ${text()}`);
  }
});

test('on a terminal of 80 columns no line of the picture takes two', () => {
  const { stream, text } = recorder(true, 80);
  const view = openLiveView(SPEC, stream);
  const decision =
    'all ready: 2 of 2, and each of them has said so in its own time, once and for all to hear';
  view.show(announcementEvent({ round: 4, viewVersion: 1, decision, edges: EDGES }));
  view.show({ kind: 'started', name: 'peer-0', pid: 1, start: 3 });
  view.show(heartbeatEvent('peer-0', { step: 123_456, stepsTotal: 999_999, bitsPerCharacter: 2 }));
  view.close();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the terminal's own
  const lines = text().split(/[\n\r]|\x1b\[[0-9?]*[A-Za-z]/);
  const wide = lines.filter((line) => [...line].length > 80);
  assert.deepEqual(wide, []);
  assert.ok(lines.some((line) => line.startsWith('coordinator: round 4 · all ready') && line.endsWith('…')));
});

test('away from a terminal the lines of a long run become sparser, news or not', () => {
  const { stream, text } = recorder(false);
  let nowMs = 0;
  const view = openLiveView(SPEC, stream, () => nowMs);
  const linesIn = (hours: number, isNews: boolean): number => {
    const before = text().length;
    for (const end = nowMs + hours * 3_600_000; nowMs < end; nowMs += 500) {
      const accuracy = isNews ? { validationAccuracy: 0.5 + nowMs / 1e9 } : {};
      view.show(heartbeatEvent('peer-0', accuracy));
    }
    return text().slice(before).split('\n').length - 1;
  };
  const first = linesIn(1, false);
  const later = linesIn(1, false);
  const withNews = linesIn(1, true);
  assert.ok(first > 100 && first < 250, String(first));
  assert.ok(later <= 36 && later >= 30, String(later));
  assert.ok(withNews <= 21 && withNews >= 18, String(withNews));
});

test('a start that hangs says every few seconds what is waited for and until when, until it has begun', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  let nowMs = 0;
  const { stream, text } = recorder(false);
  const view = openLiveView(SPEC, stream, () => nowMs);
  const linesIn = (seconds: number): string[] => {
    const before = text().length;
    for (let second = 0; second < seconds; second++) {
      nowMs += 1_000;
      t.mock.timers.tick(1_000);
    }
    return text().slice(before).split('\n').slice(0, -1);
  };
  assert.deepEqual(linesIn(11), [
    'waiting for nats-server and the coordinator, 5 s so far',
    'waiting for nats-server and the coordinator, 10 s so far',
  ]);
  view.show({ kind: 'started', name: 'peer-0', pid: 7, start: 1 });
  view.show({ kind: 'started', name: 'peer-1', pid: 8, start: 1 });
  view.show(heartbeatEvent('peer-0', { state: TRAINER_STATE.ready, step: 0 }));
  assert.deepEqual(linesIn(6), [
    'waiting for peer-1 to load data and network, 16 s so far; the first round opens 60 s after a peer is ready at the latest',
  ]);
  view.show(announcementEvent({ round: 1, viewVersion: 1, decision: 'all ready', edges: EDGES }));
  assert.deepEqual(linesIn(60), []);
  view.close();
});

test('a run whose view is closed before it has begun says nothing more', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { stream, text } = recorder(false);
  let nowMs = 0;
  const view = openLiveView(SPEC, stream, () => nowMs);
  view.close();
  nowMs = 60_000;
  t.mock.timers.tick(60_000);
  assert.equal(text(), '');
});
