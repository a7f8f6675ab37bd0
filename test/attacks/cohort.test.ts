import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { RunSpec } from '../../proto/run-spec.js';
import { temporaryFolder } from '../support/data-files.js';
import { ATTACKS, type AttackName } from './attacks.js';
import { type Trained, trainCohort } from './cohort.js';

const NETWORKS = ['mlp:24', 'mlp:24', 'mlp:24', 'mlp:24'];

/** A small cohort, taught from the first step, whose last peer may be hostile. */
async function cohort(
  t: TestContext,
  size: number,
  distillation: Partial<RunSpec['distillation']> = {},
  attack?: AttackName,
  networks: readonly string[] = NETWORKS,
): Promise<readonly Trained[]> {
  const peers = networks.slice(0, size).map((network, i) => ({ id: `peer-${i}`, network }));
  const attackers = attack === undefined ? [] : [[peers.at(-1)!.id, ATTACKS[attack]] as const];
  const given = {
    peers,
    data: { name: 'synthetic:classes=10,size=8x8x1,train=2000,test=2000,noise=3' },
    training: { steps: 150, batch: 64 },
    distillation: { schedule: 'constant', ...distillation } as const,
  };
  return trainCohort(given, { cacheDir: await temporaryFolder(t) }, new Map(attackers));
}

const accuracyOf = (peers: readonly Trained[], honest: number): number =>
  peers.slice(0, honest).reduce((sum, { testAccuracy }) => sum + testAccuracy / honest, 0);
const leftOut = (peers: readonly Trained[]): string[] =>
  peers.flatMap(({ warnings }) => warnings.filter((line) => line.includes('not learned from')));

test('a teacher that always names one class ruins its student, but for the gate', async (t) => {
  const alone = accuracyOf(await cohort(t, 2, { weight: 0 }), 1);
  const off = accuracyOf(await cohort(t, 2, { teacherGate: false }, 'constant'), 1);
  const on = accuracyOf(await cohort(t, 2, {}, 'constant'), 1);
  assert.ok(off < alone - 0.1, `${off} beside ${alone} alone: the attack works`);
  assert.ok(on > alone - 0.03, `${on} beside ${alone} alone`);
});

test('one that names the least likely class is left out', async (t) => {
  const [student] = await cohort(t, 2, {}, 'least likely');
  assert.match(student!.warnings[0]!, /^peer-1 gets fewer labels right than a guess for 10 steps/);
});

test('an honest network of two hidden units is weak, and is heard', async (t) => {
  const peers = await cohort(t, 3, {}, undefined, ['mlp:24', 'mlp:24', 'mlp:2']);
  assert.ok(peers[2]!.testAccuracy < accuracyOf(peers, 2) - 0.1, 'it is weak');
  assert.deepEqual(leftOut(peers), []);
});
