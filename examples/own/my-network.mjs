// A small separable CNN. Called once in each peer that names it; returns an uncompiled tf.LayersModel.
export default ({ tf, inputShape, classes }) => {
  const input = tf.input({ shape: inputShape }); // [batch, height, width, channels]
  let x = input;
  for (const filters of [16, 32]) {
    x = tf.layers
      .separableConv2d({ filters, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' })
      .apply(x);
  }
  x = tf.layers.globalAveragePooling2d({}).apply(x); // [batch, 32]
  const logits = tf.layers.dense({ units: classes }).apply(x); // [batch, classes], no softmax
  return tf.model({ inputs: input, outputs: logits });
};
