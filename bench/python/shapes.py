"""What the networks of every contender have in common."""

CLASSES = 10

# Filters and strides of each depthwise-separable block.
MOBILENET_BLOCKS = [
    (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1), (512, 1), (512, 1), (512, 1), (512, 1),
    (1024, 2), (1024, 1),
]  # fmt: skip


def input_shape(network):
    """Height, width, channels: MNIST's for the small networks, CIFAR's for the others."""
    return (28, 28, 1) if network in ("mlp", "cnn") else (32, 32, 3)
