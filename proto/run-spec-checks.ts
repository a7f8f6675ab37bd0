import { excessOf, graphSize } from './cohort-graph.js';
import { CodistillError } from './errors.js';
import { parsePartition } from './partition.js';
import type { RunSpec } from './run-spec-schema.js';
import { type Scheme, schemeOf } from './scheme.js';

/**
 * Checks that the parts of a run spec go together.
 *
 * @throws {CodistillError} `ERR_CONFIG` saying which do not, and what to change.
 */
export function checkTogether(spec: RunSpec): void {
  const { peers, exchange, distillation, rounds } = spec;
  const ids = peers.map((peer) => peer.id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) throw wrong(`two peers are called "${twice}"`, 'give each peer its own id');
  if (rounds.peersMin > ids.length) {
    throw wrong(`rounds.peersMin is ${rounds.peersMin}, but there are ${ids.length} peers`, 'lower it');
  }
  const learners = peers.filter((peer) => peer.role === 'learner');
  if (learners.length === 0) throw wrong('every peer is a teacher', 'leave one peer to learn');
  for (const { id, role, source, weights, output, input, gives } of peers) {
    if (role === 'teacher' && source === '') {
      throw wrong(`teacher "${id}" has no weights`, 'name them: --peer role=teacher,source=runs/NAME/peer-0');
    }
    if (role === 'learner' && source !== '') {
      throw wrong(`peer "${id}" has a source, but is a learner`, 'add role=teacher, or leave the source out');
    }
    if (role === 'teacher' && weights !== '') {
      throw wrong(
        `teacher "${id}" has weights to begin with, but never learns`,
        'its source has them: leave weights out',
      );
    }
    if (role === 'learner' && `${output}${input}${gives}` !== '') {
      throw wrong(
        `peer "${id}" has output, input or gives, but is a learner`,
        'they are for a teacher from elsewhere: leave them out',
      );
    }
  }
  for (const peer of peers) checkPrecision(peer, spec.training, peer.device);
  const scheme = schemeOf(spec);
  const { graph } = scheme;
  for (const { teacher, student } of graph.kind === 'edges' ? graph.edges : []) {
    const unknown = [teacher, student].find((id) => !ids.includes(id));
    if (unknown !== undefined) {
      throw wrong(`the graph names "${unknown}", the run has ${ids.join(', ')}`, 'name peers of the run');
    }
    if (!learners.some((peer) => peer.id === student)) {
      throw wrong(`the graph teaches "${student}", which is frozen`, 'turn that edge round');
    }
  }
  const excess = excessOf(graphSize(graph, learners.length, ids.length - learners.length));
  if (excess !== undefined) {
    throw wrong(
      `--graph ${exchange.graph} of ${ids.length} peers has ${excess}`,
      'use --graph random:3 or ring',
    );
  }
  checkModes(exchange, distillation, scheme);
  checkStrict(spec, scheme);
  checkLearning(spec, scheme);
  checkPartition(spec, scheme);
  checkValidation(spec);
}

/**
 * Refuses a precision in which a peer cannot compute, or not in useful time.
 *
 * @param device - `auto` where it is not known yet.
 * @throws {CodistillError} `ERR_CONFIG`.
 */
export function checkPrecision(
  { id, precision }: Pick<RunSpec['peers'][number], 'id' | 'precision'>,
  { eager }: Pick<RunSpec['training'], 'eager'>,
  device: string,
): void {
  if (precision === 'float32') return;
  if (eager) {
    throw wrong(
      `peer "${id}" computes in ${precision}, which only a compiled step does`,
      'leave --eager or the precision out',
    );
  }
  if (precision === 'float16' && device === 'cpu') {
    throw wrong(
      `peer "${id}" computes in float16 on the CPU, which takes hundreds of times as long as float32`,
      'use precision=bfloat16, or a GPU',
    );
  }
}

/** Refuses what goes by a validation where no sample is held out. */
function checkValidation({ data, distillation, convergence }: RunSpec): void {
  if (data.validationFraction > 0) return;
  const needs = [
    ...(distillation.teacherWeights === 'validation' ? ['--teacher-weights validation'] : []),
    ...(convergence.targetAccuracy > 0 ? ['--target-accuracy'] : []),
    ...(convergence.patienceRounds > 0 ? ['--patience'] : []),
  ];
  if (needs.length === 0) return;
  throw wrong(
    `${needs.join(' and ')} needs samples to validate with, and --validation-fraction is 0`,
    'hold some out',
  );
}

