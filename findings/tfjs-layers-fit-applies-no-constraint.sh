#!/bin/bash
# @tensorflow/tfjs-layers 4.22.0: LayersModel.fit() applies no weight constraint.
#
# A good guess, from Keras: a layer's kernelConstraint is applied after each update of the optimizer. Here the constraint acts
# only when a weight is written through its LayerVariable (setWeights, initial value); training lets the weight leave the
# allowed set. Source: tfjs-layers/src/variables.ts (LayerVariable.write) and engine/training.ts (makeTrainFunction), which
# hands the raw tf.Variable to the optimizer.
#
# Seen with Node 20.20.2: kernel 0.988 after fit, though maxNorm is 0.1; 0.100 once it is written again.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-layers@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0
cat > seen.mjs <<'JS'
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import * as layers from '@tensorflow/tfjs-layers';

await tf.setBackend('cpu');
const model = layers.sequential({
  layers: [
    layers.layers.dense({
      units: 1, inputShape: [1], useBias: false,
      kernelInitializer: 'zeros', kernelConstraint: layers.constraints.maxNorm({ maxValue: 0.1 }),
    }),
  ],
});
model.compile({ optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError' });
const x = tf.ones([8, 1]);
await model.fit(x, x, { epochs: 20, batchSize: 8, verbose: 0 });
const trained = (await model.getWeights()[0].data())[0];
model.setWeights([tf.tensor2d([[trained]])]);
const written = (await model.getWeights()[0].data())[0];
console.log(`maxNorm 0.1: kernel after fit ${trained.toFixed(3)}, after setWeights of the same value ${written.toFixed(3)}`);
if (!(trained > 0.5 && Math.abs(written - 0.1) < 1e-3)) { console.error('CHANGED'); process.exit(1); }
JS
node seen.mjs
