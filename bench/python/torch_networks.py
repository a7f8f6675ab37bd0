"""The networks of peer/model/networks, layer by layer, in PyTorch."""

import torch
from torch import nn
from torch.nn import functional as F

from shapes import CLASSES, MOBILENET_BLOCKS, input_shape


def create_network(name):
    """A network that gives logits [batch, CLASSES] for pictures [batch, channels, height, width]."""
    height, width, channels = input_shape(name)
    if name == "mlp":
        return nn.Sequential(nn.Flatten(), *dense_layers([height * width * channels, 256, 128]))
    if name == "cnn":
        return nn.Sequential(
            nn.Conv2d(channels, 32, 3, padding=1), nn.ReLU(inplace=True), nn.MaxPool2d(2),
            nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(inplace=True), nn.MaxPool2d(2),
            nn.Flatten(), *dense_layers([height // 4 * (width // 4) * 64, 128]),
        )  # fmt: skip
    if name == "resnet20":
        return resnet(channels, blocks=3)
    if name == "wrn-16-2":
        return wide_resnet(channels, blocks=2, width=2)
    if name == "mobilenet":
        return mobilenet(channels)
    raise ValueError(f"there is no network {name} here")


def dense_layers(widths):
    for fan_in, units in zip(widths, widths[1:]):
        yield nn.Linear(fan_in, units)
        yield nn.ReLU(inplace=True)
    yield nn.Linear(widths[-1], CLASSES)


def convolution(channels, filters, kernel=3, strides=1, groups=1):
    return nn.Conv2d(channels, filters, kernel, strides, padding=kernel // 2, groups=groups, bias=False)


def normalized_relu(channels):
    return [nn.BatchNorm2d(channels), nn.ReLU(inplace=True)]


def pooled_logits(channels):
    return [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, CLASSES)]


class ResidualBlock(nn.Module):
    """conv, norm, ReLU, conv, norm, + shortcut of option A, ReLU."""

    def __init__(self, channels, filters):
        super().__init__()
        self.strides = 1 if channels == filters else 2
        self.padding = (filters - channels) // 2
        self.body = nn.Sequential(
            convolution(channels, filters, strides=self.strides), *normalized_relu(filters),
            convolution(filters, filters), nn.BatchNorm2d(filters),
        )  # fmt: skip

    def forward(self, x):
        shortcut = x
        if self.strides == 2:
            shortcut = F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, self.padding, self.padding))
        return F.relu(self.body(x) + shortcut, inplace=True)


def resnet(channels, blocks):
    layers = [convolution(channels, 16), *normalized_relu(16)]
    before = 16
    for filters in (16, 32, 64):
        for _ in range(blocks):
            layers.append(ResidualBlock(before, filters))
            before = filters
    return nn.Sequential(*layers, *pooled_logits(before))


class WideBlock(nn.Module):
    """norm, ReLU, conv, norm, ReLU, conv, + shortcut; the first block of a stage has a shortcut of 1×1 convolution."""

    def __init__(self, channels, filters, strides):
        super().__init__()
        self.active = nn.Sequential(*normalized_relu(channels))
        self.body = nn.Sequential(
            convolution(channels, filters, strides=strides), *normalized_relu(filters),
            convolution(filters, filters),
        )  # fmt: skip
        same = channels == filters
        self.shortcut = None if same else convolution(channels, filters, kernel=1, strides=strides)

    def forward(self, x):
        # The first ReLU works in place on the normalised copy, so x itself is still there for the shortcut.
        active = self.active(x)
        return self.body(active) + (x if self.shortcut is None else self.shortcut(active))


def wide_resnet(channels, blocks, width):
    layers = [convolution(channels, 16)]
    before = 16
    for stage, base in enumerate((16, 32, 64)):
        for block in range(blocks):
            strides = 2 if stage > 0 and block == 0 else 1
            layers.append(WideBlock(before, base * width, strides))
            before = base * width
    return nn.Sequential(*layers, *normalized_relu(before), *pooled_logits(before))


def mobilenet(channels):
    layers = [convolution(channels, 32), *normalized_relu(32)]
    before = 32
    for filters, strides in MOBILENET_BLOCKS:
        layers += [convolution(before, before, strides=strides, groups=before), *normalized_relu(before)]
        layers += [convolution(before, filters, kernel=1), *normalized_relu(filters)]
        before = filters
    return nn.Sequential(*layers, *pooled_logits(before))


def parameter_count(network):
    return sum(parameter.numel() for parameter in network.parameters())


def create_optimizer(network):
    """As peer/model/optimizers/sgd.ts; its fused form is PyTorch's fastest on a CPU."""
    return torch.optim.SGD(
        network.parameters(), lr=0.001, momentum=0.9, nesterov=True, weight_decay=5e-4, fused=True
    )


def prepare(network, images, channels_last):
    """The network and its pictures [batch, height, width, channels] in the memory layout asked for."""
    pictures = [torch.from_numpy(array).permute(0, 3, 1, 2) for array in images]
    layout = torch.channels_last if channels_last else torch.contiguous_format
    return network.to(memory_format=layout), [picture.contiguous(memory_format=layout) for picture in pictures]
