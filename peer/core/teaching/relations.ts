/**
 * Squared distances between samples' embeddings, in units of their mean: the relation that a student can take over from
 * an embedding of any width, as its own distances have the same shape.
 *
 *   N[i, j] = ‖x_i − x_j‖² / mean over pairs i ≠ j of ‖x_i − x_j‖²
 *
 * @param embeddings - float32 `[samples * width]`.
 * @param counted - Samples that count; distances from and to the others are 0 and go into no mean.
 * @returns float64 `[samples * samples]`, 0 where all embeddings are the same.
 */
export function relativeDistances(
  embeddings: Float32Array,
  width: number,
  counted: readonly boolean[],
): Float64Array {
  const samples = counted.length;
  const squares = new Float64Array(samples * samples);
  let sum = 0;
  let pairs = 0;
  for (let i = 0; i < samples; i++) {
    if (!counted[i]) continue;
    for (let j = 0; j < i; j++) {
      if (!counted[j]) continue;
      let square = 0;
      for (let k = 0; k < width; k++) {
        square += (embeddings[i * width + k]! - embeddings[j * width + k]!) ** 2;
      }
      squares[i * samples + j] = square;
      squares[j * samples + i] = square;
      sum += square;
      pairs++;
    }
  }
  return sum === 0 ? squares : squares.map((square) => (square * pairs) / sum);
}

/**
 * Similarities between samples' embeddings, each row of length 1.
 *
 *   G[i, j] = x_i · x_j,   S[i] = G[i] / ‖G[i]‖₂
 *
 * @param embeddings - float32 `[samples * width]`.
 * @param counted - Samples that count; rows and columns of the others are 0.
 * @returns float64 `[samples * samples]`.
 * @remarks Source: Tung and Mori 2019 (arXiv 1907.09682), equations 2 and 3.
 */
export function relativeSimilarities(
  embeddings: Float32Array,
  width: number,
  counted: readonly boolean[],
): Float64Array {
  const samples = counted.length;
  const products = new Float64Array(samples * samples);
  for (let i = 0; i < samples; i++) {
    if (!counted[i]) continue;
    for (let j = 0; j <= i; j++) {
      if (!counted[j]) continue;
      let product = 0;
      for (let k = 0; k < width; k++) product += embeddings[i * width + k]! * embeddings[j * width + k]!;
      products[i * samples + j] = product;
      products[j * samples + i] = product;
    }
  }
  for (let i = 0; i < samples; i++) normalize(products.subarray(i * samples, (i + 1) * samples));
  return products;
}

/** Makes a vector one of length 1, in place; one of zeros stays. */
export function normalize(vector: Float64Array): void {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  if (length === 0) return;
  for (let i = 0; i < vector.length; i++) vector[i]! /= length;
}
