import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs, {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { replaceFile } from '../../../../peer/files/run-files.js';
import type { CodistillError } from '../../../../proto/errors.js';
import { checkId } from '../../../../proto/identity.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import {
  begunSpec,
  keepRunSpec,
  openRunDirectory,
  type RunDirectory,
  readRunSpec,
  refuseOtherPart,
} from '../../../../scripts/launch/run-directory.js';
import { temporaryDirectory } from '../../../support/launch.js';

const SPEC = parseRunSpec({ training: { momentum: 0.5 } });
const NOW = new Date('2026-11-22T10:15:00Z');
const QUIET = { onTrouble: (message: string) => assert.fail(message), onTaken: assert.fail };
const open = (path: string, spec = SPEC): RunDirectory => openRunDirectory(path, spec, NOW, QUIET);
const isError = (code: string, message: RegExp) => (error: CodistillError) => {
  assert.equal(error.code, code);
  assert.match(error.message, message);
  return true;
};

test('a new directory holds the resolved spec and its run id', (t) => {
  const path = join(temporaryDirectory(t), 'a', 'b');
  const directory = open(path);
  t.after(() => directory.release());
  assert.equal(directory.resumed, false);
  assert.match(directory.runId, /^20261122-101500-[0-9a-f]{6}$/);
  checkId(directory.runId, 'run id');
  assert.deepEqual(readRunSpec(path), SPEC);
  assert.equal(statSync(path).mode & 0o777, 0o700, 'for its owner alone');
});

/** Files below a folder that this process has open. */
function openBelow(path: string): string[] {
  const target = (descriptor: string): string => {
    try {
      return readlinkSync(join('/proc/self/fd', descriptor));
    } catch {
      return ''; // that of the list itself
    }
  };
  return readdirSync('/proc/self/fd')
    .map(target)
    .filter((file) => file.startsWith(path));
}

test('a directory that was given back has no file open: a study launches hundreds of runs in its process', {
  skip: process.platform !== 'linux',
}, (t) => {
  const path = join(temporaryDirectory(t), 'run');
  const directory = open(path);
  directory.records.append({ kind: 'run' });
  assert.deepEqual(openBelow(path), [join(path, 'metrics.jsonl')]);
  directory.release();
  assert.deepEqual(openBelow(path), []);
});

test('the run id and the spec are on the disk before a run begins, with the directory that names them', (t) => {
  const synced = t.mock.method(fs, 'fsyncSync');
  syncBuiltinESMExports();
  t.after(() => {
    synced.mock.restore();
    syncBuiltinESMExports();
  });
  open(join(temporaryDirectory(t), 'run')).release();
  assert.equal(synced.mock.callCount(), 4, 'two files, and the directory after each');
});

test('the same run is resumed under its id, another one is refused with what differs', (t) => {
  const path = temporaryDirectory(t);
  const first = open(path);
  first.release();
  const second = open(path);
  assert.deepEqual([second.resumed, second.runId], [true, first.runId]);
  second.release();
  assert.throws(
    () => open(path, parseRunSpec({ training: { momentum: 0.25 } })),
    isError('ERR_RUN_DIR', /training\.momentum: 0\.5 there, 0\.25 asked for/),
  );
  const third = open(path);
  third.release();
});

test('a longer run keeps its id and is resumed as what it is now, a shorter one changes nothing', (t) => {
  const path = temporaryDirectory(t);
  const ofEpochs = (epochs: number) => parseRunSpec({ training: { epochs } });
  assert.equal(begunSpec(path), undefined);
  const first = open(path, ofEpochs(3));
  first.release();
  assert.equal(first.shorter, undefined);
  const second = open(path, ofEpochs(6));
  second.release();
  assert.deepEqual([second.resumed, second.runId, second.shorter], [true, first.runId, ofEpochs(3)]);
  assert.deepEqual(begunSpec(path), ofEpochs(6));
  const third = open(path, ofEpochs(6));
  third.release();
  assert.deepEqual([third.resumed, third.shorter], [true, undefined]);
  assert.throws(
    () => open(path, ofEpochs(5)),
    isError('ERR_RUN_DIR', /cannot become shorter:\n {2}training\.epochs: 6 there, 5 asked for$/),
  );
  assert.deepEqual(begunSpec(path), ofEpochs(6));
});

test('a second run in one directory is refused and told the process that runs there', (t) => {
  const path = temporaryDirectory(t);
  const directory = open(path);
  t.after(() => directory.release());
  assert.throws(() => open(path), isError('ERR_RUN_DIR_BUSY', new RegExp(`process ${process.pid} on `)));
});

test('the lock of a launcher that was killed does not have to age', (t) => {
  const path = temporaryDirectory(t);
  const dead = spawnSync(process.execPath, ['--version']).pid;
  writeFileSync(join(path, 'launcher.json'), JSON.stringify({ pid: dead, host: hostname() }));
  const directory = open(path);
  directory.release();
  assert.equal(existsSync(join(path, 'launcher.json')), false);
});

