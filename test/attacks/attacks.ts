import { largestOf, topClass } from '../../peer/core/teaching/softmax.js';
import { permutation, type RandomStream } from '../../proto/random.js';

/** What an attacker sends in the place of its own predictions, float32 `[rows * classes]`, finite and well-formed. */
export type Attack = (logits: Float32Array, classes: number, random: RandomStream) => Float32Array;

/** How sure made-up predictions are: the distance of their largest logit from the others. */
const MARGIN = 8;
/** By how much logits are enlarged. */
const SCALE = 50;

/** The attacks of an admitted peer that predicts what it does not believe. */
export const ATTACKS = {
  /** The class that the network holds for least likely comes first: the others stay in their order. */
  'least likely': (logits, classes) => {
    const sent = logits.slice();
    const upsideDown = logits.map((value) => -value);
    for (let start = 0; start < sent.length; start += classes) {
      const least = topClass(upsideDown, start, classes);
      sent[start + least] = largestOf(logits, start, classes) + MARGIN;
    }
    return sent;
  },
  'sign flip': (logits) => logits.map((value) => -value),
  noise: (logits, _classes, random) => logits.map(() => MARGIN * random.normal()),
  /** Its predictions of other samples of the batch. */
  shuffled: (logits, classes, random) => {
    const order = permutation(logits.length / classes, random);
    return logits.map((_, i) => logits[order[Math.floor(i / classes)]! * classes + (i % classes)]!);
  },
  scaled: (logits) => logits.map((value) => SCALE * value),
  constant: (logits, classes) => logits.map((_, i) => (i % classes === 0 ? MARGIN : 0)),
} satisfies Record<string, Attack>;

export type AttackName = keyof typeof ATTACKS;
