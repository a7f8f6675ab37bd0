"""Makes a Keras 3 model of the files beside this one. Needs keras, with any backend, and safetensors.

    import load_keras
    model = load_keras.load()          # a keras.Model: pictures [samples, height, width, channels] in, logits out
"""

import json
import os

import keras
import numpy as np
from keras import ops
from safetensors.numpy import load_file


class PositionEmbedding(keras.layers.Layer):
    """Adds a vector of its own to each place of a window."""

    def build(self, shape):
        self.places = self.add_weight(name="places", shape=shape[1:], initializer="zeros")

    def call(self, x):
        return x + self.places


class TokenRows(keras.layers.Layer):
    """The last `positions` of `tokens` of each window as rows, window by window."""

    def __init__(self, tokens, positions, **more):
        super().__init__(**more)
        self.tokens, self.positions = tokens, positions

    def call(self, x):
        width = x.shape[-1]
        windows = ops.reshape(x, (-1, self.tokens, width))
        return ops.reshape(windows[:, self.tokens - self.positions :], (-1, width))


class ContextWindows(keras.layers.Layer):
    """The vectors of the `context` tokens up to each of the last `positions`, side by side, as rows."""

    def __init__(self, context, positions, **more):
        super().__init__(**more)
        self.context, self.positions = context, positions

    def call(self, x):
        tokens, width = x.shape[1:]
        first = tokens - self.positions - self.context + 1
        x = ops.pad(x, ((0, 0), (max(0, -first), 0), (0, 0)))
        first = max(0, first)
        beside = [x[:, first + i : first + i + self.positions] for i in range(self.context)]
        return ops.reshape(ops.concatenate(beside, axis=2), (-1, self.context * width))


class CausalAttention(keras.layers.Layer):
    """Attention of rows that hold queries, keys and values, in which a token sees itself and those before it."""

    def __init__(self, tokens, heads, **more):
        super().__init__(**more)
        self.tokens, self.heads = tokens, heads

    def call(self, x):
        width = x.shape[-1] // 3
        size = width // self.heads
        apart = ops.reshape(x, (-1, self.tokens, 3, self.heads, size))
        queries, keys, values = (ops.transpose(apart[:, :, i], (0, 2, 1, 3)) for i in range(3))
        scores = ops.matmul(queries, ops.transpose(keys, (0, 1, 3, 2))) / np.sqrt(size)
        unseen = np.triu(np.full((self.tokens, self.tokens), -1e9, "float32"), 1)
        seen = ops.matmul(ops.softmax(scores + unseen), values)
        return ops.reshape(ops.transpose(seen, (0, 2, 1, 3)), (-1, width))


def hard_sigmoid(x):
    """That of Keras 2 and TensorFlow.js; Keras 3 has a flatter one of the same name."""
    return ops.clip(0.2 * x + 0.5, 0.0, 1.0)


OWN = {layer.__name__: layer for layer in (PositionEmbedding, TokenRows, ContextWindows, CausalAttention)}


def load(directory=os.path.dirname(os.path.abspath(__file__))):
    """Returns the network with its weights."""
    with open(os.path.join(directory, "architecture.json"), encoding="utf8") as file:
        architecture = json.load(file)
    weights = load_file(os.path.join(directory, "weights.safetensors"))
    start = keras.Input(shape=architecture["input"]["shape"][1:], name=architecture["input"]["name"])
    values, layers = {architecture["input"]["name"]: start}, {}
    for step in architecture["layers"]:
        layer = layers.get(step.get("shares")) or make(step)
        layers[step["name"]] = layer
        inputs = [values[name] for name in step["inputs"]]
        values[step["name"]] = layer(inputs if len(inputs) > 1 else inputs[0])
        if "shares" not in step:
            layer.set_weights([weights[name] for name in step["weights"]])
    return keras.Model(start, values[architecture["output"]["layer"]])


def make(step):
    config = {key: hard_sigmoid if value == "hard_sigmoid" else value for key, value in step["config"].items()}
    kind = OWN.get(step["layer"]) or getattr(keras.layers, step["layer"])
    return kind(name=step["name"].replace("/", "_"), **config)


def predict(model, samples):
    """Outputs of float32 samples, as an array."""
    return ops.convert_to_numpy(model(samples, training=False))


def runtime():
    return f"Keras {keras.__version__} on {keras.backend.backend()}"
