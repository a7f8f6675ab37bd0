"""Mutual learning of several networks in one PyTorch process.

Variants: `default`, `channels-last`, `compile`, `compile-channels-last`; what comes after `compile` is the layout.
"""

import itertools

import torch

from batches import random_batches
from mutual import mutual_loss
from protocol import configuration, serve
from torch_networks import create_network, create_optimizer, parameter_count, prepare

asked = configuration()
torch.manual_seed(1)
torch.set_num_threads(asked["threads"])

data = random_batches(asked["network"], asked["batch"])
networks = torch.nn.ModuleList(create_network(asked["network"]).train() for _ in range(asked["peers"]))
networks, pictures = prepare(
    networks,
    [images for images, _ in data],
    channels_last=asked["variant"].endswith("channels-last"),
)
labels = [torch.from_numpy(values).long() for _, values in data]
optimizer = create_optimizer(networks)
turns = itertools.cycle(zip(pictures, labels))


def loss_of(images, truth):
    """The sum of all losses: as targets are constants, each network's gradient is that of its own loss."""
    logits = [network(images) for network in networks]
    losses = [
        mutual_loss(own, [other for j, other in enumerate(logits) if j != i], truth) for i, own in enumerate(logits)
    ]
    return torch.stack(losses).sum()


forward = torch.compile(loss_of) if asked["variant"].startswith("compile") else loss_of


def step():
    images, truth = next(turns)
    loss = forward(images, truth)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()
    return loss.item()


for _ in range(3):
    step()
serve(step, parameters=parameter_count(networks[0]), version=torch.__version__)
