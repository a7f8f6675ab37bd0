import assert from 'node:assert/strict';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import pino from 'pino';
import { lineLog, logLine, openLog } from '../../../scripts/child-log.js';
import { temporaryDirectory } from '../../support/launch.js';

test('a line for people has time, message and facts; only unusual levels are named', () => {
  const time = new Date(2026, 10, 22, 9, 8, 7).getTime();
  const line = (level: number, facts: object): string | undefined =>
    logLine(JSON.stringify({ level, time, process: 'peer-0', ...facts }));
  assert.equal(
    line(30, { msg: 'joined', view: 3, address: 'tcp://x' }),
    '09:08:07 joined view=3 address=tcp://x',
  );
  assert.equal(line(40, { msg: 'late' }), '09:08:07 warn late');
});

test('the error that ends a process is said by the command line, not a second time with its stack', () => {
  const lines: string[] = [];
  const log = pino({ base: {} }, { write: (text: string) => lines.push(text) });
  log.error({ err: new Error('gone') }, 'ended with an error');
  assert.match(lines[0]!, /"stack":/, 'the file has it');
  assert.equal(logLine(lines[0]!), undefined);
});

test('a process that was started by hand keeps its log where its owner alone may read', (t) => {
  const runDir = join(temporaryDirectory(t), 'run');
  openLog('peer-0', runDir);
  assert.equal(statSync(join(runDir, 'logs')).mode & 0o777, 0o700);
});

test('a folder of logs that cannot be made is an error of the run directory', (t) => {
  const runDir = join(temporaryDirectory(t), 'file');
  writeFileSync(runDir, '');
  assert.throws(() => openLog('peer-0', runDir), { code: 'ERR_RUN_DIR', message: /^run directory .*file: / });
});

test('lines reach pino at their level with their facts', () => {
  const written: string[] = [];
  const log = lineLog(pino({ level: 'info', base: {} }, { write: (text: string) => written.push(text) }));
  log({ level: 'warn', message: 'late', step: 7 });
  log({ level: 'debug', message: 'not shown' });
  assert.equal(written.length, 1);
  const { level, msg, step } = JSON.parse(written[0]!) as Record<string, unknown>;
  assert.deepEqual([level, msg, step], [40, 'late', 7]);
});
