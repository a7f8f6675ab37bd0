export default {
  "peers.id": {
    "text": "name of the peer"
  },
  "peers.network": {
    "text": "mlp[:256-128], cnn[:32-64-128], resnet20|32|44|56|110[-exits], wrn-16-2, mobilenet; for text mlp-lm, gru, transformer; or ./my-network.js",
    "fallback": "mlp"
  },
  "peers.device": {
    "text": "auto, cpu, gpu or gpu:N",
    "fallback": "auto"
  },
  "peers.precision": {
    "text": "what products and convolutions are computed in; weights and losses stay float32",
    "fallback": "float32",
    "choices": [
      "float32",
      "bfloat16",
      "float16"
    ]
  },
  "peers.initSeed": {
    "text": "seed of the weights; 0: derived from the run's seed and the peer's position",
    "fallback": 0
  },
  "peers.weights": {
    "text": "first weights from elsewhere: the folder or file of an export as safetensors; empty: drawn from initSeed",
    "fallback": ""
  },
  "peers.role": {
    "text": "a teacher is frozen: it only predicts",
    "fallback": "learner",
    "choices": [
      "learner",
      "teacher"
    ]
  },
  "peers.source": {
    "text": "a teacher's weights: a run directory's peer, an export as safetensors, a tfjs model.json or a SavedModel folder",
    "fallback": ""
  },
  "peers.view": {
    "text": "what the peer sees of a sample: full, gray, left, right, top, bottom or ./my-view.js",
    "fallback": "full"
  },
  "peers.output": {
    "text": "of a model from elsewhere that teaches: the name of its output; empty: the only one",
    "fallback": ""
  },
  "peers.input": {
    "text": "scale of that model's pixels; empty: 0 to 255 for whole numbers, else normalized as the data are",
    "fallback": "",
    "choices": [
      "",
      "normalized",
      "uint8",
      "0..1",
      "-1..1"
    ]
  },
  "peers.gives": {
    "text": "how that model predicts; empty: judged on samples",
    "fallback": "",
    "choices": [
      "",
      "logits",
      "probabilities"
    ]
  },
  "data.name": {
    "text": "mnist, fashion-mnist, cifar10, cifar100, images, synthetic, text:FILE, bytes:FILE or ./my-data.js",
    "fallback": "mnist"
  },
  "data.limitTrain": {
    "text": "use only this many training samples; with --partition, for each learner (0: all)",
    "fallback": 0
  },
  "data.labelNoise": {
    "text": "share of training labels replaced by a random other class",
    "fallback": 0
  },
  "data.validationFraction": {
    "text": "share of the training samples held out for validation; 0: none, and there is no best checkpoint",
    "fallback": 0.1
  },
  "data.partition": {
    "text": "training samples of each learner: same, disjoint, overlap:P or dirichlet:A",
    "fallback": "same"
  },
  "data.augment": {
    "text": "augmentation of training images",
    "fallback": "none",
    "choices": [
      "none",
      "pad-crop-flip"
    ]
  },
  "data.seed": {
    "text": "seed of what is held out, kept, noisy and dealt to whom; 0: the run's, so that data differ with it",
    "fallback": 0
  },
  "training.epochs": {
    "text": "passes over the training samples; a run may get more later",
    "fallback": 5
  },
  "training.steps": {
    "text": "optimizer steps, of which a run may get more later, too; 0: as many as the epochs give",
    "fallback": 0
  },
  "training.batch": {
    "text": "samples a step",
    "fallback": 128
  },
  "training.seed": {
    "text": "seed of every random stream of the run",
    "fallback": 1
  },
  "training.optimizer": {
    "text": "as PyTorch defines them",
    "fallback": "sgd",
    "choices": [
      "sgd",
      "adam"
    ]
  },
  "training.lr": {
    "text": "learning rate at the start",
    "fallback": 0.05
  },
  "training.momentum": {
    "text": "momentum of sgd",
    "fallback": 0.9
  },
  "training.nesterov": {
    "text": "Nesterov momentum",
    "fallback": true
  },
  "training.weightDecay": {
    "text": "L2 decay added to the gradient, as PyTorch does",
    "fallback": 0.0005
  },
  "training.schedule": {
    "text": "learning-rate schedule",
    "fallback": "cosine",
    "choices": [
      "constant",
      "step",
      "cosine"
    ]
  },
  "training.milestones": {
    "text": "step schedule: fractions of the run where lr is multiplied by gamma",
    "fallback": [
      0.3,
      0.6,
      0.9
    ]
  },
  "training.gamma": {
    "text": "step schedule: the factor",
    "fallback": 0.1
  },
  "training.weightDecaySchedule": {
    "text": "weight decay from each milestone on, whatever the schedule of lr; empty: it stays as it is",
    "fallback": []
  },
  "training.evaluateEverySteps": {
    "text": "steps between validations; 0: every epoch",
    "fallback": 0
  },
  "training.checkpointEverySteps": {
    "text": "steps between checkpoints; 0: at every validation",
    "fallback": 0
  },
  "training.warmupSteps": {
    "text": "steps in which lr rises from 0",
    "fallback": 0
  },
  "training.clipNorm": {
    "text": "largest norm of all gradients together; 0: not clipped",
    "fallback": 0
  },
  "training.fineTuneSteps": {
    "text": "steps at the end that learn from the labels alone",
    "fallback": 0
  },
  "training.fineTuneLr": {
    "text": "learning rate of those steps; 0: as scheduled",
    "fallback": 0
  },
  "training.eager": {
    "text": "train op by op instead of by one compiled graph: slower",
    "fallback": false
  },
  "distillation.temperature": {
    "text": "T: divides logits before the softmax",
    "fallback": 1
  },
  "distillation.weight": {
    "text": "factor on the distillation loss; 0 trains alone",
    "fallback": 1
  },
  "distillation.loss": {
    "text": "kl(targets, self), its reverse (reverse-kl), cross-entropy to the targets, mse of logits, decoupled kd (dkd), or ./my-loss.js",
    "fallback": "kl"
  },
  "distillation.targets": {
    "text": "how several teachers' predictions become one target",
    "fallback": "mean",
    "choices": [
      "mean",
      "trimmed-mean",
      "logit-mean",
      "kdcl-naive",
      "kdcl-linear",
      "kdcl-minlogit",
      "kdcl-general"
    ]
  },
  "distillation.teacherWeights": {
    "text": "weights of the teachers: the graph's, by validation accuracy, by confidence on the labels",
    "fallback": "edges",
    "choices": [
      "edges",
      "validation",
      "confidence"
    ]
  },
  "distillation.teacherGate": {
    "text": "whether a teacher that is of no use is left out: uniform, diverged, or far behind this peer on the labels",
    "fallback": true
  },
  "distillation.divergenceMax": {
    "text": "samples whose target is further than this from the own prediction, in nats, count less; 0: all alike",
    "fallback": 0
  },
  "distillation.standardize": {
    "text": "logits of both sides: mean 0 and deviation 1 in each row",
    "fallback": false
  },
  "distillation.dkdTarget": {
    "text": "dkd: factor on the target class (alpha)",
    "fallback": 1
  },
  "distillation.dkdOthers": {
    "text": "dkd: factor on the other classes (beta)",
    "fallback": 8
  },
  "distillation.feature": {
    "text": "a second loss on features or relations of samples",
    "fallback": "none",
    "choices": [
      "none",
      "hint",
      "attention",
      "rkd",
      "similarity"
    ]
  },
  "distillation.featureWeight": {
    "text": "factor on that loss",
    "fallback": 1
  },
  "distillation.exitWeight": {
    "text": "networks with exits: how much of a shallow exit's loss is the deepest one's opinion (alpha)",
    "fallback": 0.1
  },
  "distillation.exitTemperature": {
    "text": "networks with exits: T of that opinion",
    "fallback": 3
  },
  "distillation.exitHint": {
    "text": "networks with exits: factor on the distance from the deepest features (lambda)",
    "fallback": 0
  },
  "distillation.burnInSteps": {
    "text": "steps before the distillation loss is switched on",
    "fallback": 0
  },
  "distillation.schedule": {
    "text": "the weight after burn-in: at once, risen over rampSteps, or falling to 0 along a cosine",
    "fallback": "ramp",
    "choices": [
      "constant",
      "ramp",
      "cosine"
    ]
  },
  "distillation.rampSteps": {
    "text": "ramp: steps in which the weight rises; 0: three tenths of the run, but 200 at least",
    "fallback": 0
  },
  "distillation.update": {
    "text": "order of updates within a step",
    "fallback": "simultaneous",
    "choices": [
      "simultaneous",
      "sequential"
    ]
  },
  "exchange.mode": {
    "text": "how old a prediction may be: none, lockstep, stale:K, checkpoint:K, cached:SIZE,REFRESH or mixed:MODE@EPOCHS+…",
    "fallback": "lockstep"
  },
  "exchange.quorum": {
    "text": "any: a late teacher is left out; all: strict, wait and fail loudly",
    "fallback": "any",
    "choices": [
      "any",
      "all"
    ]
  },
  "exchange.graph": {
    "text": "who teaches whom: all, ring, star, pairs, random:K, self, edges such as a>b,b>a:0.5, or ./my-graph.js",
    "fallback": "all"
  },
  "exchange.payload": {
    "text": "how logits travel: float32, float16, int8, top-K or top-K:drop",
    "fallback": "float32"
  },
  "exchange.stalenessDecay": {
    "text": "factor on a prediction for every step of its age",
    "fallback": 1
  },
  "exchange.pipeline": {
    "text": "lockstep: 1 predicts a step ahead, so that predictions travel while the step before is computed",
    "fallback": 0
  },
  "exchange.ema": {
    "text": "checkpoint: hand out the moving average of the weights, by this decay a step; 0: the weights",
    "fallback": 0
  },
  "exchange.waitMsMax": {
    "text": "no step waits longer for its teachers, milliseconds",
    "fallback": 30000
  },
  "rounds.steps": {
    "text": "steps in a round",
    "fallback": 20
  },
  "rounds.peersMin": {
    "text": "peers needed to open a round",
    "fallback": 1
  },
  "rounds.joinTimeoutMs": {
    "text": "the first round opens after this long even if peers are missing, but in strict mode, milliseconds",
    "fallback": 60000
  },
  "convergence.targetAccuracy": {
    "text": "stop when every peer reaches this validation accuracy; 0: none",
    "fallback": 0
  },
  "convergence.patienceRounds": {
    "text": "stop after this many evaluation rounds without improvement of any peer; 0: none",
    "fallback": 0
  }
};
