"""A training step in PyTorch: what all contenders share, whatever their loss is made of."""

import itertools

import torch

from batches import random_batches
from torch_networks import create_optimizer, prepare


def compiled(function, asked):
    """The function, or network, through `torch.compile` where the variant asks for it."""
    return torch.compile(function) if asked["variant"].startswith("compile") else function


def training_step(network, loss_of, asked):
    """A function that trains on the next batch and returns its loss, a float; it has made three steps to warm up.

    network: a module, or several in a list; it is put into the memory layout that the variant asks for.
    loss_of: from pictures and labels to the loss, a scalar.
    """
    data = random_batches(asked["network"], asked["batch"])
    network, pictures = prepare(
        network,
        [images for images, _ in data],
        channels_last=asked["variant"].endswith("channels-last"),
    )
    labels = [torch.from_numpy(values).long() for _, values in data]
    optimizer = create_optimizer(network)
    turns = itertools.cycle(zip(pictures, labels))

    def step():
        images, truth = next(turns)
        loss = loss_of(images, truth)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        return loss.item()

    for _ in range(3):
        step()
    return step
