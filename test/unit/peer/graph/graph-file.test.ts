import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CompiledGraph, decodeGraph, encodeGraph } from '../../../../peer/graph/graph-file.js';

const GRAPH: CompiledGraph = {
  digest: 'd'.repeat(64),
  script: [{ op: 'Relu', outputs: [{ dtype: 1, shape: [2, 3] }] }],
  variables: [{ dtype: 1, shape: [3] }],
  inputs: ['input_images'],
  fetches: { logits: 'op_1:0' },
  graphDef: Uint8Array.of(0, 10, 255, 10, 3),
};

test('a graph comes back from its file as it was', () => {
  const decoded = decodeGraph(encodeGraph(GRAPH))!;
  assert.deepEqual({ ...decoded, graphDef: Uint8Array.from(decoded.graphDef) }, GRAPH);
});

test('no file that differs in a bit or in length is a graph', () => {
  const bytes = encodeGraph(GRAPH);
  for (let position = 0; position < bytes.length; position++) {
    const damaged = bytes.slice();
    damaged[position]! ^= 1;
    assert.equal(decodeGraph(damaged), undefined, `byte ${position}`);
    assert.equal(decodeGraph(bytes.subarray(0, position)), undefined, `cut at ${position}`);
  }
  assert.equal(decodeGraph(Buffer.concat([bytes, Uint8Array.of(0)])), undefined);
});
