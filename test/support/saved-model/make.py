"""Makes the SavedModel beside this file, as somebody with TensorFlow 2.21 in Python would: a linear map of 4x4x1 images.

    python make.py
"""

from pathlib import Path

import tensorflow as tf


class Linear(tf.Module):
    def __init__(self):
        super().__init__()
        self.weights = tf.Variable(tf.reshape(tf.range(64, dtype=tf.float32) / 64, [16, 4]))

    @tf.function(input_signature=[tf.TensorSpec([None, 4, 4, 1])])
    def __call__(self, images):
        return {"logits": tf.reshape(images, [-1, 16]) @ self.weights}


model = Linear()
tf.saved_model.save(model, Path(__file__).parent, signatures=model.__call__)
