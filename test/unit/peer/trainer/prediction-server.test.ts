import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ServeRequest } from '../../../../peer/core/exchange/offer.js';
import type { NetworkOutputs } from '../../../../peer/model/evaluate.js';
import { PredictionServer } from '../../../../peer/trainer/prediction-server.js';

const samples = {
  count: 5,
  images: Uint8Array.from({ length: 5 }, (_, i) => i * 10),
  labels: new Int32Array(5),
};
const format = { inputShape: [1, 1, 1] as const, normalization: { mean: [0], std: [1] } };

const request = (...ids: number[]): ServeRequest => ({
  student: 'b',
  step: 9,
  digest: new Uint8Array(16),
  ids: Uint32Array.from(ids),
  augmentationSeed: 0,
});

test('samples are predicted in the order in which they were asked for, a batch at a time', () => {
  const sizes: number[] = [];
  const predict = (inputs: Float32Array, rows: number): NetworkOutputs => {
    sizes.push(rows);
    return { logits: Float32Array.from(inputs.subarray(0, rows), (pixel) => Math.round(pixel * 255)) };
  };
  const server = new PredictionServer({ samples, format, predict, rowsMax: 2 });
  const asked = request(4, 0, 3, 1, 2);
  assert.deepEqual(server.answer([asked], 17), [
    { request: asked, madeAtStep: 17, logits: Float32Array.of(40, 0, 30, 10, 20) },
  ]);
  assert.deepEqual(sizes, [2, 2, 1]);
});

test('requests share forward passes, and each gets its own answer', () => {
  const sizes: number[] = [];
  const predict = (inputs: Float32Array, rows: number): NetworkOutputs => {
    sizes.push(rows);
    const pixels = [...inputs.subarray(0, rows)].map((pixel) => Math.round(pixel * 255));
    return { logits: Float32Array.from(pixels), features: Float32Array.from(pixels, (pixel) => -pixel) };
  };
  const server = new PredictionServer({ samples, format, predict, rowsMax: 3 });
  const asked = [request(4), request(5, 1), request(0, 3, 1, 2), request()];
  const answers = server.answer(asked, 3);
  assert.deepEqual(sizes, [3, 2]);
  assert.deepEqual(
    answers.map((one) => [one.request, [...one.logits], [...(one.features ?? [])]]),
    [
      [asked[0], [40], [-40]],
      [asked[1], [], []],
      [asked[2], [0, 30, 10, 20], [-0, -30, -10, -20]],
      [asked[3], [], []],
    ],
  );
});

test('features come in the same order', () => {
  const predict = (inputs: Float32Array, rows: number): NetworkOutputs => {
    const pixels = [...inputs.subarray(0, rows)].map((pixel) => Math.round(pixel * 255));
    return {
      logits: Float32Array.from(pixels),
      features: Float32Array.from(pixels.flatMap((pixel) => [pixel, -pixel])),
    };
  };
  const server = new PredictionServer({ samples, format, predict, rowsMax: 2 });
  assert.deepEqual([...server.answer([request(4, 1, 2)], 0)[0]!.features!], [40, -40, 10, -10, 20, -20]);
});

test('for a sample that does not exist there are no logits', () => {
  const server = new PredictionServer({ samples, format, predict: () => assert.fail(), rowsMax: 2 });
  assert.equal(server.answer([request(1, 5)], 0)[0]!.logits.length, 0);
});
