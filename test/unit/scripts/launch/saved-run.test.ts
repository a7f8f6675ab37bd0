import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { savedRun } from '../../../../scripts/launch/saved-run.js';
import { failure } from '../../../support/data-files.js';
import { temporaryDirectory } from '../../../support/launch.js';

test('a run is found by its directory, a peer by its name or its folder there', (t) => {
  const runDir = temporaryDirectory(t);
  mkdirSync(join(runDir, 'peers', 'a'), { recursive: true });
  const spec = parseRunSpec({ peers: [{ id: 'a' }, { id: 'b' }] });
  writeFileSync(join(runDir, 'run-spec.yaml'), stringify(spec));
  assert.deepEqual(savedRun(runDir), { runDir, spec });
  assert.deepEqual(savedRun(join(runDir, 'a')), { runDir, spec, peerId: 'a' });
  assert.deepEqual(savedRun(join(runDir, 'peers', 'a/')), { runDir, spec, peerId: 'a' });
});

test('what is neither is refused', (t) => {
  assert.throws(() => savedRun(join(temporaryDirectory(t), 'x')), failure('ERR_RUN_DIR', /no run directory/));
});
