"""Random pictures and labels of the data set that a network is measured on."""

import numpy as np

from shapes import CLASSES, input_shape

# A handful of batches, so that none stays in the processor's caches from step to step.
BATCHES = 4


def random_batches(network, batch):
    """Pairs of float32 [batch, height, width, channels] and int32 [batch]."""
    random = np.random.default_rng(1)
    shape = (batch, *input_shape(network))
    return [
        (random.standard_normal(shape, dtype=np.float32), random.integers(0, CLASSES, batch, dtype=np.int32))
        for _ in range(BATCHES)
    ]
