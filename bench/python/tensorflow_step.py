"""One network that trains alone by a hand-written TensorFlow graph.

Variants: `function` runs it as a `tf.function`, `session` in a session; what comes after it is the number of threads
between which ops are shared out, such as `session-1`.
"""

import itertools

import tensorflow as tf

from batches import random_batches
from protocol import configuration, serve
from tensorflow_networks import Network, create_slots, train_step

asked = configuration()
runner, inter_op = asked["variant"].split("-")
tf.config.threading.set_intra_op_parallelism_threads(asked["threads"])
tf.config.threading.set_inter_op_parallelism_threads(int(inter_op))

data = random_batches(asked["network"], asked["batch"])
turns = itertools.cycle(data)
network = Network(asked["network"])


def by_function():
    images, labels = data[0]
    network(tf.constant(images[:1]))
    slots = create_slots(network)
    graph = tf.function(lambda images, labels: train_step(network, slots, images, labels), autograph=False)
    graph = graph.get_concrete_function(
        tf.TensorSpec(images.shape, tf.float32), tf.TensorSpec(labels.shape, tf.int32)
    )
    return lambda images, labels: graph(tf.constant(images), tf.constant(labels)).numpy()


def by_session():
    v1 = tf.compat.v1
    with tf.Graph().as_default() as graph:
        images, labels = data[0]
        placeholders = [v1.placeholder(tf.float32, images.shape), v1.placeholder(tf.int32, labels.shape)]
        network(placeholders[0])
        slots = create_slots(network)
        loss = train_step(network, slots, *placeholders)
        config = v1.ConfigProto(
            intra_op_parallelism_threads=asked["threads"], inter_op_parallelism_threads=int(inter_op)
        )
        session = v1.Session(graph=graph, config=config)
        session.run([variable.initializer for variable in network.weights + network.statistics + slots])
        return session.make_callable(loss, placeholders)


train = by_function() if runner == "function" else by_session()


def step():
    return float(train(*next(turns)))


for _ in range(3):
    step()
serve(step, parameters=network.parameter_count(), version=tf.__version__, threads=asked["threads"])
