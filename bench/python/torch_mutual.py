"""Mutual learning of several networks in one PyTorch process.

Variants: `default`, `channels-last`, `compile`, `compile-channels-last`; what comes after `compile` is the layout.
"""

import torch

from mutual import mutual_loss
from protocol import configuration, serve
from torch_networks import create_network, parameter_count
from torch_training import compiled, training_step

asked = configuration()
torch.manual_seed(1)
torch.set_num_threads(asked["threads"])
networks = torch.nn.ModuleList(create_network(asked["network"]).train() for _ in range(asked["peers"]))


def loss_of(images, truth):
    """The sum of all losses: as targets are constants, each network's gradient is that of its own loss."""
    logits = [network(images) for network in networks]
    losses = [
        mutual_loss(own, [other for j, other in enumerate(logits) if j != i], truth) for i, own in enumerate(logits)
    ]
    return torch.stack(losses).sum()


step = training_step(networks, compiled(loss_of, asked), asked)
serve(step, parameters=parameter_count(networks[0]), version=torch.__version__)
