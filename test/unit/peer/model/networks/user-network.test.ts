import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createNetwork } from '../../../../../peer/model/networks/catalog.js';
import type { CodistillError } from '../../../../../proto/errors.js';
import { outputOf, weightBits } from '../../../../support/network-check.js';

const directory = mkdtempSync(join(tmpdir(), 'codistill-network-'));
after(() => rmSync(directory, { recursive: true }));

const CONTEXT = { inputShape: [4, 4, 1], classes: 3, seed: 5 } as const;
const BODY = `{
  const model = tf.sequential();
  model.add(tf.layers.flatten({ inputShape: [...inputShape] }));
  model.add(tf.layers.dense({ units: 7, activation: 'relu' }));
  model.add(tf.layers.dense({ units: classes }));
  return model;
}`;
const FACTORY = `({ tf, inputShape, classes, seed }) => ${BODY}`;

function moduleFile(name: string, source: string): string {
  const path = join(directory, name);
  writeFileSync(path, source);
  return path;
}

const refused = (path: string, code: string, reason: RegExp) =>
  assert.rejects(
    createNetwork(path, CONTEXT),
    (error: CodistillError) =>
      error.code === code && reason.test(error.message) && error.message.includes(path),
  );

test('ES and CommonJS modules may export their function as default or by name', async () => {
  const sources = {
    'default.mjs': `export default ${FACTORY}`,
    'named.mjs': `export const createNetwork = ${FACTORY}`,
    'async.mjs': `export default async ({ tf, inputShape, classes }) => ${BODY}`,
    'whole.cjs': `module.exports = ${FACTORY}`,
    'named.cjs': `exports.createNetwork = ${FACTORY}`,
    'default.cjs': `exports.default = ${FACTORY}`,
  };
  for (const [name, source] of Object.entries(sources)) {
    const network = await createNetwork(moduleFile(name, source), CONTEXT);
    assert.deepEqual(network.outputs[0]!.shape, [null, 3], name);
  }
});

test('a file URL will do, and so will a path from the working directory', async () => {
  const path = moduleFile('url.mjs', `export default ${FACTORY}`);
  await createNetwork(pathToFileURL(path).href, CONTEXT);
  await assert.rejects(createNetwork('./no-such-network.mjs', CONTEXT), {
    code: 'ERR_NETWORK_MODULE',
    message: /no network module .*no-such-network\.mjs/,
  });
});

test('unseeded initialisers are reproducible all the same, and Math.random is given back', async () => {
  const path = moduleFile('unseeded.mjs', `export default ${FACTORY}`);
  const original = Math.random;
  const bits = weightBits(await createNetwork(path, CONTEXT));
  assert.equal(Math.random, original);
  assert.deepEqual(weightBits(await createNetwork(path, CONTEXT)), bits);
  assert.notDeepEqual(weightBits(await createNetwork(path, { ...CONTEXT, seed: 6 })), bits);
});

test('errors name the file and the reason, and Math.random is given back', async () => {
  const original = Math.random;
  await refused(moduleFile('syntax.mjs', 'export default ('), 'ERR_NETWORK_MODULE', /does not load/);
  await refused(moduleFile('nothing.mjs', 'export const x = 1'), 'ERR_NETWORK_MODULE', /exports no function/);
  await refused(
    moduleFile('throws.mjs', 'export default () => { throw new Error("no idea"); }'),
    'ERR_NETWORK_MODULE',
    /throws: no idea/,
  );
  await refused(
    moduleFile('number.mjs', 'export default () => 42'),
    'ERR_NETWORK_MODULE',
    /no tf\.LayersModel/,
  );
  assert.equal(Math.random, original);
});

test('a regularizer that a layer would drop is refused by the names of file, layer and argument', async () => {
  const active = `export default ({ tf, inputShape, classes }) => tf.sequential({ layers: [
    tf.layers.reshape({ targetShape: [4, 4], inputShape: [...inputShape] }),
    tf.layers.lstm({ name: 'memory', units: 3, activityRegularizer: 'l1l2' }),
    tf.layers.dense({ units: classes }),
  ] });`;
  await refused(
    moduleFile('active.mjs', active),
    'ERR_NETWORK_MODULE',
    /layer "memory": TensorFlow\.js does not honour its activityRegularizer/,
  );
});

test('a network that does not fit the data is refused', async () => {
  const classes = moduleFile(
    'classes.mjs',
    `export default ({ tf, inputShape }) => { const classes = 4; ${BODY.slice(1)}`,
  );
  await refused(classes, 'ERR_CLASS_COUNT', /output is \[,4\], the data has 3 classes/);
  const input = moduleFile(
    'input.mjs',
    `export default ({ tf, classes }) => { const inputShape = [5, 5, 1]; ${BODY.slice(1)}`,
  );
  await refused(input, 'ERR_SHAPE', /samples are \[4,4,1\]/);
});

test('a network for text gives a row of logits for each prediction, as the built-in ones do', async () => {
  const file = moduleFile(
    'text.mjs',
    `export default ({ tf, inputShape: [tokens], classes, positions }) => {
      const model = tf.sequential();
      model.add(tf.layers.dense({ inputShape: [tokens], units: positions * classes }));
      model.add(tf.layers.reshape({ targetShape: [positions, classes] }));
      return model;
    }`,
  );
  const text = { inputShape: [4], classes: 3, positions: 2, seed: 5 } as const;
  const { shape } = outputOf(await createNetwork(file, text), 5);
  assert.deepEqual(shape, [10, 3]);
  const flat = moduleFile(
    'flat.mjs',
    `export default ({ tf, inputShape, classes }) =>
      tf.sequential({ layers: [tf.layers.dense({ inputShape: [...inputShape], units: classes })] });`,
  );
  await assert.rejects(
    createNetwork(flat, text),
    (error: CodistillError) =>
      error.code === 'ERR_CLASS_COUNT' && /2 predictions a sample/.test(error.message),
  );
  const { shape: one } = outputOf(await createNetwork(flat, { ...text, positions: 1 }), 5);
  assert.deepEqual(one, [5, 3]);
});
