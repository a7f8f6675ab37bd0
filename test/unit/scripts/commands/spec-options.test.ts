import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RunSpec, runSpecSchema } from '../../../../proto/run-spec-schema.js';
import { SPEC_FLAGS } from '../../../../scripts/commands/spec-options.js';
import { typedSpec as parse } from '../../../support/typed-spec.js';

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
  const others = ['exchange.quorum', 'training.milestones', 'training.weightDecaySchedule'];
  const flags = new Set([...SPEC_FLAGS.map(([, path]) => path), ...others]);
  const shape = runSpecSchema.shape as unknown as Record<string, { def: { innerType: { shape?: object } } }>;
  for (const [section, node] of Object.entries(shape)) {
    for (const key of Object.keys(node.def.innerType.shape ?? {}))
      assert(flags.has(`${section}.${key}`), `${section}.${key}`);
  }
});
