#!/bin/bash
# @tensorflow/tfjs-layers 4.22.0: the regularizers of recurrent layers are not in a model's losses, and a layer that is called
# twice is counted twice.
#
# A good guess, from Keras: model.losses has one penalty for each regularized weight. calculateLosses() collects what layers
# added with addLoss; an RNN layer holds its weights in a cell, whose losses it does not pass on, so a GRU with l2 trains
# without it, silently. A dense layer called on two inputs stands there twice. Source: tfjs-layers/src/engine/container.ts
# (calculateLosses), layers/recurrent.ts.
#
# Seen with Node 20.20.2: dense 1, dense called twice 2, gru 0.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-layers@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0
cat > seen.mjs <<'JS'
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import * as api from '@tensorflow/tfjs-layers';

await tf.setBackend('cpu');
const { layers, input, model, regularizers } = api;
const l2 = () => regularizers.l2({ l2: 1 });
const countOf = (inputs, outputs) => model({ inputs, outputs }).calculateLosses().length;

const a = input({ shape: [3] });
const b = input({ shape: [3] });
const once = layers.dense({ units: 2, kernelRegularizer: l2() }).apply(a);
const shared = layers.dense({ units: 2, kernelRegularizer: l2() });
const twice = layers.add().apply([shared.apply(a), shared.apply(b)]);
const sequence = input({ shape: [4, 3] });
const recurrent = layers.gru({ units: 2, recurrentInitializer: 'zeros', kernelRegularizer: l2(), recurrentRegularizer: l2() }).apply(sequence);

const seen = [countOf(a, once), countOf([a, b], twice), countOf(sequence, recurrent)];
console.log(`penalties in the model's losses: dense ${seen[0]}, dense called twice ${seen[1]}, gru with two regularizers ${seen[2]}`);
if (seen.join() !== '1,2,0') { console.error('CHANGED'); process.exit(1); }
JS
node seen.mjs
