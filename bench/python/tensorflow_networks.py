"""The networks of peer/model/networks as one writes them by hand in TensorFlow: NHWC, one fused op a layer."""

import math

import tensorflow as tf

from shapes import CLASSES, MOBILENET_BLOCKS


class Network:
    """Gives logits [batch, CLASSES] for pictures [batch, height, width, channels].

    Makes its variables the first time it is called, and takes them in the same order each time after. A call in
    training also leaves the moved statistics of batch normalisation in `moved`.
    """

    def __init__(self, name):
        self.weights = []
        self.statistics = []
        self.moved = []
        self._layers = {
            "mlp": self._mlp,
            "cnn": self._cnn,
            "resnet20": self._resnet,
            "wrn-16-2": self._wide_resnet,
            "mobilenet": self._mobilenet,
        }[name]

    def __call__(self, images):
        self._weights_taken = 0
        self._statistics_taken = 0
        self.moved = []
        return self._layers(images)

    def parameter_count(self):
        return sum(weight.shape.num_elements() for weight in self.weights)

    def _weight(self, shape, bound):
        if self._weights_taken == len(self.weights):
            seed = [1, self._weights_taken]
            self.weights.append(tf.Variable(lambda: tf.random.stateless_uniform(shape, seed, -bound, bound)))
        self._weights_taken += 1
        return self.weights[self._weights_taken - 1]

    def _vector(self, channels, value):
        if self._weights_taken == len(self.weights):
            self.weights.append(tf.Variable(lambda: tf.fill([channels], value)))
        self._weights_taken += 1
        return self.weights[self._weights_taken - 1]

    def _statistic(self, channels, value):
        if self._statistics_taken == len(self.statistics):
            self.statistics.append(tf.Variable(lambda: tf.fill([channels], value), trainable=False))
        self._statistics_taken += 1
        return self.statistics[self._statistics_taken - 1]

    def _dense(self, x, units):
        fan_in = x.shape[-1]
        kernel = self._weight([fan_in, units], 1 / math.sqrt(fan_in))
        return tf.nn.bias_add(tf.matmul(x, kernel), self._vector(units, 0.0))

    def _convolution(self, x, filters, kernel=3, strides=1):
        channels = x.shape[-1]
        weight = self._weight([kernel, kernel, channels, filters], math.sqrt(6 / (kernel * kernel * filters)))
        return tf.nn.conv2d(x, weight, strides, _padding(kernel, strides))

    def _depthwise(self, x, strides):
        weight = self._weight([3, 3, x.shape[-1], 1], math.sqrt(6 / 9))
        return tf.nn.depthwise_conv2d(x, weight, [1, strides, strides, 1], _padding(3, strides))

    def _normalized(self, x):
        channels = x.shape[-1]
        mean, variance = self._statistic(channels, 0.0), self._statistic(channels, 1.0)
        normalized = tf.raw_ops.FusedBatchNormV3(
            x=x,
            scale=self._vector(channels, 1.0),
            offset=self._vector(channels, 0.0),
            mean=mean,
            variance=variance,
            epsilon=1e-5,
            exponential_avg_factor=0.1,
            is_training=True,
        )
        self.moved += [(mean, normalized.batch_mean), (variance, normalized.batch_variance)]
        return normalized.y

    def _normalized_relu(self, x):
        return tf.nn.relu(self._normalized(x))

    def _pooled_logits(self, x):
        return self._dense(tf.reduce_mean(x, [1, 2]), CLASSES)

    def _mlp(self, x):
        x = tf.reshape(x, [-1, math.prod(x.shape[1:])])
        for units in (256, 128):
            x = tf.nn.relu(self._dense(x, units))
        return self._dense(x, CLASSES)

    def _cnn(self, x):
        for filters in (32, 64):
            bound = 1 / math.sqrt(9 * x.shape[-1])
            kernel = self._weight([3, 3, x.shape[-1], filters], bound)
            bias = self._vector(filters, 0.0)
            x = tf.nn.relu(tf.nn.bias_add(tf.nn.conv2d(x, kernel, 1, "SAME"), bias))
            x = tf.nn.max_pool2d(x, 2, 2, "SAME")
        x = tf.reshape(x, [-1, math.prod(x.shape[1:])])
        return self._dense(tf.nn.relu(self._dense(x, 128)), CLASSES)

    def _resnet(self, x):
        x = self._normalized_relu(self._convolution(x, 16))
        for stage, filters in enumerate((16, 32, 64)):
            for block in range(3):
                strides = 2 if stage > 0 and block == 0 else 1
                y = self._normalized_relu(self._convolution(x, filters, strides=strides))
                y = self._normalized(self._convolution(y, filters))
                x = tf.nn.relu(y + (x if strides == 1 else _half(x)))
        return self._pooled_logits(x)

    def _wide_resnet(self, x):
        x = self._convolution(x, 16)
        for stage, filters in enumerate((32, 64, 128)):
            for block in range(2):
                strides = 2 if stage > 0 and block == 0 else 1
                active = self._normalized_relu(x)
                y = self._normalized_relu(self._convolution(active, filters, strides=strides))
                y = self._convolution(y, filters)
                same = x.shape[-1] == filters
                x = y + (x if same else self._convolution(active, filters, kernel=1, strides=strides))
        return self._pooled_logits(self._normalized_relu(x))

    def _mobilenet(self, x):
        x = self._normalized_relu(self._convolution(x, 32))
        for filters, strides in MOBILENET_BLOCKS:
            x = self._normalized_relu(self._depthwise(x, strides))
            x = self._normalized_relu(self._convolution(x, filters, kernel=1))
        return self._pooled_logits(x)


def _padding(kernel, strides):
    """By 1 on every side for 3×3, as in Torch: with stride 2 "SAME" would pad only right and bottom."""
    return [[0, 0], [1, 1], [1, 1], [0, 0]] if kernel == 3 and strides == 2 else "SAME"


def _half(x):
    """Shortcut of option A: every second pixel of every second row, and zero channels on both sides."""
    side = x.shape[-1] // 2
    return tf.pad(x[:, ::2, ::2, :], [[0, 0], [0, 0], [0, 0], [side, side]])


def train_step(network, slots, images, labels):
    """Updates weights, slots and statistics; returns the loss, a scalar. For a graph, not op by op."""
    logits = network(images)
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
    loss = tf.reduce_mean(losses)
    gradients = tf.gradients(loss, network.weights)
    updates = [
        tf.raw_ops.ResourceApplyMomentum(
            var=weight.handle,
            accum=slot.handle,
            lr=0.001,
            grad=gradient + 5e-4 * weight,
            momentum=0.9,
            use_nesterov=True,
        )
        for weight, slot, gradient in zip(network.weights, slots, gradients)
    ]
    updates += [statistic.assign(value).op for statistic, value in network.moved]
    with tf.control_dependencies(updates):
        return tf.identity(loss)


def create_slots(network):
    return [tf.Variable(lambda shape=weight.shape: tf.zeros(shape), trainable=False) for weight in network.weights]
