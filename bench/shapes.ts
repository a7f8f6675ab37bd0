/** Classes of every network that is compared; as `bench/python/shapes.py`. */
export const CLASSES = 10;

/** Height, width, channels: MNIST's for the small networks, CIFAR's for the others; as `bench/python/shapes.py`. */
export function inputShape(network: string): readonly [number, number, number] {
  return network === 'mlp' || network === 'cnn' ? [28, 28, 1] : [32, 32, 3];
}
