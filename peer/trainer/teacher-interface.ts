import { CodistillError, type ErrorCode } from '../../proto/errors.js';
import type { RunSpec } from '../../proto/run-spec.js';
import type { SampleShape } from '../data/peer-data.js';

type PeerSpec = RunSpec['peers'][number];

/** A teacher of the run spec: where it comes from, and what the user says of its interface, and of its network where it has only weights. */
export type TeacherSpec = Pick<PeerSpec, 'source' | 'output' | 'input' | 'gives'> &
  Partial<Pick<PeerSpec, 'network'>>;

/** One input or output of a model from elsewhere. */
export interface Port {
  readonly name: string;
  /** As the model's format calls it: "float32", "uint8", "int64", "string". */
  readonly dtype: string;
  /** Batch first; `null`: any size. Absent: not known. */
  readonly shape?: readonly (number | null)[] | undefined;
}

/** The inputs and outputs of a model. */
export interface Ports {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

/** The scale on which a model wants pixels: as the data are normalized, as bytes, or within a range. */
export type InputScale = Exclude<TeacherSpec['input'], ''>;

/** How a model is used: what it is fed, and which of its outputs teaches. */
export interface TeacherInterface {
  readonly input: Port;
  readonly output: Port;
  readonly scale: InputScale;
}

const FLOATS = ['float32'];
const WHOLE_NUMBERS = ['uint8', 'int32', 'int64'];

/**
 * Judges whether a model from elsewhere can teach these data, and how it is fed: it takes samples and nothing else, and
 * the output that is named, or else meant, has a number for each class of each prediction.
 *
 * @throws {CodistillError} `ERR_SHAPE` or `ERR_CLASS_COUNT` when it does not fit, `ERR_CONFIG` when it could be used in
 *   several ways or not in the one that is asked for; each lists its inputs and outputs and names the option that chooses.
 */
export function judgeInterface(ports: Ports, teacher: TeacherSpec, sample: SampleShape): TeacherInterface {
  const unfit = (code: ErrorCode, problem: string, fix: string): CodistillError =>
    new CodistillError(code, `teacher ${teacher.source} ${problem}\n${described(ports)}`, {
      fix,
      facts: { source: teacher.source },
    });
  const input = judgeInput(ports, sample, unfit);
  const scale = judgeScale(input, teacher, sample, unfit);
  const output = chooseOutput(ports, teacher, sample, unfit);
  judgeOutput(output, sample, unfit);
  return { input, output, scale };
}

type Unfit = (code: ErrorCode, problem: string, fix: string) => CodistillError;

function judgeInput({ inputs }: Ports, { inputShape }: SampleShape, unfit: Unfit): Port {
  const [input] = inputs;
  const wanted = `export it with one input of [batch,${inputShape}], float32 or uint8`;
  if (input === undefined || inputs.length > 1) {
    throw unfit('ERR_SHAPE', `takes ${inputs.length} inputs, and is given one: the samples`, wanted);
  }
  if (![...FLOATS, ...WHOLE_NUMBERS].includes(input.dtype)) {
    throw unfit('ERR_SHAPE', `takes ${input.dtype}, the samples are numbers`, wanted);
  }
  const { shape } = input;
  if (shape === undefined) return input;
  const fits =
    shape.length === 1 + inputShape.length &&
    inputShape.every((side, i) => shape[i + 1] === null || shape[i + 1] === side);
  if (!fits) throw unfit('ERR_SHAPE', `takes [${shape.slice(1)}], the data are [${inputShape}]`, wanted);
  if (shape[0] !== null) {
    throw unfit('ERR_SHAPE', `takes batches of ${shape[0]} alone`, 'export it with a batch of any size');
  }
  return input;
}

/** Whole numbers cannot hold normalized pixels: they are bytes. Of a text every model is given its tokens as they are. */
function judgeScale(
  { dtype }: Port,
  { input }: TeacherSpec,
  { inputShape }: SampleShape,
  unfit: Unfit,
): InputScale {
  if (inputShape.length === 1) {
    if (input === '') return 'normalized';
    throw unfit('ERR_CONFIG', `reads tokens, which have no scale such as ${input}`, 'leave input= out');
  }
  const whole = WHOLE_NUMBERS.includes(dtype);
  if (input === '') return whole ? 'uint8' : 'normalized';
  if (whole && input !== 'uint8') {
    throw unfit(
      'ERR_CONFIG',
      `takes ${dtype}, which cannot hold pixels ${input}`,
      'use input=uint8, or leave it out',
    );
  }
  return input;
}

/** Of several outputs that nobody chose from: the only one that fits the data, or the one that is called logits. */
function chooseOutput({ outputs }: Ports, { output }: TeacherSpec, sample: SampleShape, unfit: Unfit): Port {
  const names = outputs.map(({ name }) => name);
  const choose = `name the one that has the logits: output=${names.join(' or output=')}`;
  if (output !== '') {
    const found = outputs.find(({ name }) => name === output);
    if (found === undefined) throw unfit('ERR_CONFIG', `has no output "${output}"`, choose);
    return found;
  }
  const [first] = outputs;
  if (first === undefined) {
    throw unfit('ERR_DATA_CORRUPT', 'has no output', 'export it with an output of [batch, classes]');
  }
  if (outputs.length === 1) return first;
  const possible = outputs.filter((one) => misfit(one, sample) === undefined);
  const called = possible.filter(({ name }) => name.toLowerCase() === 'logits');
  const [meant, other] = called.length > 0 ? called : possible;
  if (meant !== undefined && other === undefined) return meant;
  throw unfit('ERR_CONFIG', `has ${outputs.length} outputs`, choose);
}

function judgeOutput(output: Port, sample: SampleShape, unfit: Unfit): void {
  const { classes, positions } = sample;
  const wanted = positions === 1 ? `[batch,${classes}]` : `[batch,${positions},${classes}]`;
  const found = misfit(output, sample);
  if (found === undefined) return;
  const [code, problem] = found;
  throw unfit(code, problem, `give it with output= an output of ${wanted}, or export it with one`);
}

/** Why an output cannot be the logits of these data; `undefined` where it can, or only a trial would tell. */
function misfit(
  { name, dtype, shape }: Port,
  { classes, positions }: SampleShape,
): readonly [code: ErrorCode, problem: string] | undefined {
  if (!FLOATS.includes(dtype)) {
    return ['ERR_SHAPE', `gives ${dtype} as ${name}: logits and probabilities are float32`];
  }
  const last = shape?.at(-1);
  if (shape === undefined || last === undefined) return undefined; // tried on samples instead
  if (last !== null && last !== classes) {
    return ['ERR_CLASS_COUNT', `gives ${last} logits, the data have ${classes} classes`];
  }
  const rest = shape.slice(1, -1);
  const rows = rest.reduce<number>((product, side) => product * (side ?? 1), 1);
  if (rest.includes(null) || rows === positions || (shape.length === 2 && positions > 1)) return undefined;
  return ['ERR_SHAPE', `gives [${shape.slice(1)}] a sample, not ${positions} times ${classes} logits`];
}

/** A model's inputs and outputs, a line each. */
function described({ inputs, outputs }: Ports): string {
  const line = (kind: string, ports: readonly Port[]): string =>
    `  ${kind}: ${ports.map(portText).join('; ') || 'none'}`;
  return [line('inputs', inputs), line('outputs', outputs)].join('\n');
}

function portText({ name, dtype, shape }: Port): string {
  return `${name} ${dtype} ${shape === undefined ? 'of any shape' : `[${shape.map((side) => side ?? '?')}]`}`;
}
