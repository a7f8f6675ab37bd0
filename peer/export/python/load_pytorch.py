"""Makes a PyTorch module of the files beside this one. Needs torch and safetensors.

    import load_pytorch
    model = load_pytorch.load()        # an nn.Module: pictures [samples, height, width, channels] in, logits out
    load_pytorch.save(model, "mine.safetensors")   # trained on or not: what a run of codistill can begin with

Samples come with their channels last, as in every other export. Inside the channels are first, as PyTorch has them: an
axis of the description that is the last one of four is the second one here.
"""

import json
import os

import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional as F

ACTIVATIONS = {
    "linear": lambda x: x,
    "relu": F.relu,
    "relu6": F.relu6,
    "elu": F.elu,
    "selu": F.selu,
    "sigmoid": torch.sigmoid,
    "hard_sigmoid": lambda x: torch.clamp(0.2 * x + 0.5, 0, 1),  # that of Keras 2 and TensorFlow.js
    "tanh": torch.tanh,
    "softmax": lambda x: torch.softmax(x, 1 if x.dim() == 4 else -1),
    "softplus": F.softplus,
    "softsign": F.softsign,
    "swish": F.silu,
    "mish": F.mish,
    "gelu": F.gelu,
}


def channels_first(x):
    return x.permute(0, 3, 1, 2) if x.dim() == 4 else x


def channels_last(x):
    return x.permute(0, 2, 3, 1) if x.dim() == 4 else x


class Activation(nn.Module):
    def __init__(self, name):
        super().__init__()
        self.name = name
        self.function = ACTIVATIONS[name]

    def forward(self, x):
        return self.function(x)

    def extra_repr(self):
        return self.name


