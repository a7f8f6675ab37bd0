import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import pc from 'picocolors';
import { TRAINER_STATE } from '../../../../proto/codec.js';
import { parseRunSpec, type RunSpec } from '../../../../proto/run-spec.js';
import { closingText } from '../../../../scripts/launch/closing-text.js';
import { type LiveView, openLiveView } from '../../../../scripts/launch/live-view.js';
import { summarizeRun } from '../../../../scripts/launch/summary.js';
import { REPOSITORY } from '../../../support/repository.js';
import { EmulatedTerminal } from '../../../support/terminal.js';
import { announcementEvent, heartbeatEvent } from '../../../support/watch-events.js';

// Screens as a person sees them, to be looked at: screens/*.txt. CODISTILL_REWRITE=1 takes over what has changed.
const FOLDER = join(REPOSITORY, 'test', 'integration', 'scripts', 'launch', 'screens');
const REWRITE = process.env.CODISTILL_REWRITE === '1';
const SMALL = [80, 24] as const;
const LARGE = [160, 50] as const;

const MIXED = parseRunSpec({
  peers: [
    { id: 'peer-0', network: 'mlp:1200-1200' },
    { id: 'peer-1', network: './networks/of-my-own/wide-residual-network.js' },
  ],
});
const DECISION =
  'peer-0 and peer-1 are ready at step 12,345; rounds of 1,200 steps, as the slower one makes 400 in 3 s';

/** The clock by which the time that is left is told; it stands still meanwhile. */
let passSeconds: (seconds: number) => void;

/** The views of a scene, to be closed however it ends: their clocks would keep this process alive. */
const views: LiveView[] = [];

function opened(spec: RunSpec, { stream }: EmulatedTerminal): LiveView {
  const view = openLiveView(spec, stream);
  views.push(view);
  return view;
}

/** A run on its way, with everything that is said. */
function begun(view: LiveView): void {
  view.say(
    'run 20261122-101500-a1b2c3 in /home/somebody/experiments/co-distillation/runs/20261122-101500-a1b2c3',
  );
  view.show({ kind: 'started', name: 'nats-server', pid: 4711, start: 1 });
  view.show({ kind: 'started', name: 'peer-0', pid: 4712, start: 1 });
  view.show({ kind: 'started', name: 'peer-1', pid: 4713, start: 1 });
  const edge = (teacher: string, student: string) => ({ teacher, student, weight: 1 });
  const edges = [edge('peer-0', 'peer-1'), edge('peer-1', 'peer-0')];
  view.show(announcementEvent({ round: 7, viewVersion: 1, decision: DECISION, edges }));
  const numbers = { stepsTotal: 234_600, validationAccuracy: 0.9612, stalenessSteps: 2 };
  view.show(heartbeatEvent('peer-0', { ...numbers, step: 122_456, epoch: 41 }));
  passSeconds(60);
  view.show(heartbeatEvent('peer-0', { ...numbers, step: 123_456, epoch: 41 }));
  view.show(
    heartbeatEvent('peer-1', { ...numbers, step: 123_440, epoch: 41, bytesSent: 123e9, rejected: 3 }),
  );
}

const RESULT = {
  steps: 234_600,
  trainedSteps: 234_600,
  taughtShare: 0.985,
  taughtRowsShare: 0.5,
  gradientRatio: 0.3456,
  validationAccuracy: 0.97,
  samplesPerSecond: 5120,
  waitFraction: 0.125,
  dataWaitFraction: 0.002,
  trainingSeconds: 20,
  edges: {},
  bytesSent: 1_234_567,
  bytesReceived: 123e9,
  device: 'gpu:0',
  numerics: 'TensorFlow 2.21.0, 1 thread',
  warnings: ['left out: 3 .bmp (no format that is read)'],
};
const SCORE = {
  testAccuracy: 0.98,
  testLoss: 0.06,
  testEce: 0.01,
  testEntropy: 0.1,
  bitsPerCharacter: null,
  perplexity: null,
};
const scored = (id: string) => ({
  id,
  network: 'mlp',
  step: 234_600,
  ...SCORE,
  ensembleAgreement: 0.99,
  churn: null,
});
const SUMMARY = summarizeRun({
  runId: '20261122-101500-a1b2c3',
  stoppedBy: 'steps',
  wallSeconds: 5432.1,
  peers: MIXED.peers.map(({ id, network }) => ({ id, network, restarts: 0, result: RESULT })),
  scores: { peers: [scored('peer-0'), scored('peer-1')], unscored: [], ensemble: SCORE, agreement: 0.987 },
});
const DIRECTORY = {
  path: '/runs/a',
  summaryFile: '/runs/a/summary.json',
  metricsFile: '/runs/a/metrics.jsonl',
  logsDirectory: '/runs/a/logs',
};

const ENDING = { spec: MIXED, args: ['--config', 'run.yaml'], step: 234_600, stepsTotal: 234_600 };

