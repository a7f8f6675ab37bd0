import { join } from 'node:path';
import { checkClasses, type DataIdentity } from '../../proto/data-identity.js';
import { assertNever } from '../../proto/errors.js';
import type { Normalization } from '../data/normalization.js';
import type { SampleShape } from '../data/peer-data.js';
import { assignWeights } from '../export/assign-weights.js';
import { loadBestCheckpoint } from '../files/checkpoint.js';
import { readWeights } from '../files/weights-file.js';
import type { LayersModel } from '../model/backend.js';
import type { Predict } from '../model/evaluate.js';
import { createNetwork } from '../model/networks/catalog.js';
import { restoreWeights } from '../model/training-state.js';
import { type ForeignModel, openModelJson, openSavedModel } from './foreign-model.js';
import { learnedBeside } from './learned-data.js';
import { openOnnxModel } from './onnx-teacher.js';
import { type InputScale, judgeInterface, type TeacherSpec } from './teacher-interface.js';
import { findTeacher, noTeacher } from './teacher-place.js';

/** A frozen teacher: a network whose graph can be compiled, or just something that predicts. */
export type FrozenNetwork =
  | ({
      readonly kind: 'network';
      readonly network: LayersModel;
      readonly name: string;
      /** Whether the name is enough to build it again. */
      readonly isOfCatalog: boolean;
    } & PixelScale)
  | ({ readonly kind: 'predict'; readonly predict: Predict } & PixelScale);

/** How a frozen teacher is shown pixels. */
interface PixelScale {
  /** By which it learned them, where it says. */
  readonly normalization?: Normalization | undefined;
  /** Otherwise. Absent: as the data are. */
  readonly scale?: InputScale;
}

/** The data that a frozen teacher teaches. */
export interface TaughtData extends SampleShape, DataIdentity {}

/**
 * Loads a frozen teacher: a peer of an earlier run (`runs/NAME/peer-0`: its best checkpoint), an export as safetensors, a layers model or a graph
 * model of TensorFlow.js (`…/model.json`), a SavedModel folder, or an ONNX model. A model from elsewhere is judged by `judgeInterface`.
 *
 * @param data - Those that it teaches.
 * @param warn - Called with one line where it cannot be told whether its classes are those of the data.
 * @throws {CodistillError} `ERR_DATA_MISSING` when there is nothing of the kind, `ERR_DATA_CORRUPT` when it cannot be read;
 *   `ERR_CLASS_NAMES` when its classes mean something else; as `judgeInterface`.
 */
export async function loadTeacher(
  teacher: TeacherSpec,
  data: TaughtData,
  warn: (message: string) => void,
): Promise<FrozenNetwork> {
  const { kind, path } = findTeacher(teacher);
  if (kind === 'checkpoints') return checkpointed(path, teacher.source, data, warn);
  const file = kind === 'saved-model' ? join(path, 'saved_model.pb') : path;
  const learned = learnedBeside(file, data, `teacher ${teacher.source}`, warn);
  switch (kind) {
    case 'safetensors':
      return exported(path, teacher, data, learned);
    case 'model.json':
      return foreign(await openModelJson(path), teacher, data, learned);
    case 'onnx':
      return foreign(openOnnxModel(path), teacher, data, learned);
    case 'saved-model':
      return foreign(await openSavedModel(path), teacher, data, learned);
    default:
      return assertNever(kind);
  }
}

async function checkpointed(
  directory: string,
  source: string,
  data: TaughtData,
  warn: (message: string) => void,
): Promise<FrozenNetwork> {
  const checkpoint = loadBestCheckpoint(directory, {});
  if (checkpoint === undefined) throw noTeacher(source, 'its best checkpoint is not there');
  const doubt = checkClasses(data, checkpoint.data, `teacher ${source}`);
  if (doubt !== undefined) warn(doubt);
  const { inputShape, classes, positions } = data;
  const network = await createNetwork(checkpoint.network, {
    inputShape,
    classes,
    positions,
    seed: 0,
    blank: true,
  });
  restoreWeights(network, checkpoint);
  const { network: name, data: learned } = checkpoint;
  return { kind: 'network', network, name, isOfCatalog: true, normalization: learned?.normalization };
}

type Learned = ReturnType<typeof learnedBeside>;

/** Weights alone: their network is the one that the run spec names. */
async function exported(
  path: string,
  { source, network: name = 'mlp' }: TeacherSpec,
  { inputShape, classes, positions }: TaughtData,
  learned: Learned,
): Promise<FrozenNetwork> {
  const network = await createNetwork(name, { inputShape, classes, positions, seed: 0, blank: true });
  assignWeights(network, readWeights(path, `teacher ${source}`).tensors, `teacher ${source}: its weights`);
  return { kind: 'network', network, name, isOfCatalog: true, normalization: learned && pixelsOf(learned) };
}

function foreign(
  model: ForeignModel,
  teacher: TeacherSpec,
  data: TaughtData,
  learned: Learned,
): FrozenNetwork {
  const chosen = judgeInterface(model, teacher, data);
  const used = model.use(chosen, data);
  const { scale } = chosen;
  const shown = { scale, normalization: teacher.input === '' && learned ? pixelsOf(learned) : undefined };
  if (used.kind === 'predict') return { ...used, ...shown };
  return { ...used, name: teacher.source, isOfCatalog: false, ...shown };
}

/** `undefined` of a text. */
function pixelsOf({ input, takesPixels = false }: NonNullable<Learned>): Normalization | undefined {
  if (input.kind === 'text') return undefined;
  const asStored = { mean: input.mean.map(() => 0), std: input.std.map(() => 1 / 255) };
  return takesPixels ? asStored : { mean: input.mean, std: input.std };
}
