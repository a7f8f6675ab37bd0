import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import yargs from 'yargs';
import type { CodistillError } from '../../../../proto/errors.js';
import { type RunSpec, runSpecSchema } from '../../../../proto/run-spec-schema.js';
import { SPEC_FLAGS, specFromArguments, withSpecOptions } from '../../../../scripts/commands/spec-options.js';
import { temporaryDirectory } from '../../../support/launch.js';

const parse = async (...args: string[]): Promise<RunSpec> =>
  specFromArguments(
    await withSpecOptions(yargs(args))
      .parserConfiguration({ 'dot-notation': false, 'greedy-arrays': false })
      .strict()
      .fail(false)
      .parseAsync(),
  );

test('every flag sets its own field and no other', async () => {
  const values: Record<string, string> = {
    data: 'cifar10',
    augment: 'pad-crop-flip',
    optimizer: 'adam',
    schedule: 'constant',
    update: 'sequential',
    exchange: 'none',
    graph: 'all',
    'label-noise': '0.25',
    'validation-fraction': '0.25',
    momentum: '0.25',
    'target-accuracy': '0.25',
    'exit-weight': '0.25',
    'peers-min': '2',
    partition: 'same',
    payload: 'int8',
    'staleness-decay': '0.25',
    'distillation-loss': 'dkd',
    targets: 'kdcl-naive',
    'teacher-weights': 'confidence',
    feature: 'rkd',
    'distillation-schedule': 'cosine',
    pipeline: '1',
    ema: '0.25',
  };
  /** What a flag makes no sense without. */
  const besides: Record<string, readonly string[]> = {
    'fine-tune-lr': ['--fine-tune-steps=3'],
    ema: ['--exchange=checkpoint:5'],
  };
  for (const [flag, path, kind] of SPEC_FLAGS) {
    const value = kind === 'boolean' ? 'false' : (values[flag] ?? '7');
    const others = besides[flag] ?? [];
    const untouched = JSON.stringify(await parse(...others));
    const spec = await parse(`--${flag}=${value}`, ...others);
    const [section, key] = path.split('.') as [keyof RunSpec, string];
    assert.equal(String((spec[section] as unknown as Record<string, unknown>)[key]), value, flag);
    const changed = structuredClone(spec) as unknown as Record<string, Record<string, unknown>>;
    changed[section]![key] = (JSON.parse(untouched) as typeof changed)[section]![key];
    assert.equal(JSON.stringify(changed), untouched, flag);
  }
});

test('every single-valued field of the schema has a flag', () => {
  const others = ['exchange.quorum', 'training.milestones'];
  const flags = new Set([...SPEC_FLAGS.map(([, path]) => path), ...others]);
  const shape = runSpecSchema.shape as unknown as Record<string, { def: { innerType: { shape?: object } } }>;
  for (const [section, node] of Object.entries(shape)) {
    for (const key of Object.keys(node.def.innerType.shape ?? {}))
      assert(flags.has(`${section}.${key}`), `${section}.${key}`);
  }
});

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
