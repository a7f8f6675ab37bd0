import { TeacherWatch } from '../../peer/core/teaching/teacher-watch.js';
import { evaluationBatches } from '../../peer/data/fill.js';
import { InlineBatches } from '../../peer/data/inline-batches.js';
import { type DataPlaces, loadPeerData, type PeerData } from '../../peer/data/peer-data.js';
import { CompiledPrediction } from '../../peer/graph/compiled-prediction.js';
import { CompiledStep } from '../../peer/graph/compiled-step.js';
import { alignedFloats } from '../../peer/graph/native-session.js';
import type { TrainingStep } from '../../peer/graph/training-step.js';
import { evaluate } from '../../peer/model/evaluate.js';
import { lossNamed } from '../../peer/model/losses/distillation.js';
import { createOptimizer } from '../../peer/model/optimizers/catalog.js';
import { createPeerNetwork } from '../../peer/model/peer-network.js';
import type { StepContext } from '../../peer/model/step-context.js';
import { trainableVariables } from '../../peer/model/weights.js';
import { randomStream } from '../../proto/random.js';
import { parseRunSpec, type RunSpec } from '../../proto/run-spec.js';
import { schemeOf } from '../../proto/scheme.js';
import type { Attack } from './attacks.js';

/** Test samples that are predicted at once. */
const ROWS = 500;

/** What one peer of a cohort came to. */
export interface Trained {
  readonly peerId: string;
  /** On the test split, 0 to 1. */
  readonly testAccuracy: number;
  /** What its watch said. */
  readonly warnings: readonly string[];
}

interface Member {
  readonly peerId: string;
  readonly data: PeerData;
  readonly context: StepContext;
  readonly step: TrainingStep;
  readonly batches: InlineBatches;
  readonly watch: TeacherWatch;
  readonly warnings: string[];
}

/**
 * Trains a cohort in lockstep in this process: networks, batches, watch, targets and steps of the product, the predictions
 * handed from one to the other instead of sent.
 *
 * @param attackers - Peers that train as they should and send something else.
 */
export async function trainCohort(
  given: Parameters<typeof parseRunSpec>[0],
  places: DataPlaces,
  attackers: ReadonlyMap<string, Attack> = new Map(),
): Promise<readonly Trained[]> {
  const spec = parseRunSpec(given);
  const members: Member[] = [];
  for (const { id } of spec.peers) members.push(await memberOf(spec, id, places));
  const [first] = members;
  for (let step = 0; step < first!.data.plan.stepsTotal; step++)
    trainOnce(members, step, attackers, spec.training.seed);
  return members.map(trainedOf);
}

function trainOnce(
  members: readonly Member[],
  at: number,
  attackers: ReadonlyMap<string, Attack>,
  seed: number,
): void {
  const batches = members.map(({ batches }) => batches.take(at));
  const sent = members.map(({ peerId, step, data }, i) => {
    const { logits } = step.predict(batches[i]!);
    const attack = attackers.get(peerId);
    const random = randomStream(seed, 'synthetic', i, at);
    return { peerId, weight: 1, logits: attack?.(logits, data.sample.classes, random) ?? logits.slice() };
  });
  members.forEach(({ peerId, step, watch, warnings }, i) => {
    const batch = batches[i]!;
    step.train(batch, ({ logits }) => {
      const others = sent.filter((teaching) => teaching.peerId !== peerId);
      const verdict = watch.judge(others, logits, batch.labels);
      warnings.push(...verdict.warnings);
      return verdict.teachings;
    });
  });
}

async function memberOf(spec: RunSpec, peerId: string, places: DataPlaces): Promise<Member> {
  const data = await loadPeerData(spec, peerId, places);
  const { dataset, format, split, sample, plan } = data;
  const network = await createPeerNetwork(spec, peerId, sample);
  const variables = trainableVariables(network);
  const context: StepContext = {
    ...{ network, variables, ...sample, spec, stepsTotal: plan.stepsTotal },
    optimizer: createOptimizer(spec.training, variables),
    loss: lossNamed(schemeOf(spec).loss, undefined),
  };
  const warnings: string[] = [];
  const step = new CompiledStep(context, { formAt: () => 'split', warn: (line) => warnings.push(line) });
  const { training, augment } = { training: plan.spec, augment: spec.data.augment };
  const batches = new InlineBatches(
    { samples: dataset.train, format, split, training, augment, startStep: 0 },
    alignedFloats,
  );
  const watch = new TeacherWatch(peerId, sample.classes, spec.distillation.teacherGate);
  return { peerId, data, context, step, batches, watch, warnings };
}

/** Scores a network on the test split, and frees it. */
function trainedOf({ peerId, data, context, step, warnings }: Member): Trained {
  step.settle();
  const { network, optimizer, classes } = context;
  const prediction = new CompiledPrediction(network, (line) => warnings.push(line));
  const { accuracy } = evaluate(
    (inputs, rows) => prediction.predict(inputs, rows),
    evaluationBatches(data.format, data.dataset.test, ROWS, undefined, undefined),
    classes,
  );
  prediction.dispose();
  step.dispose();
  optimizer.dispose();
  network.dispose();
  return { peerId, testAccuracy: accuracy, warnings };
}