/** In lockstep a peer predicts the batch that it trains on: with samples of its own that is no other learner's. */
function checkPartition({ data, peers }: RunSpec, { graph, sameStep, taught }: Scheme): void {
  if (!sameStep || !taught || parsePartition(data.partition).kind === 'same') return;
  const learners = peers.filter((peer) => peer.role === 'learner').map((peer) => peer.id);
  const taughtByLearners =
    graph.kind === 'edges'
      ? graph.edges.some(({ teacher }) => learners.includes(teacher))
      : learners.length > 1;
  if (!taughtByLearners) return;
  throw wrong(
    `--partition ${data.partition} gives each learner batches of its own, lockstep needs the same for all`,
    'use --exchange stale:K, checkpoint:K, cached:SIZE,REFRESH or none, or --partition same',
  );
}

function checkModes(
  exchange: RunSpec['exchange'],
  distillation: RunSpec['distillation'],
  { handsOutWeights, lockstepOnly, sameStep, taughtBySelf }: Scheme,
): void {
  if (distillation.update === 'sequential' && !lockstepOnly) {
    throw wrong(
      `sequential updates are those of one step, not of ${exchange.mode}`,
      'use --exchange lockstep',
    );
  }
  if (exchange.pipeline > 0 && !sameStep) {
    throw wrong(`in ${exchange.mode} nothing waits for a prediction`, 'leave --pipeline out');
  }
  if (exchange.pipeline > 0 && distillation.update === 'sequential') {
    throw wrong(
      'sequential updates are taught by what was updated in the same step, not by what was predicted before it',
      'leave --pipeline out, or use --update simultaneous',
    );
  }
  if (exchange.ema > 0 && !handsOutWeights) {
    throw wrong(
      `in ${exchange.mode} no weights are handed out`,
      'use --exchange checkpoint:K, or leave --ema out',
    );
  }
  if (taughtBySelf && sameStep) {
    throw wrong(
      'in lockstep a peer cannot be taught by itself: the prediction is its own',
      'use --exchange checkpoint:K, cached:SIZE,REFRESH or stale:K with --graph self',
    );
  }
}

/** A strict run hears every teacher, at steps that are known beforehand. Without teachers it waits for nobody. */
function checkStrict({ exchange, peers }: RunSpec, scheme: Scheme): void {
  if (!scheme.strict || scheme.lockstepOnly) return;
  if (scheme.mixed || scheme.answers) {
    throw wrong(
      `--strict waits for every teacher, ${exchange.mode} for none`,
      'use --exchange lockstep or checkpoint:K',
    );
  }
  if (!scheme.handsOutWeights) return;
  if (scheme.redrawn) {
    throw wrong(
      `--strict with ${exchange.mode} keeps its teachers, --graph ${exchange.graph} changes them with every round`,
      'use all, ring, star, pairs, self or edges such as a>b,b>a',
    );
  }
  const frozen = peers.find(({ role }) => role === 'teacher');
  if (frozen !== undefined) {
    throw wrong(
      `--strict waits for every teacher, and in ${exchange.mode} "${frozen.id}", which is frozen, hands out no weights`,
      'use --exchange lockstep, or leave --strict out',
    );
  }
}

function checkLearning({ training, distillation, exchange }: RunSpec, scheme: Scheme): void {
  const { steps, fineTuneSteps, fineTuneLr, milestones, weightDecaySchedule } = training;
  const { targets, teacherWeights, feature } = distillation;
  if (fineTuneLr > 0 && fineTuneSteps === 0) {
    throw wrong('there is a rate for fine-tuning, but no step of it', 'add --fine-tune-steps N');
  }
  if (steps > 0 && fineTuneSteps >= steps) {
    throw wrong(`all of ${steps} steps are fine-tuning`, `use fewer than ${steps} --fine-tune-steps`);
  }
  if (weightDecaySchedule.length > milestones.length) {
    throw wrong(
      `training.weightDecaySchedule has ${weightDecaySchedule.length} values for ${milestones.length} milestones`,
      'give a milestone for each, from which on it holds',
    );
  }
  if (targets.startsWith('kdcl-') && teacherWeights !== 'edges') {
    throw wrong(
      `${targets} weighs the teachers itself, they cannot be weighed by ${teacherWeights} too`,
      'use --targets mean or logit-mean, or leave --teacher-weights out',
    );
  }
  if (feature !== 'none' && scheme.answers) {
    throw wrong(
      `--feature ${feature} needs its teachers' features, ${exchange.mode} keeps their logits alone`,
      'use --exchange lockstep or checkpoint:K, or --feature none',
    );
  }
}

function wrong(message: string, fix: string): CodistillError {
  return new CodistillError('ERR_CONFIG', message, { fix });
}
