import assert from 'node:assert/strict';
import { test } from 'node:test';
import { architectureOf } from '../../../../peer/export/architecture.js';
import { graphFiles } from '../../../../peer/export/graph-files.js';
import { layersModelFiles } from '../../../../peer/export/layers-model.js';
import { eagerOutputs } from '../../../../peer/model/evaluate.js';
import { floatsOf } from '../../../../proto/float-bytes.js';
import { findBrowser, inBrowser } from '../../../support/browser.js';
import { seenSamples, traced, trainedNetwork } from '../../../support/export-kit.js';

const SAMPLES = 16;

test('a browser loads exported graph and layers models, and predicts the same', async (t) => {
  const browser = findBrowser();
  if (browser === undefined) return t.skip('there is no Chromium');
  for (const [name, reads, kind] of [
    ['resnet20', 'picture', 'Graph'],
    ['gru:4-8', 'text', 'Graph'],
    ['resnet20', 'picture', 'Layers'],
  ] as const) {
    const network = await trainedNetwork(name, reads);
    const { seen } = seenSamples(network, SAMPLES);
    const shape = [SAMPLES, ...network.inputs[0]!.shape.slice(1)];
    const script = `
      await tf.setBackend('cpu');
      const model = await tf.load${kind}Model('model.json');
      const input = tf.tensor(${JSON.stringify([...seen])}, ${JSON.stringify(shape)});
      return model.predict(input).dataSync();`;
    const files =
      kind === 'Graph'
        ? graphFiles('tfjs', traced('a', network).graph)
        : layersModelFiles(architectureOf(network));
    const found = floatsOf(await inBrowser(t, browser, script, files));
    const { logits } = eagerOutputs(network)(seen, SAMPLES);
    assert.equal(found.length, logits.length);
    const largest = Math.max(...found.map((one, i) => Math.abs(one - logits[i]!)));
    assert.ok(largest < 1e-4, `${name}: ${largest}`);
    t.diagnostic(`${name}: ${largest}`);
  }
});
