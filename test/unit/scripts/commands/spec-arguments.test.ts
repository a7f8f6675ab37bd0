import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CodistillError } from '../../../../proto/errors.js';
import { temporaryDirectory } from '../../../support/launch.js';
import { typedSpec as parse } from '../../../support/typed-spec.js';

test('--strict asks for all teachers, --no-strict takes a file back', async (t) => {
  assert.equal((await parse('--strict')).exchange.quorum, 'all');
  const file = join(temporaryDirectory(t), 'run.yaml');
  writeFileSync(file, 'exchange: { quorum: all }\n');
  assert.equal((await parse('--config', file)).exchange.quorum, 'all');
  assert.equal((await parse('--config', file, '--no-strict')).exchange.quorum, 'any');
});

test('repeatable options add up, and the last of a repeated flag counts', async () => {
  const spec = await parse(
    '--peer',
    'network=cnn',
    '--peer',
    'id=two',
    '--set',
    'training.lr=1',
    '--set',
    'training.batch=5',
    '--seed',
    '3',
    '--seed',
    '4',
  );
  assert.deepEqual(
    spec.peers.map(({ id, network }) => [id, network]),
    [
      ['peer-0', 'cnn'],
      ['two', 'mlp'],
    ],
  );
  assert.deepEqual([spec.training.lr, spec.training.batch, spec.training.seed], [1, 5, 4]);
});

test('a configuration file that is not there is an error that names it', async () => {
  await assert.rejects(
    parse('--config', 'nowhere.yaml'),
    (error: CodistillError) => error.code === 'ERR_CONFIG' && error.message.includes('nowhere.yaml'),
  );
});

test('a number that is none is an error of its field', async () => {
  await assert.rejects(parse('--epochs', 'three'), /training\.epochs: /);
});