type Size = readonly [columns: number, rows: number];
type Shot = (name: string) => Promise<void>;

/** Each of the scenes shows some screens, one after the other, in terminals of a first size. */
const SCENES: Readonly<
  Record<string, readonly [size: Size, play: (terminal: EmulatedTerminal, shot: Shot) => Promise<void>]>
> = {
  'live-80x24': [SMALL, (terminal, shot) => live(terminal, shot)],
  'live-160x50': [LARGE, (terminal, shot) => live(terminal, shot)],
  narrower: [LARGE, (terminal, shot) => resized(terminal, shot, SMALL)],
  wider: [SMALL, (terminal, shot) => resized(terminal, shot, LARGE)],
  'many-peers': [SMALL, many],
  trouble: [SMALL, trouble],
  'closing-80x24': [SMALL, closing],
  'closing-160x50': [LARGE, closing],
};

async function live(terminal: EmulatedTerminal, shot: Shot): Promise<void> {
  const view = opened(MIXED, terminal);
  await redrawn(terminal);
  await shot('before the peers are there');
  begun(view);
  await redrawn(terminal);
  await shot('training');
  view.close();
  await shot('left behind');
}

async function resized(terminal: EmulatedTerminal, shot: Shot, size: Size): Promise<void> {
  const view = opened(MIXED, terminal);
  begun(view);
  await redrawn(terminal);
  await shot('before');
  await terminal.resize(...size);
  await shot('after');
  view.close();
}

async function many(terminal: EmulatedTerminal, shot: Shot): Promise<void> {
  const spec = parseRunSpec({ peers: Array.from({ length: 16 }, (_, i) => ({ id: `peer-${i}` })) });
  const view = opened(spec, terminal);
  for (const { id } of spec.peers) view.show(heartbeatEvent(id));
  await redrawn(terminal);
  await shot('all peers');
  view.show({ kind: 'died', name: 'peer-15', reason: 'killed by SIGKILL' });
  await terminal.resize(60, 12);
  await shot('more peers than lines');
  await terminal.resize(...SMALL);
  await shot('all again');
  assert.match(await terminal.everything(), /peer-15: died, killed by SIGKILL/, 'no line is lost');
  view.close();
}

async function trouble(terminal: EmulatedTerminal, shot: Shot): Promise<void> {
  const view = opened(MIXED, terminal);
  begun(view);
  await redrawn(terminal);
  const reason = `ERR_INTERNAL (exit status 1): ${'a long story about what went wrong in the second peer; '.repeat(3)}`;
  view.show({ kind: 'died', name: 'peer-1', reason });
  view.say('short');
  await redrawn(terminal);
  await shot('a peer has died');
  view.show({ kind: 'started', name: 'peer-1', pid: 4714, start: 2 });
  view.show(heartbeatEvent('peer-1', { step: 120_000, stepsTotal: 234_600, state: TRAINER_STATE.training }));
  await redrawn(terminal);
  await shot('and is back');
  view.close();
}

async function closing(terminal: EmulatedTerminal, shot: Shot): Promise<void> {
  for (const isColored of [false, true]) {
    const text = closingText(DIRECTORY, SUMMARY, ENDING, pc.createColors(isColored), terminal.stream.columns);
    terminal.stream.write(`\u001bc${text}\n`);
    await shot(isColored ? 'with colours' : 'without colours');
  }
}

/** A resize to the same size makes the view draw at once. */
async function redrawn(terminal: EmulatedTerminal): Promise<void> {
  await terminal.resize(terminal.stream.columns, terminal.stream.rows);
}

for (const [name, [size, play]] of Object.entries(SCENES)) {
  test(`the screens of ${name} are as they were looked at, and hold nothing twice`, async (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: 0 });
    t.after(() => {
      for (const view of views.splice(0)) view.close();
    });
    passSeconds = (seconds) => t.mock.timers.setTime(Date.now() + 1000 * seconds);
    const terminal = new EmulatedTerminal(...size);
    const shots: string[] = [];
    await play(terminal, async (title) => {
      const screen = await terminal.screen();
      shots.push(`== ${title}, ${terminal.stream.columns} × ${terminal.stream.rows}\n${screen}\n`);
      assert.ok((screen.match(/who teaches whom/g)?.length ?? 0) <= 1, screen);
    });
    const file = join(FOLDER, `${name}.txt`);
    const text = shots.join('\n');
    if (REWRITE) {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(file, text);
    }
    const known = existsSync(file) ? readFileSync(file, 'utf8') : '';
    assert.deepEqual(text.split('\n'), known.split('\n'), 'CODISTILL_REWRITE=1 takes it over');
  });
}

test('every screen belongs to a scene', () => {
  assert.deepEqual(
    readdirSync(FOLDER).sort(),
    Object.keys(SCENES)
      .map((name) => `${name}.txt`)
      .sort(),
  );
});