class Same(nn.Module):
    """TensorFlow's padding: as much as makes ceil(size / stride) outputs, one more below and right where it is odd."""

    def __init__(self, size, stride, dilation=(1, 1), value=0.0):
        super().__init__()
        self.size, self.stride, self.dilation, self.value = size, stride, dilation, value

    def forward(self, x):
        padding = []
        for side, size, stride, dilation in zip(x.shape[2:], self.size, self.stride, self.dilation):
            reach = (size - 1) * dilation + 1
            total = max((-(-side // stride) - 1) * stride + reach - side, 0)
            padding = [total // 2, total - total // 2, *padding]
        return F.pad(x, padding, value=self.value) if any(padding) else x


class MeanWithin(nn.Module):
    """Average pooling that counts no padding."""

    def __init__(self, size, stride):
        super().__init__()
        self.same, self.pool = Same(size, stride), nn.AvgPool2d(size, stride)

    def forward(self, x):
        ones = torch.ones_like(x[:1, :1])
        return self.pool(self.same(x)) / self.pool(self.same(ones))


class Chosen(nn.Module):
    """A function of its inputs, channels last."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, *inputs):
        return channels_first(self.function(*map(channels_last, inputs)))


class OfLastAxis(nn.Linear):
    def forward(self, x):
        return channels_first(super().forward(channels_last(x)))


class NormalizedChannels(nn.LayerNorm):
    def forward(self, x):
        return channels_first(super().forward(channels_last(x)))


class NormalizedBatch(nn.Module):
    """Batch normalisation of any number of axes, the channels of which are last in the description."""

    def __init__(self, channels, epsilon, momentum):
        super().__init__()
        self.norm = nn.BatchNorm2d(channels, eps=epsilon, momentum=1 - momentum)

    def forward(self, x):
        if x.dim() == 4:
            return self.norm(x)
        rows = x.reshape(-1, x.shape[-1], 1, 1)
        return self.norm(rows).reshape(x.shape)


class PositionEmbedding(nn.Module):
    """Adds a vector of its own to each place of a window."""

    def __init__(self, places):
        super().__init__()
        self.places = nn.Parameter(places)

    def forward(self, x):
        return x + self.places


class TokenRows(nn.Module):
    """The last `positions` of `tokens` of each window as rows, window by window."""

    def __init__(self, tokens, positions):
        super().__init__()
        self.tokens, self.positions = tokens, positions

    def forward(self, x):
        windows = x.reshape(-1, self.tokens, x.shape[-1])
        return windows[:, self.tokens - self.positions :].reshape(-1, x.shape[-1])


class ContextWindows(nn.Module):
    """The vectors of the `context` tokens up to each of the last `positions`, side by side, as rows."""

    def __init__(self, context, positions):
        super().__init__()
        self.context, self.positions = context, positions

    def forward(self, x):
        tokens, width = x.shape[1:]
        first = tokens - self.positions - self.context + 1
        x = F.pad(x, (0, 0, max(0, -first), 0))
        first = max(0, first)
        beside = [x[:, first + i : first + i + self.positions] for i in range(self.context)]
        return torch.cat(beside, 2).reshape(-1, self.context * width)


class CausalAttention(nn.Module):
    """Attention of rows that hold queries, keys and values, in which a token sees itself and those before it."""

    def __init__(self, tokens, heads):
        super().__init__()
        self.tokens, self.heads = tokens, heads

    def forward(self, x):
        width = x.shape[-1] // 3
        size = width // self.heads
        apart = x.reshape(-1, self.tokens, 3, self.heads, size)
        queries, keys, values = (apart[:, :, i].transpose(1, 2) for i in range(3))
        scores = queries @ keys.transpose(2, 3) / size**0.5
        unseen = torch.triu(torch.full((self.tokens, self.tokens), -1e9, device=x.device), 1)
        seen = torch.softmax(scores + unseen, -1) @ values
        return seen.transpose(1, 2).reshape(-1, width)


class Recurrence(nn.Module):
    """Gated recurrent units. PyTorch's own, where the reset gate acts behind the product; else Keras's older form."""

    def __init__(self, config, kernel, recurrent, bias=None):
        super().__init__()
        width, self.units = kernel.shape[0], config["units"]
        self.all = config["return_sequences"]
        self.activation = ACTIVATIONS[config["activation"]]
        self.gate = ACTIVATIONS[config["recurrent_activation"]]
        self.after = config["reset_after"]
        self.gru = nn.GRU(width, self.units, bias=bias is not None, batch_first=True)
        with torch.no_grad():
            self.gru.weight_ih_l0.copy_(self.in_order(kernel).t())
            self.gru.weight_hh_l0.copy_(self.in_order(recurrent).t())
            if bias is not None:
                both = self.in_order(bias) if self.after else torch.stack([self.in_order(bias), 0 * bias])
                self.gru.bias_ih_l0.copy_(both[0])
                self.gru.bias_hh_l0.copy_(both[1])
        self.is_own = not (self.after and config["activation"] == "tanh" and config["recurrent_activation"] == "sigmoid")

    def weights(self):
        """As Keras has them."""
        gru = self.gru
        kernels = [self.in_order(weight.t()) for weight in (gru.weight_ih_l0, gru.weight_hh_l0)]
        if not gru.bias:
            return kernels
        biases = [self.in_order(bias) for bias in (gru.bias_ih_l0, gru.bias_hh_l0)]
        return [*kernels, torch.stack(biases) if self.after else sum(biases)]

    def in_order(self, gates):
        """From Keras's order of the gates, update, reset, new, to PyTorch's, which begins with reset; and the other way."""
        first, second, new = gates.split(self.units, -1)
        return torch.cat([second, first, new], -1)

    def forward(self, x):
        states = self.by_token(x) if self.is_own else self.gru(x)[0]
        return states if self.all else states[:, -1]

    def by_token(self, x):
        gru, hidden, states = self.gru, x.new_zeros(x.shape[0], self.units), []
        has_bias = gru.bias
        for token in F.linear(x, gru.weight_ih_l0, gru.bias_ih_l0 if has_bias else None).unbind(1):
            reset_x, update_x, new_x = token.split(self.units, 1)
            reset_w, update_w, new_w = gru.weight_hh_l0.split(self.units, 0)
            reset_b, update_b, new_b = gru.bias_hh_l0.split(self.units) if has_bias else (None, None, None)
            reset = self.gate(reset_x + F.linear(hidden, reset_w, reset_b))
            update = self.gate(update_x + F.linear(hidden, update_w, update_b))
            if self.after:
                new = self.activation(new_x + reset * F.linear(hidden, new_w, new_b))
            else:
                new = self.activation(new_x + F.linear(reset * hidden, new_w, new_b))
            hidden = update * hidden + (1 - update) * new
            states.append(hidden)
        return torch.stack(states, 1)


def activated(module, config):
    name = config.get("activation", "linear")
    return module if name == "linear" else nn.Sequential(*flat(module), Activation(name))


def flat(module):
    return list(module) if isinstance(module, nn.Sequential) else [module]


def convolution(config, kernel, bias, groups):
    """Of a kernel in PyTorch's order: outputs, inputs of a group, height, width."""
    sides = {key: tuple(config[key]) for key in ("kernel_size", "strides", "dilation_rate")}
    inner = nn.Conv2d(
        kernel.shape[1] * groups,
        kernel.shape[0],
        sides["kernel_size"],
        sides["strides"],
        dilation=sides["dilation_rate"],
        groups=groups,
        bias=bias is not None,
    )
    set_parameters(inner, kernel, bias)
    if config["padding"] == "valid":
        return inner
    return nn.Sequential(Same(*sides.values()), inner)


def set_parameters(module, weight, bias):
    with torch.no_grad():
        module.weight.copy_(weight)
        if bias is not None:
            module.bias.copy_(bias)


def conv2d(config, kernel, bias=None):
    return activated(convolution(config, kernel.permute(3, 2, 0, 1), bias, 1), config)


def depthwise(kernel):
    """Keras has each channel's multiples side by side, PyTorch a group a channel."""
    height, width, channels, multiplier = kernel.shape
    return kernel.permute(2, 3, 0, 1).reshape(channels * multiplier, 1, height, width)


def depthwise_conv2d(config, kernel, bias=None):
    return activated(convolution(config, depthwise(kernel), bias, kernel.shape[2]), config)


def separable_conv2d(config, kernel, pointwise, bias=None):
    spatial = convolution(config, depthwise(kernel), None, kernel.shape[2])
    across = {"kernel_size": (1, 1), "strides": (1, 1), "dilation_rate": (1, 1), "padding": "valid"}
    mixing = convolution(across, pointwise.permute(3, 2, 0, 1), bias, 1)
    return activated(nn.Sequential(*flat(spatial), mixing), config)


def dense(config, kernel, bias=None):
    inner = OfLastAxis(*kernel.shape, bias=bias is not None)
    set_parameters(inner, kernel.t(), bias)
    return activated(inner, config)


def batch_normalization(config, *weights):
    weights = list(weights)
    channels = weights[-1].shape[0]
    module = NormalizedBatch(channels, config["epsilon"], config["momentum"])
    with torch.no_grad():
        if config["scale"]:
            module.norm.weight.copy_(weights.pop(0))
        if config["center"]:
            module.norm.bias.copy_(weights.pop(0))
        module.norm.running_mean.copy_(weights[0])
        module.norm.running_var.copy_(weights[1])
    return module


def layer_normalization(config, *weights):
    weights = list(weights)
    module = NormalizedChannels(weights[0].shape[0], eps=config["epsilon"])
    with torch.no_grad():
        if config["scale"]:
            module.weight.copy_(weights.pop(0))
        if config["center"]:
            module.bias.copy_(weights.pop(0))
    return module


def embedding(config, table):
    module = nn.Embedding.from_pretrained(table, freeze=False)
    return nn.Sequential(ToIndices(), module)


class ToIndices(nn.Module):
    def forward(self, x):
        return x.long()


def max_pooling(config):
    size, stride = tuple(config["pool_size"]), tuple(config["strides"])
    pool = nn.MaxPool2d(size, stride)
    return pool if config["padding"] == "valid" else nn.Sequential(Same(size, stride, value=float("-inf")), pool)


def average_pooling(config):
    size, stride = tuple(config["pool_size"]), tuple(config["strides"])
    return nn.AvgPool2d(size, stride) if config["padding"] == "valid" else MeanWithin(size, stride)


def zero_padding(config):
    (top, bottom), (left, right) = config["padding"]
    return nn.ZeroPad2d((left, right, top, bottom))


def folded(function):
    """A layer that joins several inputs, two at a time."""

    def joined(*inputs):
        result = inputs[0]
        for one in inputs[1:]:
            result = function(result, one)
        return result

    return lambda config: Chosen(joined)


def average(config):
    return Chosen(lambda *inputs: sum(inputs) / len(inputs))


def concatenate(config):
    return Chosen(lambda *inputs: torch.cat(inputs, config["axis"]))


LAYERS = {
    "Activation": lambda config: Activation(config["activation"]),
    "Add": folded(torch.add),
    "Average": average,
    "AveragePooling2D": average_pooling,
    "BatchNormalization": batch_normalization,
    "CausalAttention": lambda config: CausalAttention(**config),
    "Concatenate": concatenate,
    "ContextWindows": lambda config: ContextWindows(**config),
    "Conv2D": conv2d,
    "Dense": dense,
    "DepthwiseConv2D": depthwise_conv2d,
    "Dropout": lambda config: nn.Dropout(config["rate"]),
    "ELU": lambda config: nn.ELU(config["alpha"]),
    "Embedding": embedding,
    "Flatten": lambda config: Chosen(lambda x: x.reshape(x.shape[0], -1)),
    "GRU": Recurrence,
    "GlobalAveragePooling2D": lambda config: Chosen(lambda x: x.mean((1, 2))),
    "GlobalMaxPooling2D": lambda config: Chosen(lambda x: x.amax((1, 2))),
    "LayerNormalization": layer_normalization,
    "LeakyReLU": lambda config: nn.LeakyReLU(config["negative_slope"]),
    "MaxPooling2D": max_pooling,
    "Maximum": folded(torch.maximum),
    "Minimum": folded(torch.minimum),
    "Multiply": folded(torch.mul),
    "Permute": lambda config: Chosen(lambda x: x.permute(0, *config["dims"])),
    "PositionEmbedding": lambda config, places: PositionEmbedding(places),
    "ReLU": lambda config: nn.ReLU() if "max_value" not in config else nn.Hardtanh(0, config["max_value"]),
    "Reshape": lambda config: Chosen(lambda x: x.reshape(x.shape[0], *config["target_shape"])),
    "SeparableConv2D": separable_conv2d,
    "Softmax": lambda config: Chosen(lambda x: torch.softmax(x, config["axis"])),
    "TokenRows": lambda config: TokenRows(**config),
    "ZeroPadding2D": zero_padding,
}


def parts(module, kind):
    return [part for part in module.modules() if isinstance(part, kind)]


def present(*tensors):
    return [tensor for tensor in tensors if tensor is not None]


def grouped_kernel(convolution):
    weight = convolution.weight
    return weight.reshape(convolution.groups, -1, *weight.shape[2:]).permute(2, 3, 0, 1)


def kernel_of(convolution):
    return convolution.weight.permute(2, 3, 1, 0)


def scaled(config, module):
    return [*([module.weight] if config["scale"] else []), *([module.bias] if config["center"] else [])]


def dense_weights(config, module):
    (linear,) = parts(module, nn.Linear)
    return present(linear.weight.t(), linear.bias)


def convolution_weights(config, module):
    (inner,) = parts(module, nn.Conv2d)
    return present(kernel_of(inner), inner.bias)


def depthwise_weights(config, module):
    (inner,) = parts(module, nn.Conv2d)
    return present(grouped_kernel(inner), inner.bias)


def separable_weights(config, module):
    spatial, mixing = parts(module, nn.Conv2d)
    return present(grouped_kernel(spatial), kernel_of(mixing), mixing.bias)


# What LAYERS made of a layer's weights, back in Keras's order and form.
WEIGHTS = {
    "BatchNormalization": lambda config, module: [
        *scaled(config, module.norm),
        module.norm.running_mean,
        module.norm.running_var,
    ],
    "Conv2D": convolution_weights,
    "Dense": dense_weights,
    "DepthwiseConv2D": depthwise_weights,
    "Embedding": lambda config, module: [part.weight for part in parts(module, nn.Embedding)],
    "GRU": lambda config, module: module.weights(),
    "LayerNormalization": scaled,
    "PositionEmbedding": lambda config, module: [module.places],
    "SeparableConv2D": separable_weights,
}


class Network(nn.Module):
    def __init__(self, architecture, weights):
        super().__init__()
        self.layers = architecture["layers"]
        self.input, self.output = architecture["input"]["name"], architecture["output"]["layer"]
        self.steps, keys = [], {}
        for step in architecture["layers"]:
            if "shares" in step:
                key = keys[step["shares"]]
            else:
                key = self.free(step["name"])
                tensors = [weights[name] for name in step["weights"]]
                self.add_module(key, LAYERS[step["layer"]](step["config"], *tensors))
            keys[step["name"]] = key
            self.steps.append((step["name"], key, step["inputs"]))
        self.eval()

    def free(self, name):
        """A name that PyTorch takes for a module."""
        key = name.replace(".", "_").replace("/", "_")
        while hasattr(self, key):
            key += "_"
        return key

    def forward(self, x):
        values = {self.input: channels_first(x)}
        for name, key, inputs in self.steps:
            values[name] = getattr(self, key)(*[values[one] for one in inputs])
        return channels_last(values[self.output])


def load(directory=os.path.dirname(os.path.abspath(__file__))):
    """Returns the network with its weights, in inference mode."""
    with open(os.path.join(directory, "architecture.json"), encoding="utf8") as file:
        architecture = json.load(file)
    return Network(architecture, load_file(os.path.join(directory, "weights.safetensors")))


def save(model, path):
    """Writes the weights of a network that `load` made, whether it was trained since or not, as a safetensors file."""
    tensors = {}
    for step, (_, key, _) in zip(model.layers, model.steps):
        if step["weights"] and "shares" not in step:
            found = WEIGHTS[step["layer"]](step["config"], getattr(model, key))
            for name, tensor in zip(step["weights"], found, strict=True):
                tensors[name] = tensor.detach().cpu().float().contiguous().clone()
    save_file(tensors, path, {"format": "keras"})


def predict(model, samples):
    """Outputs of float32 samples, as an array."""
    with torch.no_grad():
        return model(torch.from_numpy(samples)).numpy()


def runtime():
    return f"PyTorch {torch.__version__}"
