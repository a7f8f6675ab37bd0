import type { Argv, Options } from 'yargs';
import specHelp from '#generated/spec-help';
import { flag, MOST_USED, numeric, under, valued } from './option.js';

type Kind = 'string' | 'number' | 'boolean';
type FlagRow = readonly [flag: string, path: string, kind: Kind, group: string];

const DATA = 'Data:';
const TRAINING = 'Training:';
const MUTUAL = 'Learning from each other:';
const STOPPING = 'Stopping:';

/** Flags that set one field of the run spec each; their help comes from the schema, without loading it. */
export const SPEC_FLAGS: readonly FlagRow[] = [
  ['data', 'data.name', 'string', DATA],
  ['limit-train', 'data.limitTrain', 'number', DATA],
  ['label-noise', 'data.labelNoise', 'number', DATA],
  ['validation-fraction', 'data.validationFraction', 'number', DATA],
  ['partition', 'data.partition', 'string', DATA],
  ['augment', 'data.augment', 'string', DATA],
  ['data-seed', 'data.seed', 'number', DATA],
  ['epochs', 'training.epochs', 'number', TRAINING],
  ['steps', 'training.steps', 'number', TRAINING],
  ['batch', 'training.batch', 'number', TRAINING],
  ['seed', 'training.seed', 'number', TRAINING],
  ['optimizer', 'training.optimizer', 'string', TRAINING],
  ['lr', 'training.lr', 'number', TRAINING],
  ['schedule', 'training.schedule', 'string', TRAINING],
  ['gamma', 'training.gamma', 'number', TRAINING],
  ['momentum', 'training.momentum', 'number', TRAINING],
  ['nesterov', 'training.nesterov', 'boolean', TRAINING],
  ['weight-decay', 'training.weightDecay', 'number', TRAINING],
  ['warmup', 'training.warmupSteps', 'number', TRAINING],
  ['clip-norm', 'training.clipNorm', 'number', TRAINING],
  ['fine-tune-steps', 'training.fineTuneSteps', 'number', TRAINING],
  ['fine-tune-lr', 'training.fineTuneLr', 'number', TRAINING],
  ['evaluate-every', 'training.evaluateEverySteps', 'number', TRAINING],
  ['checkpoint-every', 'training.checkpointEverySteps', 'number', TRAINING],
  ['eager', 'training.eager', 'boolean', TRAINING],
  ['temperature', 'distillation.temperature', 'number', MUTUAL],
  ['distillation-weight', 'distillation.weight', 'number', MUTUAL],
  ['distillation-loss', 'distillation.loss', 'string', MUTUAL],
  ['targets', 'distillation.targets', 'string', MUTUAL],
  ['teacher-weights', 'distillation.teacherWeights', 'string', MUTUAL],
  ['teacher-gate', 'distillation.teacherGate', 'boolean', MUTUAL],
  ['divergence-max', 'distillation.divergenceMax', 'number', MUTUAL],
  ['standardize', 'distillation.standardize', 'boolean', MUTUAL],
  ['dkd-target', 'distillation.dkdTarget', 'number', MUTUAL],
  ['dkd-others', 'distillation.dkdOthers', 'number', MUTUAL],
  ['exit-weight', 'distillation.exitWeight', 'number', MUTUAL],
  ['exit-temperature', 'distillation.exitTemperature', 'number', MUTUAL],
  ['exit-hint', 'distillation.exitHint', 'number', MUTUAL],
  ['feature', 'distillation.feature', 'string', MUTUAL],
  ['feature-weight', 'distillation.featureWeight', 'number', MUTUAL],
  ['distillation-schedule', 'distillation.schedule', 'string', MUTUAL],
  ['ramp-steps', 'distillation.rampSteps', 'number', MUTUAL],
  ['burn-in', 'distillation.burnInSteps', 'number', MUTUAL],
  ['update', 'distillation.update', 'string', MUTUAL],
  ['exchange', 'exchange.mode', 'string', MUTUAL],
  ['graph', 'exchange.graph', 'string', MUTUAL],
  ['payload', 'exchange.payload', 'string', MUTUAL],
  ['staleness-decay', 'exchange.stalenessDecay', 'number', MUTUAL],
  ['pipeline', 'exchange.pipeline', 'number', MUTUAL],
  ['ema', 'exchange.ema', 'number', MUTUAL],
  ['wait-max', 'exchange.waitMsMax', 'number', MUTUAL],
  ['round-steps', 'rounds.steps', 'number', MUTUAL],
  ['peers-min', 'rounds.peersMin', 'number', MUTUAL],
  ['join-timeout', 'rounds.joinTimeoutMs', 'number', MUTUAL],
  ['target-accuracy', 'convergence.targetAccuracy', 'number', STOPPING],
  ['patience', 'convergence.patienceRounds', 'number', STOPPING],
];

/** The fields that most runs name: they are among the options that come first in `--help`. */
const OFTEN = new Set(['data', 'epochs', 'exchange']);

/** Adds every option that describes a run to a command. */
export function withSpecOptions(yargs: Argv): Argv {
  const options: Record<string, Options> = {
    ...under(MOST_USED, {
      peers: numeric('number of peers', { defaultDescription: '2' }),
      network: valued(helpOf('peers.network').text),
      config: valued('YAML file with any part of the run spec; flags win over it'),
    }),
    ...under('Cohort:', {
      peer: valued(
        'one peer: network=resnet20,device=cpu,id=big,initSeed=7,weights=PATH,view=gray; once for each',
        {
          array: true,
        },
      ),
      device: valued(helpOf('peers.device').text),
      precision: valued(helpOf('peers.precision').text, { choices: helpOf('peers.precision').choices }),
    }),
  };
  for (const [name, path, type, group] of SPEC_FLAGS) {
    const { text, fallback, choices } = helpOf(path);
    options[name] = {
      type,
      group: OFTEN.has(name) ? MOST_USED : group,
      describe: text,
      ...(type === 'boolean' ? {} : { requiresArg: true }),
      ...(choices === undefined ? {} : { choices }),
      ...(fallback === undefined ? {} : { defaultDescription: String(fallback) }),
    };
  }
  const strict = 'wait for every teacher and fail loudly (exchange.quorum: all), for exact reproduction';
  options.strict = { ...flag(strict), group: MUTUAL };
  return yargs.options(options).options(
    under('Configuration:', {
      set: valued('sets any field, such as training.lr=0.05; wins over everything; repeatable', {
        array: true,
      }),
    }),
  );
}

/** A field's meaning, default and choices. */
function helpOf(path: string): (typeof specHelp)[string] {
  const help = specHelp[path];
  if (help === undefined) throw new Error(`the run spec has no ${path}`);
  return help;
}
