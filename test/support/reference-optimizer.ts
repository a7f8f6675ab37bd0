/** PyTorch's update rules in float64 on one list of numbers, transcribed from its documentation's pseudocode. */

export interface ReferenceOptimizer {
  update(weights: readonly number[], gradients: readonly number[], learningRate: number): number[];
}

export function referenceSgd(options: {
  readonly momentum: number;
  readonly nesterov: boolean;
  readonly weightDecay: number;
}): ReferenceOptimizer {
  const { momentum, nesterov, weightDecay } = options;
  let buffer: number[] | undefined;
  return {
    update(weights, gradients, learningRate) {
      const g = gradients.map((gradient, i) => gradient + weightDecay * weights[i]!);
      let direction = g;
      if (momentum !== 0) {
        buffer = buffer === undefined ? g : buffer.map((b, i) => momentum * b + g[i]!);
        direction = nesterov ? g.map((value, i) => value + momentum * buffer![i]!) : buffer;
      }
      return weights.map((weight, i) => weight - learningRate * direction[i]!);
    },
  };
}

export function referenceAdam(options: { readonly weightDecay: number }): ReferenceOptimizer {
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];
  let t = 0;
  let m: number[] | undefined;
  let v: number[] | undefined;
  return {
    update(weights, gradients, learningRate) {
      t++;
      const g = gradients.map((gradient, i) => gradient + options.weightDecay * weights[i]!);
      m = g.map((value, i) => beta1 * (m?.[i] ?? 0) + (1 - beta1) * value);
      v = g.map((value, i) => beta2 * (v?.[i] ?? 0) + (1 - beta2) * value * value);
      return weights.map((weight, i) => {
        const mHat = m![i]! / (1 - beta1 ** t);
        const vHat = v![i]! / (1 - beta2 ** t);
        return weight - (learningRate * mHat) / (Math.sqrt(vHat) + epsilon);
      });
    },
  };
}
