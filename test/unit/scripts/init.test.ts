import assert from 'node:assert/strict';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { initFolder, launchCommandIn } from '../../../scripts/init.js';
import { failure } from '../../support/data-files.js';
import { temporaryDirectory } from '../../support/launch.js';

test('a folder is begun once; what lies there is never overwritten, nor is anything put beside it', (t) => {
  const folder = join(temporaryDirectory(t), 'new', 'one');
  const names = initFolder(folder);
  assert.deepEqual(readdirSync(folder).sort(), [...names].sort());
  assert.ok(names.includes('run.yaml') && names.length === 4, names.join(' '));
  assert.throws(() => initFolder(folder), failure('ERR_OUTPUT_EXISTS', /is there already/));
  const own = temporaryDirectory(t);
  writeFileSync(join(own, 'run.yaml'), 'mine');
  assert.throws(() => initFolder(own), failure('ERR_OUTPUT_EXISTS', /run\.yaml is there already/));
  assert.deepEqual(readdirSync(own), ['run.yaml']);
  assert.equal(readFileSync(join(own, 'run.yaml'), 'utf8'), 'mine');
  const file = join(own, 'run.yaml', 'below');
  assert.throws(() => initFolder(file), failure('ERR_RUN_DIR'));
});

test('where one file cannot be written none is left, and the folder may be begun again', (t) => {
  const folder = temporaryDirectory(t);
  symlinkSync(join(folder, 'nowhere'), join(folder, 'run.yaml'));
  assert.throws(() => initFolder(folder), failure('ERR_RUN_DIR', /run\.yaml/, /give a folder that exists/));
  assert.deepEqual(readdirSync(folder), ['run.yaml']);
});

test('the line that comes next works in the folder, from a checkout and where codistill is installed', () => {
  const line = (folder: string, program: string): string => launchCommandIn(folder, program, '/home/me');
  assert.equal(
    line('/home/me/my run', '/src/dist/programs/codistill.js'),
    "cd 'my run' && node ../../../src/dist/programs/codistill.js launch --config run.yaml",
  );
  assert.equal(
    line('/home/me', '/home/me/node_modules/.bin/codistill'),
    'npx codistill launch --config run.yaml',
  );
});
