import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { MetricsFile, parseRecords } from '../../../../peer/files/metrics-file.js';
import { temporaryFolder } from '../../../support/data-files.js';

test('records are appended as whole lines, also by several writers and to what an earlier process left', async (t) => {
  const path = join(await temporaryFolder(t), 'metrics.jsonl');
  writeFileSync(path, '{"old":1}\n');
  const files = [0, 1].map(() => new MetricsFile(path, (message) => assert.fail(message)));
  for (let i = 0; i < 50; i++) files[i % 2]!.append({ i, text: 'a\nb' });
  for (const file of files) file.close();
  const lines = readFileSync(path, 'utf8').split('\n');
  assert.deepEqual([lines[0], lines.at(-1), lines.length], ['{"old":1}', '', 52]);
  assert.deepEqual(
    lines.slice(1, -1).map((line) => (JSON.parse(line) as { i: number }).i),
    Array.from({ length: 50 }, (_, i) => i),
  );
});

test('a line that cannot be written costs that line, is told once and never thrown', async (t) => {
  const errors: unknown[] = [];
  const file = new MetricsFile(join(await temporaryFolder(t), 'metrics.jsonl'), (error) =>
    errors.push(error),
  );
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  file.append(cycle);
  file.append(cycle);
  file.close();
  assert.equal(errors.length, 1);
});

test('a full disk costs records only', { skip: process.platform !== 'linux' }, () => {
  const warnings: string[] = [];
  const file = new MetricsFile('/dev/full', (message) => warnings.push(message));
  for (let i = 0; i < 3; i++) file.append({ i });
  file.close();
  assert.equal(warnings.length, 1);
  assert.match(warnings[0]!, /ENOSPC/);
});

test('records are read without lines that were cut off and one that is not finished', () => {
  assert.deepEqual(parseRecords('{"a":1}\n{"b":\n\n{"c":3}\n{"d":4'), [{ a: 1 }, { c: 3 }]);
});
