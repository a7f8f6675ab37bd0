import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LayerWithOptions } from '../../../../../peer/model/layers/layer-with-options.js';

test('a layer keeps its options, and has the name among them', () => {
  class Scaled extends LayerWithOptions<{ readonly name: string; readonly factor: number }> {
    static readonly className = 'Scaled';
  }
  const layer = new Scaled({ name: 'twice', factor: 2 });
  assert.deepEqual([layer.name, layer.options.factor, layer.getClassName()], ['twice', 2, 'Scaled']);
});
