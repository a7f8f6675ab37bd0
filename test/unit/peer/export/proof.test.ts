import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differingOp } from '../../../../peer/export/graph-plan.js';
import type { InferenceGraph } from '../../../../peer/export/inference-graph.js';
import { DIFFERENCE_MAX, differenceError } from '../../../../peer/export/proof.js';
import { bytesOf, floatsOf } from '../../../../proto/float-bytes.js';
import { failure } from '../../../support/data-files.js';
import { proved, readableFormats, seenSamples, traced, trainedNetwork } from '../../../support/export-kit.js';

/** The same graph with another epsilon in one of its normalisations. */
function withEpsilon(graph: InferenceGraph, layer: string): InferenceGraph {
  const nodes = graph.nodes.map((node) =>
    node.op === 'FusedBatchNorm' && node.layer === layer
      ? { ...node, attributes: { ...node.attributes, epsilon: { kind: 'float', value: 0.5 } as const } }
      : node,
  );
  return { ...graph, nodes };
}

/** The same graph with another number in the middle of a weight. */
function withWeight(graph: InferenceGraph, name: string): InferenceGraph {
  const nodes = graph.nodes.map((node) => {
    const { value } = node.attributes;
    if (node.name !== name || value?.kind !== 'tensor') return node;
    const numbers = floatsOf(value.value.bytes).slice();
    numbers[numbers.length >> 1]! += 1;
    const changed = { ...value.value, bytes: bytesOf(numbers) };
    return {
      ...node,
      attributes: { ...node.attributes, value: { kind: 'tensor', value: changed } as const },
    };
  });
  return { ...graph, nodes };
}

test('an export that computes something else is refused with the first op and layer that do, in every format', async (t) => {
  const { graph: right, network } = traced('a', await trainedNetwork('resnet20'));
  const samples = seenSamples(network, 4);
  for (const [graph, named] of [
    [withEpsilon(right, 'stage2_block1_conv1_norm'), /FusedBatchNorm in layer "stage2_block1_conv1_norm"/],
    [withWeight(right, 'stage2_block1_conv1/kernel'), /Conv2D in layer "stage2_block1_conv1"/],
  ] as const) {
    for (const format of readableFormats()) {
      const peers = [{ id: 'a', network, graph }];
      const proof = await proved(t, format, graph, peers, samples);
      assert.ok(proof.difference > DIFFERENCE_MAX, `${format}: ${proof.difference}`);
      const error = await differenceError((few) => differingOp(format, peers[0]!, few), samples, proof);
      assert.ok(failure('ERR_EXPORT_DIFFERS', named)(error), error.message);
    }
  }
});

test('an output of another length, or one that is no number, is a difference', async (t) => {
  const peer = traced('a', await trainedNetwork('mlp:8'));
  const samples = seenSamples(peer.network, 4);
  const broken = { ...samples, fed: samples.fed.slice().fill(Number.NaN) };
  const proof = await proved(t, 'savedmodel', peer.graph, [peer], broken);
  assert.equal(proof.difference, Number.POSITIVE_INFINITY);
});
