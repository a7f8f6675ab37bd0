import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  loadBestCheckpoint,
  loadLastCheckpoint,
  loadNewestCheckpoint,
  saveCheckpoint,
} from '../../../../peer/files/checkpoint.js';
import { loadCheckpointOf } from '../../../../peer/files/checkpoint-steps.js';
import type { CodistillError } from '../../../../proto/errors.js';
import { sampleCheckpoint } from '../../../support/checkpoint-arbitrary.js';
import { Crash, MemoryDisk } from '../../../support/memory-disk.js';

const DIRECTORY = '/run/peer-0';
const EXPECT = { network: 'mlp', runSpecHash: 'hash' };
const BEST_STEPS = [2, 5];

const save = (disk: MemoryDisk, step: number, best: boolean): string =>
  saveCheckpoint(DIRECTORY, sampleCheckpoint(step), { best, disk });
const newest = (disk: MemoryDisk) => loadNewestCheckpoint(DIRECTORY, EXPECT, disk);
const names = (disk: MemoryDisk): string[] => disk.files.map((path) => path.slice(DIRECTORY.length + 1));
const numbered = (...steps: number[]): string[] =>
  steps.map((step) => `step-${String(step).padStart(10, '0')}.safetensors`);
const code = (expected: string) => (error: unknown) => (error as CodistillError).code === expected;

/** A disk after five saves, the second and the fifth of them the best so far. */
function usedDisk(): MemoryDisk {
  const disk = new MemoryDisk();
  for (let step = 1; step <= 5; step++) save(disk, step, BEST_STEPS.includes(step));
  return disk;
}

/** How many calls a further save makes. */
function callsOfSave(make: () => MemoryDisk, best: boolean): number {
  const disk = make();
  const before = disk.calls;
  save(disk, 6, best);
  return disk.calls - before;
}

