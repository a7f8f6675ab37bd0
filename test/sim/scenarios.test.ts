import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { REPOSITORY } from '../support/repository.js';
import type { Regime } from './regime.js';
import { ReadableTranscript } from './transcript.js';
import { World } from './world.js';

const FOLDER = join(REPOSITORY, 'test', 'sim', 'scenarios');
/** `CODISTILL_REWRITE=1 npm test -- sim/scenarios` takes what happens for what should happen. */
const REWRITE = process.env.CODISTILL_REWRITE === '1';

interface Scenario {
  readonly about: string;
  readonly regime: Regime;
  readonly stepsTotal: number;
  /** What happens besides training, by the time in milliseconds. */
  readonly happens?: readonly (readonly [atMs: number, what: string, happen: (world: World) => void])[];
}

const LOCKSTEP: Regime = { exchange: {} };

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  lockstep: { about: 'two peers teach each other in lockstep to the end', regime: LOCKSTEP, stepsTotal: 8 },
  'kill-and-return': {
    about: 'a peer is killed, the other goes on alone, and the killed one comes back',
    regime: LOCKSTEP,
    stepsTotal: 30,
    happens: [[3_000, 'peer-1 is killed', (world) => world.crashPeer(1)]],
  },
  stop: {
    about: 'the launcher asks for a stop: both end before the same step',
    regime: LOCKSTEP,
    stepsTotal: 100,
    happens: [
      [
        2_000,
        'the launcher asks for a stop',
        (world) => world.toCoordinators({ kind: 'stopRequested', reason: 'the launcher asked for it' }),
      ],
    ],
  },
  'by-sample': {
    about: 'predictions are kept by sample and looked up a step ahead: nobody waits',
    regime: { exchange: { mode: 'stale:5' }, oneCall: true },
    stepsTotal: 10,
  },
  strict: {
    about: 'a strict run waits for a teacher that pauses, and misses nothing',
    regime: { exchange: { quorum: 'all', waitMsMax: 60_000 }, gentle: true },
    stepsTotal: 12,
    happens: [
      [
        1_500,
        'peer-1 pauses',
        (world) => {
          world.peers[1]!.paused = true;
        },
      ],
      [3_000, 'peer-1 goes on', (world) => world.peers[1]?.resume()],
    ],
  },
};

/** Nothing goes wrong but what the scenario says. */
function transcriptOf({ about, regime, stepsTotal, happens = [] }: Scenario): string {
  const world: World = new World({
    ...{ seed: 4, stepsTotal, faultsEndMs: 0, regime, learners: 2 },
    transcript: {
      peer: (...args) => transcript.peer(...args),
      coordinator: (...args) => transcript.coordinator(...args),
    },
  });
  const transcript = new ReadableTranscript(world.clock);
  for (const [atMs, what, happen] of happens) {
    world.clock.after(atMs, () => {
      transcript.note(what);
      happen(world);
    });
  }
  world.start();
  world.clock.run(120_000, () => world.stoppedBy !== undefined);
  assert.ok(world.stoppedBy !== undefined, 'the run ends');
  return `# ${about}\n\n${transcript.text}`;
}

for (const [name, scenario] of Object.entries(SCENARIOS)) {
  test(`${name}: ${scenario.about}`, () => {
    const file = join(FOLDER, `${name}.txt`);
    const text = transcriptOf(scenario);
    if (REWRITE) writeFileSync(file, text);
    const known = existsSync(file) ? readFileSync(file, 'utf8') : '';
    assert.deepEqual(text.split('\n'), known.split('\n'), 'CODISTILL_REWRITE=1 takes it over');
  });
}

test('every transcript belongs to a scenario', () => {
  assert.deepEqual(
    readdirSync(FOLDER).sort(),
    Object.keys(SCENARIOS)
      .map((name) => `${name}.txt`)
      .sort(),
  );
});
