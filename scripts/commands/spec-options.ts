import { readFileSync } from 'node:fs';
import type { Argv, Options } from 'yargs';
import { CodistillError } from '../../proto/errors.js';
import { type RunSpec, runSpecSchema } from '../../proto/run-spec-schema.js';
import { resolveRunSpec } from '../config.js';
import { flag, lastOf, MOST_USED, numeric, under, valued } from './option.js';

type Kind = 'string' | 'number' | 'boolean';
type FlagRow = readonly [flag: string, path: string, kind: Kind, group: string];

const DATA = 'Data:';
const TRAINING = 'Training:';
const MUTUAL = 'Learning from each other:';
const STOPPING = 'Stopping:';

/** Flags that set one field of the run spec each; their help comes from the schema. */
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

/** The part of yargs' result that concerns a run spec. */
export type SpecArguments = Readonly<Record<string, unknown>>;

/** Adds every option that describes a run to a command. */
export function withSpecOptions(yargs: Argv): Argv {
  const options: Record<string, Options> = {
    ...under(MOST_USED, {
      peers: numeric('number of peers', { defaultDescription: '2' }),
      network: valued(describe('peers.network').text),
      config: valued('YAML file with any part of the run spec; flags win over it'),
    }),
    ...under('Cohort:', {
      peer: valued('one peer: network=resnet20,device=cpu,id=big,initSeed=7,view=gray; once for each', {
        array: true,
      }),
      device: valued(describe('peers.device').text),
    }),
  };
  for (const [name, path, type, group] of SPEC_FLAGS) {
    const { text, fallback, choices } = describe(path);
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

/**
 * The run spec that a command line asks for.
 *
 * @throws {CodistillError} `ERR_CONFIG` or `ERR_USAGE`.
 */
export function specFromArguments(argv: SpecArguments): RunSpec {
  const flags = new Map<string, unknown>();
  for (const [flag, path] of SPEC_FLAGS) {
    const value = lastOf(argv[flag]);
    if (value !== undefined) flags.set(path, value);
  }
  const strict = lastOf(argv.strict);
  if (strict !== undefined) flags.set('exchange.quorum', strict === true ? 'all' : 'any');
  const file = stringOf(argv.config);
  return resolveRunSpec({
    flags,
    sets: textsOf(argv.set),
    peers: {
      options: textsOf(argv.peer),
      count: numberOf(argv.peers),
      network: stringOf(argv.network),
      device: stringOf(argv.device),
    },
    config: file === undefined ? undefined : { file, text: readConfig(file) },
  });
}

export function describesRun(argv: SpecArguments): boolean {
  const names = ['peers', 'peer', 'network', 'device', 'strict', 'config', 'set'];
  return [...names, ...SPEC_FLAGS.map(([flag]) => flag)].some((name) => argv[name] !== undefined);
}

/** The text of a configuration file. */
export function readConfig(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new CodistillError(
      'ERR_CONFIG',
      `cannot read the configuration file ${file}: ${(cause as Error).message}`,
      {
        fix: 'give the path of a YAML file that exists',
        facts: { file },
        cause,
      },
    );
  }
}

export function stringOf(value: unknown): string | undefined {
  const last = lastOf(value);
  return typeof last === 'string' ? last : undefined;
}

export function numberOf(value: unknown): number | undefined {
  const last = lastOf(value);
  return typeof last === 'number' ? last : undefined;
}

/**
 * The number of an option that counts something.
 *
 * @throws {CodistillError} `ERR_USAGE` with the complaint, unless it is a whole number from 1 on.
 */
export function countOf(value: unknown, option: string, complaint: string): number | undefined {
  const last = lastOf(value);
  if (last === undefined || (Number.isInteger(last) && Number(last) >= 1)) return numberOf(last);
  throw new CodistillError('ERR_USAGE', `${option} ${String(last)}: ${complaint}`);
}

/** An option that may be given several times, in order. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** The slice of zod's schema objects that help needs. */
interface SchemaNode {
  readonly description?: string;
  readonly shape?: Readonly<Record<string, SchemaNode>>;
  readonly element?: SchemaNode;
  readonly options?: readonly string[];
  readonly def: { readonly innerType?: SchemaNode; readonly defaultValue?: unknown };
}

/** A field's description from the schema: its meaning, default and choices. */
function describe(path: string) {
  let node = runSpecSchema as unknown as SchemaNode;
  for (const key of path.split('.')) {
    const section = unwrap(node);
    const next = (section.element ?? section).shape?.[key];
    if (next === undefined) throw new Error(`the run spec has no ${path}`);
    node = next;
  }
  const { options } = unwrap(node);
  return { text: node.description ?? '', fallback: node.def.defaultValue, choices: options };
}

function unwrap(node: SchemaNode): SchemaNode {
  return node.def.innerType === undefined ? node : unwrap(node.def.innerType);
}