test('the newest checkpoint comes back as it was saved, on a real disk', () => {
  const root = mkdtempSync(join(tmpdir(), 'codistill-checkpoint-'));
  try {
    const directory = join(root, 'peers', 'peer-0', 'checkpoints');
    assert.equal(loadNewestCheckpoint(directory, EXPECT), undefined);
    for (let step = 1; step <= 5; step++)
      saveCheckpoint(directory, sampleCheckpoint(step), { best: step === 2 });
    assert.deepEqual(loadNewestCheckpoint(directory, EXPECT), sampleCheckpoint(5));
    assert.deepEqual(loadBestCheckpoint(directory, EXPECT), sampleCheckpoint(2));
    assert.deepEqual(readdirSync(directory).sort(), ['best.safetensors', ...numbered(3, 4, 5)]);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('the last three and the best are kept', () => {
  assert.deepEqual(names(usedDisk()), ['best.safetensors', ...numbered(3, 4, 5)]);
  assert.deepEqual(loadBestCheckpoint(DIRECTORY, EXPECT, usedDisk()), sampleCheckpoint(5));
});

test('without any file there is no checkpoint, and that is no error', () => {
  assert.equal(newest(new MemoryDisk()), undefined);
  assert.equal(loadBestCheckpoint(DIRECTORY, EXPECT, new MemoryDisk()), undefined);
});

test('a damaged checkpoint is passed over for the one before it, at last for the best', () => {
  const disk = usedDisk();
  save(disk, 6, false);
  for (const [damaged, left] of [
    [6, 5],
    [5, 4],
    [4, 5],
  ] as const) {
    disk.corrupt(join(DIRECTORY, numbered(damaged)[0]!), (bytes) => bytes.fill(7, 100, 101));
    assert.deepEqual(newest(disk), sampleCheckpoint(left));
  }
});

test('nothing stands in for the last checkpoint where that is asked for', () => {
  const disk = usedDisk();
  assert.deepEqual(loadLastCheckpoint(DIRECTORY, EXPECT, disk), sampleCheckpoint(5));
  const [last] = numbered(5);
  disk.corrupt(join(DIRECTORY, last!), (bytes) => bytes.subarray(0, 90));
  assert.throws(
    () => loadLastCheckpoint(DIRECTORY, EXPECT, disk),
    ({ code, message, fix }: CodistillError) =>
      code === 'ERR_CHECKPOINT_CORRUPT' && message.includes(last!) && /--checkpoint best/.test(fix),
  );
  assert.deepEqual(newest(disk), sampleCheckpoint(4), 'a peer goes on from the one before it');
});

test('a damaged best checkpoint costs nobody the others: the last one may be asked for', () => {
  const disk = usedDisk();
  disk.corrupt(join(DIRECTORY, 'best.safetensors'), (bytes) => bytes.subarray(0, 90));
  assert.throws(
    () => loadBestCheckpoint(DIRECTORY, EXPECT, disk),
    ({ code, fix }: CodistillError) =>
      code === 'ERR_CHECKPOINT_CORRUPT' && /--checkpoint last/.test(fix) && !/remove/.test(fix),
  );
});

test('when files exist and none is valid, the error names them all', () => {
  const disk = usedDisk();
  for (const path of disk.files) disk.corrupt(path, (bytes) => bytes.subarray(0, 90));
  assert.throws(
    () => newest(disk),
    (error: CodistillError) =>
      error.code === 'ERR_CHECKPOINT_CORRUPT' &&
      [...numbered(3, 4, 5), 'best.safetensors'].every((name) =>
        error.message.includes(join(DIRECTORY, name)),
      ),
  );
});

test('damaged files of later steps do not push out what a resumed peer saves', () => {
  const disk = usedDisk();
  for (const name of numbered(3, 4, 5)) disk.corrupt(join(DIRECTORY, name), (bytes) => bytes.subarray(1));
  save(disk, 2, false);
  assert.deepEqual(newest(disk), sampleCheckpoint(2));
});

test('a checkpoint of another network or run spec is refused, never loaded', () => {
  const disk = usedDisk();
  const load = (expect: typeof EXPECT) => () => loadNewestCheckpoint(DIRECTORY, expect, disk);
  assert.throws(load({ ...EXPECT, network: 'cnn' }), code('ERR_RUN_DIR'));
  assert.throws(load({ ...EXPECT, runSpecHash: 'other' }), code('ERR_RUN_DIR'));
  assert.deepEqual(loadNewestCheckpoint(DIRECTORY, { network: 'mlp' }, disk), sampleCheckpoint(5));
});

test('a checkpoint beyond the end of the run is refused with both steps, one at its end is not', () => {
  const disk = usedDisk();
  const load = (stepsTotal: number) => loadNewestCheckpoint(DIRECTORY, { ...EXPECT, stepsTotal }, disk);
  assert.deepEqual(load(5), sampleCheckpoint(5));
  assert.throws(() => load(4), { code: 'ERR_RUN_DIR', message: /is of step 5, but the run has 4$/ });
});

for (const best of [false, true]) {
  test(`a full disk at any call of a save${best ? ' of the best' : ''} loses nothing and leaves no half file`, () => {
    for (let n = 1; n <= callsOfSave(usedDisk, best); n++) {
      const disk = usedDisk();
      disk.failAt(n, 'error');
      assert.throws(() => save(disk, 6, best), code('ERR_DISK'), `call ${n}`);
      disk.restart();
      assert.ok([5, 6].includes(newest(disk)!.step), `call ${n}`);
      assert.equal(loadBestCheckpoint(DIRECTORY, EXPECT, disk)!.step >= 5, true);
      assert.ok(
        names(disk).every((name) => !name.endsWith('.tmp')),
        `call ${n} leaves ${names(disk)}`,
      );
      save(disk, 6, best);
      assert.deepEqual(newest(disk), sampleCheckpoint(6), 'and the next save works');
    }
  });

  test(`a crash before any call of a save${best ? ' of the best' : ''} leaves a checkpoint to load`, () => {
    for (let n = 1; n <= callsOfSave(usedDisk, best); n++) {
      for (const aftermath of ['restart', 'lost', 'kept'] as const) {
        const disk = usedDisk();
        disk.failAt(n, 'crash');
        assert.throws(() => save(disk, 6, best));
        if (aftermath === 'restart') disk.restart();
        else disk.losePower(aftermath);
        const { step } = newest(disk)!;
        assert.ok(step === 5 || step === 6, `call ${n}, ${aftermath}: step ${step}`);
        assert.deepEqual(newest(disk), sampleCheckpoint(step));
        assert.ok(loadBestCheckpoint(DIRECTORY, EXPECT, disk)!.step >= 5);
        save(disk, 7, best);
        assert.deepEqual(newest(disk), sampleCheckpoint(7), 'and the next save works');
        assert.ok(
          names(disk).every((name) => !name.endsWith('.tmp')),
          `call ${n} leaves ${names(disk)}`,
        );
      }
    }
  });
}

test('a crash during the very first save leaves no checkpoint or a whole one', () => {
  for (let n = 1; n <= callsOfSave(() => new MemoryDisk(), true); n++) {
    for (const unsynced of ['lost', 'kept'] as const) {
      const disk = new MemoryDisk();
      disk.failAt(n, 'crash');
      assert.throws(() => save(disk, 6, true));
      disk.losePower(unsynced);
      const loaded = newest(disk);
      assert.ok(loaded === undefined || loaded.step === 6, `call ${n}, ${unsynced}`);
    }
  }
});

test('once a save has returned, no loss of power takes it back', () => {
  const disk = usedDisk();
  save(disk, 6, true);
  disk.losePower('lost');
  assert.deepEqual(newest(disk), sampleCheckpoint(6));
  assert.deepEqual(loadBestCheckpoint(DIRECTORY, EXPECT, disk), sampleCheckpoint(6));
});

test('the simulated disk tells a save that does not sync from one that does', () => {
  for (const omitted of ['sync', 'syncDirectory'] as const) {
    const disk = new MemoryDisk();
    const careless = Object.assign(Object.create(disk) as MemoryDisk, { [omitted]: () => undefined });
    for (const name of [
      'makeDirectory',
      'list',
      'read',
      'create',
      'write',
      'sync',
      'close',
      'rename',
      'syncDirectory',
      'remove',
    ] as const) {
      if (name !== omitted) Object.assign(careless, { [name]: (disk[name] as () => void).bind(disk) });
    }
    saveCheckpoint(DIRECTORY, sampleCheckpoint(1), { best: false, disk: careless });
    disk.losePower('lost');
    const survived = (): boolean => newest(disk) !== undefined;
    if (omitted === 'sync') assert.throws(survived, code('ERR_CHECKPOINT_CORRUPT'));
    else assert.equal(survived(), false);
  }
});

test('the simulated process stays dead after a crash', () => {
  const disk = new MemoryDisk();
  disk.failAt(1, 'crash');
  assert.throws(() => disk.makeDirectory(), Crash);
  assert.throws(() => disk.makeDirectory(), Crash);
});

test('checkpoints under their older names are found, and give way to new ones like any', () => {
  const disk = usedDisk();
  for (const path of disk.files) disk.rename(path, path.replace('.safetensors', '.ckpt'));
  assert.deepEqual(newest(disk), sampleCheckpoint(5));
  assert.deepEqual(loadBestCheckpoint(DIRECTORY, EXPECT, disk), sampleCheckpoint(5));
  assert.deepEqual(loadCheckpointOf(DIRECTORY, 4, EXPECT, disk), sampleCheckpoint(4));
  save(disk, 6, true);
  const older = numbered(4, 5).map((name) => name.replace('.safetensors', '.ckpt'));
  assert.deepEqual(names(disk), ['best.safetensors', ...older, ...numbered(6)]);
});
