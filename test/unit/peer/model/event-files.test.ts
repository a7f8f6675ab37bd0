import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openEventFiles } from '../../../../peer/model/event-files.js';

test('scalars land in an event file with their names once they are flushed', () => {
  const directory = mkdtempSync(join(tmpdir(), 'codistill-events-'));
  try {
    const path = join(directory, 'tensorboard', 'peer-0');
    const events = openEventFiles(path);
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
