/** A network module's own regularizers and constraints, and networks that cannot learn, as a user meets them. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { codistill, type Finished, readSummary, temporaryDirectory } from '../support/launch.js';

const moduleOf = (hidden: string, rest = ''): string => `export default ({ tf, inputShape, classes }) => {
  const dense = (units, seed, more) =>
    tf.layers.dense({ units, kernelInitializer: tf.initializers.glorotUniform({ seed }), ...more });
  const rules = ${hidden};
  const network = tf.sequential({ name: 'mine', layers: [
    tf.layers.flatten({ inputShape }), dense(16, 5, { activation: 'relu', ...rules }), dense(classes, 6, rules),
  ] });
  ${rest}
  return network;
};
`;

const DATA = ['--data', 'synthetic:classes=3,size=8x8,train=241,test=60', '--exchange', 'none'];

async function launched(
  t: TestContext,
  modules: readonly string[],
  args: readonly string[],
): Promise<Finished & { runDir: string }> {
  const folder = temporaryDirectory(t);
  const peers = modules.flatMap((source, i) => {
    writeFileSync(join(folder, `network-${i}.mjs`), source);
    return ['--peer', `network=./network-${i}.mjs`];
  });
  const runDir = join(folder, 'run');
  const ended = await codistill(['launch', '--run-dir', runDir, ...DATA, ...peers, ...args], { cwd: folder });
  return Object.assign(ended, { runDir });
}

test('l2 and maxNorm of a network module reach its weights: the stronger, the nearer its answer to a guess', async (t) => {
  const rules = [
    '{}',
    '{ kernelRegularizer: tf.regularizers.l2({ l2: 1 }) }',
    '{ kernelConstraint: tf.constraints.maxNorm({ maxValue: 0.01 }) }',
  ];
  const { code, stderr, runDir } = await launched(
    t,
    rules.map((rule) => moduleOf(rule)),
    ['--steps', '12', '--batch', '32'],
  );
  assert.equal(code, 0, stderr);
  assert.doesNotMatch(stderr, /op by op/);
  const [plain, ...ruled] = readSummary(runDir).peers.map(({ testLoss }) => testLoss);
  assert.ok(plain! < 0.2, `${plain}`);
  for (const loss of ruled) assert.ok(loss > 0.5 && loss < 1.2, `${loss}: near ln 3, without the penalty`);
});

test('a network with nothing to train, and one row for batch normalisation, end a run with a word of why', async (t) => {
  const frozen = await launched(t, [moduleOf('{}', 'network.trainable = false;')], ['--steps', '3']);
  assert.equal(frozen.code, 13, frozen.stderr);
  assert.match(
    frozen.stderr,
    /ERR_NETWORK_MODULE: .*"mine" has nothing to train: all its 4 weights are frozen/,
  );
  const normal = moduleOf('{}', "network.add(tf.layers.batchNormalization({ name: 'norm' }));");
  const odd = await launched(t, [normal], ['--steps', '300', '--batch', '1']);
  assert.equal(odd.code, 3, odd.stderr);
  assert.match(
    odd.stderr,
    /ERR_CONFIG: .*batch normalisation "norm" of network "mine" has one value a channel/,
  );
});
