import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tf } from '../../../../../peer/model/backend.js';
import { seededInitializers } from '../../../../../peer/model/networks/initializers.js';
import { shallowExit } from '../../../../../peer/model/networks/shallow-exit.js';

test('pictures of any side become the deepest ones in size and channels, and then logits', () => {
  for (const [side, strides, deepest] of [
    [32, 4, 8],
    [14, 2, 7],
    [7, 4, 2],
    [1, 4, 1],
  ] as const) {
    const input = tf.input({ shape: [side, side, 16] });
    const options = { strides, channels: 64, classes: 5, name: 'exit' };
    const model = tf.model({ inputs: input, outputs: shallowExit(input, seededInitializers(1), options) });
    assert.deepEqual(model.getLayer('exit_conv3_relu').outputShape, [null, deepest, deepest, 64]);
    assert.deepEqual(model.outputs[0]!.shape, [null, 5]);
  }
});
