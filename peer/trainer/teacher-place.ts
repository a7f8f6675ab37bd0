import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import { peerDirectory } from '../files/life.js';
import { WEIGHTS_FILE } from '../files/weights-file.js';
import type { TeacherSpec } from './teacher-interface.js';

/** The weights of a frozen teacher on the disk. */
export interface TeacherPlace {
  readonly kind: 'checkpoints' | 'safetensors' | 'model.json' | 'saved-model' | 'onnx';
  /** The folder of checkpoints, the file, or the folder of the SavedModel. */
  readonly path: string;
}

/**
 * Finds a frozen teacher's weights, without TensorFlow, so that a misspelt one is refused before any process starts.
 *
 * @throws {CodistillError} `ERR_DATA_MISSING` when there is nothing of the kind; `ERR_CONFIG` when a peer of an earlier run
 *   or its exported weights come with wishes that are for models from elsewhere.
 */
export function findTeacher(teacher: TeacherSpec): TeacherPlace {
  const { source } = teacher;
  const path = resolve(source);
  if (path.endsWith('.json') && existsSync(path)) return { kind: 'model.json', path };
  if (existsSync(join(path, 'saved_model.pb'))) return { kind: 'saved-model', path };
  for (const file of [path, join(path, 'model.onnx')]) {
    if (file.endsWith('.onnx') && existsSync(file)) return { kind: 'onnx', path: file };
  }
  for (const file of [path, join(path, WEIGHTS_FILE)]) {
    if (!file.endsWith('.safetensors') || !existsSync(file)) continue;
    refuseWishes(teacher, 'has the network of the run spec');
    return { kind: 'safetensors', path: file };
  }
  for (const directory of [path, peerDirectory(dirname(path), basename(path))]) {
    const checkpoints = join(directory, 'checkpoints');
    if (!existsSync(checkpoints) || !statSync(checkpoints).isDirectory()) continue;
    refuseWishes(teacher, 'is a peer of an earlier run');
    return { kind: 'checkpoints', path: checkpoints };
  }
  throw noTeacher(
    source,
    'there is no checkpoint, weights.safetensors, model.json, saved_model.pb or model.onnx',
  );
}

/** The error for a teacher without weights. */
export function noTeacher(source: string, reason: string): CodistillError {
  return new CodistillError('ERR_DATA_MISSING', `no teacher at ${source}: ${reason}`, {
    fix: 'name a peer of a run (runs/NAME/peer-0), an export as safetensors, a tfjs model.json, a SavedModel folder or an .onnx file',
    facts: { source },
  });
}

/** The error for a teacher that its students cannot run themselves, as they build its network from the run spec. */
export function noWeights(peerId: string, reason = 'it is no peer of an earlier run'): CodistillError {
  return new CodistillError('ERR_CONFIG', `${peerId} hands out no weights: ${reason}`, {
    fix: 'use --exchange lockstep, stale:K or cached:SIZE,REFRESH, in which it predicts itself',
  });
}

function refuseWishes({ source, output, input, gives }: TeacherSpec, reason: string): void {
  if (`${output}${input}${gives}` === '') return;
  throw new CodistillError('ERR_CONFIG', `teacher ${source} ${reason}, whose interface is known`, {
    fix: 'leave output, input, logits and probabilities out: they are for models from elsewhere',
    facts: { source },
  });
}
