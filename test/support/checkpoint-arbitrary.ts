import fc from 'fast-check';
import type { Checkpoint, CheckpointTensor } from '../../peer/files/checkpoint-format.js';

/** Any checkpoint: odd names, empty tensors, NaN, infinities and signed zeros in weights. */
export const anyCheckpoint: fc.Arbitrary<Checkpoint> = fc.record({
  step: fc.nat(),
  epoch: fc.nat(),
  network: fc.string(),
  runSpecHash: fc.string(),
  peerId: fc.string({ unit: 'binary' }),
  optimizerUpdates: fc.nat(),
  metrics: fc.dictionary(
    fc.string().filter((name) => name !== '__proto__'),
    fc.double({ noDefaultInfinity: true, noNaN: true }).map((value) => value + 0), // JSON has no -0
  ),
  tensors: fc.uniqueArray(anyTensor(), { maxLength: 5, selector: ({ name }) => name }),
  data: fc.record(
    {
      digest: fc.string(),
      classNames: fc.array(fc.string()),
      normalization: fc.record({ mean: anyNumbers(), std: anyNumbers() }, { noNullPrototype: true }),
      sample: fc.record(
        {
          inputShape: fc.array(fc.nat(), { maxLength: 3 }),
          classes: fc.nat(),
          positions: fc.nat(),
          view: fc.string(),
          tokens: fc.constantFrom('characters' as const, 'bytes' as const),
        },
        { noNullPrototype: true },
      ),
    },
    { noNullPrototype: true },
  ),
});

function anyNumbers(): fc.Arbitrary<number[]> {
  return fc.array(fc.double({ noDefaultInfinity: true, noNaN: true }).map((value) => value + 0)); // JSON has no -0
}

function anyTensor(): fc.Arbitrary<CheckpointTensor> {
  return fc.array(fc.nat({ max: 4 }), { maxLength: 3 }).chain((shape) => {
    const size = shape.reduce((product, side) => product * side, 1);
    return fc.record({
      name: fc.string().filter((name) => name !== '__metadata__'),
      shape: fc.constant(shape),
      values: fc
        .uint8Array({ minLength: size * 4, maxLength: size * 4 })
        .map((bytes) => new Float32Array(bytes.slice().buffer)),
    });
  });
}

/** A small checkpoint that differs in every part from that of another step. */
export function sampleCheckpoint(step: number, runSpecHash = 'hash'): Checkpoint {
  return {
    step,
    epoch: Math.floor(step / 10),
    network: 'mlp',
    runSpecHash,
    peerId: 'peer-0',
    optimizerUpdates: step,
    metrics: { validationLoss: 1 / (1 + step) },
    tensors: [
      {
        name: 'weights/0/kernel',
        shape: [2, 3],
        values: Float32Array.from({ length: 6 }, (_, i) => step + i / 7),
      },
      { name: 'weights/1/bias', shape: [3], values: Float32Array.of(step, Number.NaN, -0) },
    ],
  };
}
