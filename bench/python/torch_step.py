"""One network that trains alone in PyTorch.

Variants: `default`, `channels-last`, `compile`, `compile-channels-last`; what comes after `compile` is the layout.
"""

import itertools

import torch
from torch.nn import functional as F

from batches import random_batches
from protocol import configuration, serve
from torch_networks import create_network, create_optimizer, parameter_count, prepare

asked = configuration()
torch.manual_seed(1)
torch.set_num_threads(asked["threads"])

data = random_batches(asked["network"], asked["batch"])
network, pictures = prepare(
    create_network(asked["network"]).train(),
    [images for images, _ in data],
    channels_last=asked["variant"].endswith("channels-last"),
)
labels = [torch.from_numpy(values).long() for _, values in data]
optimizer = create_optimizer(network)
turns = itertools.cycle(zip(pictures, labels))


def loss_of(images, truth):
    return F.cross_entropy(network(images), truth)


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
serve(step, parameters=parameter_count(network), version=torch.__version__, threads=torch.get_num_threads())