test('a directory with other things in it is not written to', (t) => {
  const path = temporaryDirectory(t);
  writeFileSync(join(path, 'thesis.tex'), '');
  assert.throws(() => open(path), {
    code: 'ERR_RUN_DIR',
    message: /is no run directory, and holds something else: /,
    fix: /empty or not there yet/,
  });
  assert.equal(existsSync(join(path, 'run-spec.yaml')), false);
});

test('a run that several machines share is gone on with by the command of the part that lies there', (t) => {
  const path = temporaryDirectory(t);
  refuseOtherPart(path, undefined);
  const refused = (fix: RegExp): object => ({ code: 'ERR_RUN_DIR', message: /several machines share/, fix });
  writeFileSync(join(path, 'owner.json'), '');
  refuseOtherPart(path, 'owner.json');
  for (const own of ['guest.json', undefined] as const)
    assert.throws(() => refuseOtherPart(path, own), refused(/codistill -- up, .* --run-dir/));
  writeFileSync(join(path, 'guest.json'), '');
  assert.throws(() => refuseOtherPart(path, 'owner.json'), refused(/codistill -- join --run-dir/));
});

test('a path that cannot be a directory is refused', (t) => {
  const file = join(temporaryDirectory(t), 'file');
  writeFileSync(file, '');
  assert.throws(() => open(join(file, 'run')), isError('ERR_RUN_DIR', /cannot create/));
});

test('a damaged spec is refused, not guessed at', (t) => {
  const path = temporaryDirectory(t);
  writeFileSync(join(path, 'run-spec.yaml'), 'training: { lr: fast }\n');
  assert.throws(() => readRunSpec(path), isError('ERR_RUN_DIR', /training\.lr/));
  writeFileSync(join(path, 'run-spec.yaml'), '][');
  assert.throws(() => readRunSpec(path), isError('ERR_RUN_DIR', /is not a run spec/));
});

test('records are lines, and whole files replace whole files', (t) => {
  const directory = open(temporaryDirectory(t));
  t.after(() => directory.release());
  directory.records.append({ kind: 'run' });
  directory.records.append({ kind: 'summary' });
  assert.equal(readFileSync(directory.metricsFile, 'utf8'), '{"kind":"run"}\n{"kind":"summary"}\n');
  replaceFile(directory.summaryFile, 'one');
  replaceFile(directory.summaryFile, 'two');
  assert.equal(readFileSync(directory.summaryFile, 'utf8'), 'two');
});

test('a run.json that is cut off, empty or of another kind is refused with its path', (t) => {
  const path = temporaryDirectory(t);
  open(path).release();
  const whole = readFileSync(join(path, 'run.json'), 'utf8');
  for (const text of [
    whole.slice(0, whole.length / 2),
    '',
    'null',
    '[]',
    '{"runId":"../up"}',
    '{"runId":7e9999}',
  ]) {
    writeFileSync(join(path, 'run.json'), text);
    assert.throws(() => open(path), isError('ERR_RUN_DIR', /run\.json does not name the run/), text);
  }
  writeFileSync(join(path, 'run.json'), whole);
  open(path).release();
});

test('a full disk costs the launcher its records, told once, and nothing else', {
  skip: process.platform !== 'linux',
}, (t) => {
  const path = temporaryDirectory(t);
  open(join(path, 'run')).release();
  symlinkSync('/dev/full', join(path, 'run', 'metrics.jsonl'));
  const troubles: string[] = [];
  const directory = openRunDirectory(join(path, 'run'), SPEC, NOW, {
    ...QUIET,
    onTrouble: (m) => troubles.push(m),
  });
  t.after(() => directory.release());
  for (let i = 0; i < 3; i++) directory.records.append({ i });
  assert.equal(troubles.length, 1);
  assert.match(troubles[0]!, /metrics\.jsonl cannot be written \(.*ENOSPC/);
});

test('the spec that a peer was given lies where evaluate looks for it, as long as it can be written', (t) => {
  const path = temporaryDirectory(t);
  keepRunSpec(path, 'peer-0', SPEC, assert.fail);
  assert.deepEqual(readRunSpec(path), SPEC);
  const longer = parseRunSpec({ training: { momentum: 0.5, steps: 90 } });
  keepRunSpec(path, 'peer-1', longer, assert.fail);
  assert.deepEqual(readRunSpec(path), longer, 'of a run that became longer the newer one');
  const warnings: string[] = [];
  keepRunSpec(join(path, 'nowhere'), 'peer-0', SPEC, (message) => warnings.push(message));
  assert.match(warnings[0]!, /run-spec\.yaml cannot be written, and nothing here can be evaluated: .*ENOENT/);
});
