import { existsSync } from 'node:fs';
import { checkDataName } from '../../peer/data/catalog.js';
import { checkViewName, VIEW_NAMES } from '../../peer/data/views.js';
import { checkNetworkName } from '../../peer/model/networks/network-names.js';
import { findTeacher } from '../../peer/trainer/teacher-place.js';
import { CodistillError } from '../../proto/errors.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { schemeOf } from '../../proto/scheme.js';
import { isModulePath, isUserModule, userModuleFile } from '../../proto/user-module.js';

/**
 * Refuses misspelt names, and options that do not fit, before any process starts. What only TensorFlow or the data can tell,
 * such as class counts, the peers find out themselves.
 *
 * @throws {CodistillError} `ERR_DATA_UNKNOWN`, `ERR_NETWORK_UNKNOWN`, or `ERR_CONFIG` for a view or for options of the data,
 *   with the nearest known name; `ERR_SHAPE` where a network reads pictures and the data are a text, or the other way round.
 */
export function checkNames({ data, peers }: RunSpec): void {
  const networks = peers.map(({ network }) => network);
  const set = isModulePath(data.name) ? undefined : checkDataName(data.name, networks).set;
  const samples = set === undefined ? undefined : set === 'text' || set === 'bytes' ? 'text' : 'images';
  for (const { id, network, view, role } of peers) {
    checkViewName(view);
    if (samples === 'text' && view !== 'full' && VIEW_NAMES.includes(view)) {
      throw new CodistillError(
        'ERR_CONFIG',
        `${id}: view "${view}" shows a part of an image, the samples are text`,
        {
          fix: 'use view=full, or a module of your own (view=./my-view.js)',
        },
      );
    }
    // Of a frozen teacher its model says what it is.
    if (role === 'teacher' || isUserModule(network)) continue;
    const reads = checkNetworkName(network);
    if (samples === undefined || samples === reads || isModulePath(view)) continue;
    throw new CodistillError(
      'ERR_SHAPE',
      `${id}: network "${network}" reads ${reads}, data "${data.name}" are ${samples}`,
      {
        fix:
          samples === 'text'
            ? 'use --network mlp-lm, gru or transformer with a text'
            : 'use --network mlp, cnn, resnet20 or another one for images',
        facts: { peer: id, network },
      },
    );
  }
}

/**
 * Refuses frozen teachers that are not there, where all peers run on this machine.
 *
 * @throws {CodistillError} `ERR_DATA_MISSING` or `ERR_CONFIG`, as `findTeacher`.
 */
export function checkTeachers({ peers }: RunSpec): void {
  for (const peer of peers) {
    if (peer.role !== 'teacher') continue;
    try {
      findTeacher(peer);
    } catch (error) {
      if (!(error instanceof CodistillError)) throw error;
      const { code, message, fix, facts } = error;
      throw new CodistillError(code, `${peer.id}: ${message}`, { fix, facts, cause: error });
    }
  }
}

/**
 * Refuses modules of the user that are not there, where all peers run on this machine.
 *
 * @throws {CodistillError} The code of the module's kind, naming the file.
 */
export function checkModules(spec: RunSpec): void {
  const { data, peers, distillation } = spec;
  if (isModulePath(data.name)) checkFile('ERR_DATA_MISSING', 'data', data.name);
  for (const { network, view } of peers) {
    if (isModulePath(view)) checkFile('ERR_DATA_MISSING', 'view', view);
    if (isUserModule(network)) checkFile('ERR_NETWORK_MODULE', 'network', network);
  }
  if (isUserModule(distillation.loss)) checkFile('ERR_MODULE', 'loss', distillation.loss);
  const { graph } = schemeOf(spec);
  if (graph.kind === 'module') checkFile('ERR_MODULE', 'graph', graph.path);
}

/**
 * Refuses a GPU that is certainly not there: this machine's TensorFlow knows none, or the user has hidden them all, or
 * there are not so many. Anything else TensorFlow says in the peer.
 *
 * @param build - TensorFlow's build as set-up has recorded it.
 * @param gpus - GPUs of this machine, as CUDA names them.
 * @param hidden - Whether that list is the user's own.
 * @throws {CodistillError} `ERR_DEVICE_MISSING`.
 */
export function checkDevices(
  { peers }: RunSpec,
  { build, gpus, hidden }: { build: string | undefined; gpus: readonly string[]; hidden: boolean },
): void {
  for (const { id, device } of peers) {
    const number = /^gpu(?::(\d+))?$/.exec(device);
    if (number === null) continue;
    const missing = gpus.length > 0 ? Number(number[1] ?? 0) >= gpus.length : hidden || build === 'cpu';
    if (!missing) continue;
    const why =
      gpus.length > 0
        ? `this machine has ${gpus.length}`
        : hidden
          ? 'CUDA_VISIBLE_DEVICES hides all'
          : 'TensorFlow is installed here for the CPU';
    throw new CodistillError(
      'ERR_DEVICE_MISSING',
      `${id} wants ${device}, and there is no such GPU: ${why}`,
      {
        fix: 'run `codistill doctor`, or use device=cpu',
        facts: { peer: id, device },
      },
    );
  }
}

function checkFile(code: CodistillError['code'], what: string, path: string): void {
  const file = userModuleFile(path);
  if (existsSync(file)) return;
  throw new CodistillError(code, `no ${what} module ${file}`, {
    fix: 'give the path of a JavaScript module, from the folder you start codistill in',
    facts: { file },
  });
}
