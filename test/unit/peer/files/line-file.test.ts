import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { LineFile } from '../../../../peer/files/line-file.js';
import { temporaryDirectory } from '../../../support/launch.js';
import { runOnSmallDisk, WITH_SMALL_DISK } from '../../../support/small-disk.js';

test('lines that cannot be written are told once, and once more when the next one can', (t) => {
  const directory = join(temporaryDirectory(t), 'not', 'yet');
  const warnings: string[] = [];
  const file = new LineFile(join(directory, 'log'), (message) => warnings.push(message));
  file.append('a\n');
  file.append('b\n');
  mkdirSync(directory, { recursive: true });
  file.append('c\n');
  file.append('d\n');
  file.close();
  assert.equal(readFileSync(join(directory, 'log'), 'utf8'), 'c\nd\n');
  assert.equal(warnings.length, 2);
  assert.match(warnings[0]!, /not\/yet\/log cannot be written \(.*ENOENT/);
  assert.match(warnings[1]!, /not\/yet\/log can be written again, 2 of its writes are lost/);
});

test('a file that was removed is begun anew, which is told', (t) => {
  const log = join(temporaryDirectory(t), 'log');
  const warnings: string[] = [];
  const file = new LineFile(log, (message) => warnings.push(message));
  file.append('a\n');
  rmSync(log);
  file.append('b\n');
  file.close();
  assert.equal(readFileSync(log, 'utf8'), 'b\n');
  assert.deepEqual(warnings, [`${log} is gone; it is begun anew`]);
});

test(
  'a disk that fills within a line leaves that line cut and the next one whole',
  WITH_SMALL_DISK,
  async (t) => {
    const module = new URL('../../../../peer/files/line-file.js', import.meta.url).href;
    const script = `
    import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
    import { LineFile } from ${JSON.stringify(module)};
    const file = new LineFile('log', () => {});
    file.append('first\\n');
    try { writeFileSync('filler', Buffer.alloc(8 << 20)); } catch {}
    for (let i = 0; i < 300; i++) file.append('x'.repeat(70) + '\\n');
    rmSync('filler');
    file.append('last\\n');
    process.stdout.write(JSON.stringify(readFileSync('log', 'utf8').split('\\n')));`;
    const lines = JSON.parse(await runOnSmallDisk(t, script)) as string[];
    assert.deepEqual([lines[0], lines.at(-2), lines.at(-1)], ['first', 'last', '']);
    const cut = lines.slice(1, -2).filter((line) => line.length !== 70);
    assert.equal(cut.length, 1, 'the disk filled within a line');
  },
);
