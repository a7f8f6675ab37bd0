/** Mean and standard deviation of each channel, pixels on the scale 0 … 1. */
export interface Normalization {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/**
 * Measures mean and standard deviation of each channel. Counts pixels by value first, so the sums are exact whatever
 * the order; a constant channel gets the deviation 1, so that dividing by it changes nothing.
 *
 * @param parts - uint8, whole pixels each, channels last; read one after the other, so that each may be overwritten
 *   when the next one is asked for.
 */
export function measureNormalization(parts: Iterable<Uint8Array>, channels: number): Normalization {
  const counts = new Float64Array(channels * 256);
  let pixels = 0;
  for (const images of parts) {
    pixels += images.length / channels;
    for (let i = 0; i < images.length; i += channels) {
      for (let channel = 0; channel < channels; channel++) {
        const bin = channel * 256 + images[i + channel]!;
        counts[bin] = counts[bin]! + 1;
      }
    }
  }
  const mean: number[] = [];
  const std: number[] = [];
  for (let channel = 0; channel < channels; channel++) {
    let sum = 0;
    let squares = 0;
    for (let value = 0; value < 256; value++) {
      const n = counts[channel * 256 + value]!;
      sum += n * value;
      squares += n * value * value;
    }
    const average = sum / pixels;
    const variance = squares / pixels - average * average;
    mean.push(average / 255);
    std.push(variance > 0 ? Math.sqrt(variance) / 255 : 1);
  }
  return { mean, std };
}
