"""One network that trains alone in PyTorch.

Variants: `default`, `channels-last`, `compile`, `compile-channels-last`; what comes after `compile` is the layout.
"""

import torch
from torch.nn import functional as F

from protocol import configuration, serve
from torch_networks import create_network, parameter_count
from torch_training import compiled, training_step

asked = configuration()
torch.manual_seed(1)
torch.set_num_threads(asked["threads"])
network = create_network(asked["network"]).train()


def loss_of(images, truth):
    return F.cross_entropy(network(images), truth)


step = training_step(network, compiled(loss_of, asked), asked)
serve(step, parameters=parameter_count(network), version=torch.__version__, threads=torch.get_num_threads())
