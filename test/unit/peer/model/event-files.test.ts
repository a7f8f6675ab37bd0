import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openEventFiles } from '../../../../peer/model/event-files.js';
import { runOnSmallDisk, WITH_SMALL_DISK } from '../../../support/small-disk.js';

test('scalars land in an event file with their names once they are flushed', () => {
  const directory = mkdtempSync(join(tmpdir(), 'codistill-events-'));
  try {
    const path = join(directory, 'tensorboard', 'peer-0');
    const events = openEventFiles(
      path,
      (message) => assert.fail(message),
      () => 0,
    );
    events.scalars(1, { 'loss/supervised': 0.5, 'validation/accuracy': Number.NaN });
    events.scalars(2, { 'loss/supervised': 0.25 });
    events.flush();
    const files = readdirSync(path);
    assert.equal(files.length, 1);
    assert.match(files[0]!, /^events\.out\.tfevents\./);
    const content = readFileSync(join(path, files[0]!), 'latin1');
    assert.equal(content.split('loss/supervised').length - 1, 2);
    assert.ok(content.includes('validation/accuracy'));
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('a place that cannot be written costs points of the curves, is told once, and tried again', (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'codistill-events-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const place = join(directory, 'tensorboard');
  writeFileSync(place, 'a file where the folder should be');
  const warnings: string[] = [];
  let nowMs = 0;
  const events = openEventFiles(
    join(place, 'peer-0'),
    (message) => warnings.push(message),
    () => nowMs,
  );
  for (let step = 0; step < 5; step++) {
    events.scalars(step, { loss: 1 });
    events.flush();
  }
  assert.equal(warnings.length, 1);
  rmSync(place);
  events.scalars(6, { tooSoon: 1 });
  nowMs = 1_000;
  events.scalars(7, { again: 1 });
  events.flush();
  const [file, ...more] = readdirSync(join(place, 'peer-0'));
  assert.deepEqual(more, []);
  const content = readFileSync(join(place, 'peer-0', file!), 'latin1');
  assert.deepEqual([content.includes('again'), content.includes('tooSoon')], [true, false]);
});

test(
  'after a full disk a new file is begun, since the old one may end in half an event, and nothing is left behind',
  WITH_SMALL_DISK,
  async (t) => {
    const [events, backend] = ['event-files', 'backend'].map((name) =>
      JSON.stringify(new URL(`../../../../peer/model/${name}.js`, import.meta.url).href),
    );
    const script = `
    import { appendFileSync, readdirSync, readFileSync, rmSync } from 'node:fs';
    import { tf } from ${backend};
    import { openEventFiles } from ${events};
    let nowMs = 0;
    const warnings = [];
    const events = openEventFiles('curves', (message) => warnings.push(message), () => nowMs);
    events.scalars(1, { before: 1 });
    try {
      for (;;) appendFileSync('filler', new Uint8Array(4096));
    } catch ({ code }) {
      warnings.push(code);
    }
    const points = Object.fromEntries(Array.from({ length: 30 }, (_, i) => ['lost' + i, 1]));
    for (let step = 2; warnings.length < 2 && step < 9; step++) {
      nowMs += 1000;
      events.scalars(step, points);
    }
    rmSync('filler');
    nowMs += 1000;
    events.scalars(9, { after: 1 });
    events.close();
    const contents = readdirSync('curves').map((name) => readFileSync('curves/' + name, 'latin1'));
    const found = contents.map((content) => ['before', 'after'].filter((name) => content.includes(name)));
    console.log(JSON.stringify({ warnings, found, tensors: tf.memory().numTensors }));
    process.exit();`;
    const { warnings, found, tensors } = JSON.parse(await runOnSmallDisk(t, script)) as {
      warnings: string[];
      found: string[][];
      tensors: number;
    };
    assert.deepEqual([warnings.length, warnings[0]], [2, 'ENOSPC']);
    assert.deepEqual([found.sort(), tensors], [[['after'], ['before']], 0]);
  },
);

test('whoever is killed loses a second of points, and points that nothing follows are not among them', (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'codistill-events-'));
  t.after(() => rmSync(directory, { recursive: true }));
  let nowMs = 0;
  const events = openEventFiles(
    join(directory, 'peer-0'),
    (message) => assert.fail(message),
    () => nowMs,
  );
  for (let step = 0; step < 30; step++) {
    nowMs = 100 * step;
    events.scalars(step, { loss: 1 });
  }
  const [file] = readdirSync(join(directory, 'peer-0'));
  const content = readFileSync(join(directory, 'peer-0', file!), 'latin1');
  assert.equal(
    content.split('loss').length - 1,
    21,
    'of 3 seconds the steps 0, 10 and 20 write out what there is',
  );
});

test('a peer that resumes writes into a folder of its own, so that none has a step twice', (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'codistill-events-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'peer-0');
  for (let life = 0; life < 3; life++) {
    const events = openEventFiles(
      path,
      (message) => assert.fail(message),
      () => 0,
    );
    events.scalars(7, { loss: 1 });
    events.flush();
  }
  assert.deepEqual(
    readdirSync(path)
      .map((name) => name.replace(/^events\..*/, 'events'))
      .sort(),
    ['events', 'resumed-1', 'resumed-2'],
  );
});
