import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { replaceFile } from '../../../../peer/files/run-files.js';
import type { CodistillError } from '../../../../proto/errors.js';
import { checkId } from '../../../../proto/identity.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { appendRecord, openRunDirectory, readRunSpec } from '../../../../scripts/launch/run-directory.js';
import { temporaryDirectory } from '../../../support/launch.js';

const SPEC = parseRunSpec({ training: { momentum: 0.5 } });
const NOW = new Date('2026-11-22T10:15:00Z');
const isError = (code: string, message: RegExp) => (error: CodistillError) => {
  assert.equal(error.code, code);
  assert.match(error.message, message);
  return true;
};

test('a new directory holds the resolved spec and its run id', async (t) => {
  const path = join(temporaryDirectory(t), 'a', 'b');
  const directory = await openRunDirectory(path, SPEC, NOW);
  t.after(() => directory.release());
  assert.equal(directory.resumed, false);
  assert.match(directory.runId, /^20261122-101500-[0-9a-f]{6}$/);
  checkId(directory.runId, 'run id');
  assert.deepEqual(readRunSpec(path), SPEC);
});

test('the same run is resumed under its id, another one is refused with what differs', async (t) => {
  const path = temporaryDirectory(t);
  const first = await openRunDirectory(path, SPEC, NOW);
  await first.release();
  const second = await openRunDirectory(path, SPEC, NOW);
  assert.deepEqual([second.resumed, second.runId], [true, first.runId]);
  await second.release();
  await assert.rejects(
    openRunDirectory(path, parseRunSpec({ training: { momentum: 0.25 } }), NOW),
    isError('ERR_RUN_DIR', /training\.momentum: 0\.5 there, 0\.25 asked for/),
  );
  const third = await openRunDirectory(path, SPEC, NOW);
  await third.release();
});

test('a second run in one directory is refused and told the process that runs there', async (t) => {
  const path = temporaryDirectory(t);
  const directory = await openRunDirectory(path, SPEC, NOW);
  t.after(() => directory.release());
  await assert.rejects(
    openRunDirectory(path, SPEC, NOW),
    isError('ERR_RUN_DIR_BUSY', new RegExp(`process ${process.pid} on `)),
  );
});

test('the lock of a launcher that was killed does not have to age', async (t) => {
  const path = temporaryDirectory(t);
  const dead = spawnSync(process.execPath, ['--version']).pid;
  mkdirSync(join(path, 'launcher.lock'));
  writeFileSync(join(path, 'launcher.json'), JSON.stringify({ pid: dead, host: hostname() }));
  const directory = await openRunDirectory(path, SPEC, NOW);
  await directory.release();
  assert.equal(existsSync(join(path, 'launcher.json')), false);
});

test('a directory with other things in it is not written to', async (t) => {
  const path = temporaryDirectory(t);
  writeFileSync(join(path, 'thesis.tex'), '');
  await assert.rejects(openRunDirectory(path, SPEC, NOW), isError('ERR_RUN_DIR', /is no run directory/));
  assert.equal(existsSync(join(path, 'run-spec.yaml')), false);
});

test('a path that cannot be a directory is refused', async (t) => {
  const file = join(temporaryDirectory(t), 'file');
  writeFileSync(file, '');
  await assert.rejects(
    openRunDirectory(join(file, 'run'), SPEC, NOW),
    isError('ERR_RUN_DIR', /cannot create/),
  );
});

test('a damaged spec is refused, not guessed at', async (t) => {
  const path = temporaryDirectory(t);
  writeFileSync(join(path, 'run-spec.yaml'), 'training: { lr: fast }\n');
  assert.throws(() => readRunSpec(path), isError('ERR_RUN_DIR', /training\.lr/));
  writeFileSync(join(path, 'run-spec.yaml'), '][');
  assert.throws(() => readRunSpec(path), isError('ERR_RUN_DIR', /is not a run spec/));
});

test('records are lines, and whole files replace whole files', async (t) => {
  const directory = await openRunDirectory(temporaryDirectory(t), SPEC, NOW);
  t.after(() => directory.release());
  appendRecord(directory, { kind: 'run' });
  appendRecord(directory, { kind: 'summary' });
  assert.equal(readFileSync(directory.metricsFile, 'utf8'), '{"kind":"run"}\n{"kind":"summary"}\n');
  replaceFile(directory.summaryFile, 'one');
  replaceFile(directory.summaryFile, 'two');
  assert.equal(readFileSync(directory.summaryFile, 'utf8'), 'two');
});
