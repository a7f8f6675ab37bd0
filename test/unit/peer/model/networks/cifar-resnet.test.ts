import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Tensor, tf } from '../../../../../peer/model/backend.js';
import { cifarResnet } from '../../../../../peer/model/networks/cifar-resnet.js';
import { parameterCount } from '../../../../../peer/model/weights.js';
import { outputOf, overfit, weightBits } from '../../../../support/network-check.js';

const CIFAR10 = { inputShape: [32, 32, 3], classes: 10, seed: 1 } as const;

/** Depth, millions of parameters in table 6 of the paper, exact count. */
const PUBLISHED = [
  ['20', 0.27, 269_722],
  ['32', 0.46, 464_154],
  ['44', 0.66, 658_586],
  ['56', 0.85, 853_018],
  ['110', 1.7, 1_727_962],
] as const;

for (const [depth, millions, exact] of PUBLISHED) {
  test(`ResNet-${depth} has the ${millions} M parameters of its paper`, () => {
    const count = parameterCount(cifarResnet(depth, CIFAR10));
    assert.equal(count, exact);
    assert.equal(Number((count / 1e6).toFixed(millions === 1.7 ? 1 : 2)), millions);
  });
}

test('exits are two classifiers more, and leave the rest of the network as it is', () => {
  const [plain, exits] = [cifarResnet('20', CIFAR10), cifarResnet('20-exits', CIFAR10)];
  // Bottlenecks 16 → 16 → 16 → 64 over 4×4 and 32 → 16 → 16 → 64 over 2×2, their norms, and 64 → 10.
  const first = 16 * 16 + 4 * 4 * 16 * 16 + 16 * 64 + 2 * (16 + 16 + 64) + 650;
  const second = 32 * 16 + 2 * 2 * 16 * 16 + 16 * 64 + 2 * (16 + 16 + 64) + 650;
  assert.equal(parameterCount(exits), parameterCount(plain) + first + second);
  assert.deepEqual(
    exits.outputs.map(({ shape }) => shape),
    [1, 2, 3].map(() => [null, 10]),
  );
  for (const { name, weights } of plain.layers.filter((layer) => layer.weights.length > 0)) {
    const same = exits.getLayer(name).weights.map((weight) => [...weight.read().dataSync()]);
    assert.deepEqual(
      weights.map((weight) => [...weight.read().dataSync()]),
      same,
      name,
    );
  }
});

test('it takes any picture, odd sides too, and gives logits', () => {
  for (const inputShape of [
    [28, 28, 1],
    [7, 9, 3],
  ] as const) {
    const { shape, values } = outputOf(cifarResnet('20', { ...CIFAR10, inputShape }), 2);
    assert.deepEqual(shape, [2, 10]);
    assert.ok(values.every(Number.isFinite));
    const exits = cifarResnet('20-exits', { ...CIFAR10, inputShape });
    for (const logits of exits.predict(tf.zeros([2, ...inputShape])) as Tensor[]) {
      assert.deepEqual(logits.shape, [2, 10]);
    }
  }
});

test('the shortcut of a block with stride 2 takes every second pixel and adds zero channels on both sides', () => {
  const model = cifarResnet('20', { ...CIFAR10, inputShape: [4, 4, 3] });
  const shortcut = model.getLayer('stage2_block1_shortcut');
  const x = tf.tensor4d(
    Array.from({ length: 64 }, (_, i) => i + 1),
    [1, 2, 2, 16],
  );
  const y = (shortcut.apply(x) as Tensor).dataSync();
  assert.deepEqual(
    [...y],
    [...new Array(8).fill(0), ...Array.from({ length: 16 }, (_, i) => i + 1), ...new Array(8).fill(0)],
  );
});

test('a convolution with stride 2 looks at the pixels that its shortcut takes', () => {
  const model = cifarResnet('20', { ...CIFAR10, inputShape: [8, 8, 3] });
  const [pad, conv] = [model.getLayer('stage2_block1_conv1_pad'), model.getLayer('stage2_block1_conv1')];
  const kernel = tf.buffer([3, 3, 16, 32]);
  kernel.set(1, 1, 1, 0, 0); // the centre of the kernel, from channel 0 to channel 0
  conv.setWeights([kernel.toTensor()]);
  const x = tf.tensor4d(
    Array.from({ length: 8 * 8 * 16 }, (_, i) => i),
    [1, 8, 8, 16],
  );
  const y = (conv.apply(pad.apply(x)) as Tensor).arraySync() as number[][][][];
  const pixels = x.arraySync() as unknown as number[][][][];
  assert.equal(y[0]![1]![2]![0], pixels[0]![2]![4]![0]);
});

test('the same seed gives the same weights bit for bit', () => {
  assert.deepEqual(weightBits(cifarResnet('20', CIFAR10)), weightBits(cifarResnet('20', CIFAR10)));
});

test('it learns a batch by heart', () => {
  const losses = overfit(cifarResnet('20', { inputShape: [8, 8, 3], classes: 4, seed: 1 }), 15, 0.05);
  assert.ok(losses.at(-1)! < 0.3 * losses[0]!, losses.join(' '));
});
