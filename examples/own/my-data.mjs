// Horizontal and vertical bars on noise. `images` are bytes [count * height * width * channels], channels last.
const SIZE = 8;

export default ({ seed }) => ({
  classes: 2,
  classNames: ['horizontal', 'vertical'],
  inputShape: [SIZE, SIZE, 1],
  train: draw(2000, seed),
  test: draw(500, seed + 1),
});

function draw(count, seed) {
  const random = generator(seed);
  const labels = Int32Array.from({ length: count }, (_, i) => i % 2);
  const images = Uint8Array.from({ length: count * SIZE * SIZE }, () => 100 * random());
  labels.forEach((label, i) => {
    const bar = Math.floor(SIZE * random());
    for (let k = 0; k < SIZE; k++) {
      const pixel = label === 0 ? bar * SIZE + k : k * SIZE + bar;
      images[i * SIZE * SIZE + pixel] = 255;
    }
  });
  return { images, labels };
}

/** Equal seeds must give equal bytes in every peer: the join compares a digest of all samples. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
