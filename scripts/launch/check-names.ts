import process from 'node:process';
import { checkDataName, readersOf } from '../../peer/data/catalog.js';
import { checkFitsText } from '../../peer/data/text-fit.js';
import { textWindow } from '../../peer/data/text-window.js';
import { checkViewName, VIEW_NAMES } from '../../peer/data/views.js';
import { findWeights } from '../../peer/files/weights-file.js';
import { checkExitsAlone, checkNetworkName } from '../../peer/model/networks/network-names.js';
import { findTeacher, noWeights, type TeacherPlace } from '../../peer/trainer/teacher-place.js';
import { CodistillError } from '../../proto/errors.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { checkPrecision } from '../../proto/run-spec-checks.js';
import { schemeOf } from '../../proto/scheme.js';
import {
  checkModuleFile,
  isModulePath,
  isUserModule,
  type ModuleErrors,
  userModuleFile,
} from '../../proto/user-module.js';
import { readSetupRecord } from '../setup-record.js';
import { visibleGpus } from './gpus.js';

/**
 * Refuses whatever of a run can be known to be wrong on this machine, before any process starts.
 *
 * @param here - How many of the peers, from the first on, this machine runs.
 * @param gpus - Of this machine, as CUDA names them. @default looked up
 * @throws {CodistillError} As the checks below.
 */
export function checkRun(spec: RunSpec, here = spec.peers.length, gpus?: readonly string[]): void {
  const own = { ...spec, peers: spec.peers.slice(0, here) };
  checkNames(spec);
  checkModules(spec);
  checkTeachers(own);
  checkWeights(own);
  checkDevicesHere(own, gpus);
}

/**
 * {@link checkDevices} of this machine.
 *
 * @throws {CodistillError} `ERR_DEVICE_MISSING`.
 */
export function checkDevicesHere(spec: RunSpec, gpus = visibleGpus(process.env)): void {
  checkDevices(spec, {
    build: readSetupRecord()?.tensorflow.build,
    gpus,
    hidden: process.env.CUDA_VISIBLE_DEVICES !== undefined,
  });
}

/**
 * Refuses misspelt names, and options that do not fit, before any process starts. What only TensorFlow or the data can tell,
 * such as class counts, the peers find out themselves.
 *
 * @throws {CodistillError} `ERR_DATA_UNKNOWN`, `ERR_NETWORK_UNKNOWN`, or `ERR_CONFIG` for a view or for options of the data,
 *   with the nearest known name; `ERR_SHAPE` where a network reads pictures and the data are a text, the other way round, or
 *   more tokens than a sample has.
 */
export function checkNames(spec: RunSpec): void {
  const { data, distillation, peers } = spec;
  const samples = isModulePath(data.name) ? undefined : samplesOf(spec);
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
    if (network.endsWith('-exits')) checkExitsAlone(network, distillation.feature);
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

/** Checks a known data set's name and what is asked of it. */
function samplesOf(spec: RunSpec): 'text' | 'images' {
  const networks = readersOf(spec);
  const name = checkDataName(spec.data.name, networks);
  if (name.set !== 'text' && name.set !== 'bytes') return 'images';
  checkFitsText(spec, textWindow(name, networks).positions);
  return 'text';
}

/**
 * Refuses frozen teachers that are not there, where all peers run on this machine, and those from elsewhere that their students
 * would have to run.
 *
 * @throws {CodistillError} `ERR_DATA_MISSING` or `ERR_CONFIG`, as `findTeacher`.
 */
export function checkTeachers(spec: RunSpec): void {
  const { handsOutWeights } = schemeOf(spec);
  for (const peer of spec.peers.filter(({ role }) => role === 'teacher')) {
    const kind = kindOf(peer);
    if (handsOutWeights && kind !== 'checkpoints') throw noWeights(peer.id);
  }
}

function kindOf(peer: RunSpec['peers'][number]): TeacherPlace['kind'] {
  try {
    return findTeacher(peer).kind;
  } catch (error) {
    if (!(error instanceof CodistillError)) throw error;
    const { code, message, fix, facts } = error;
    throw new CodistillError(code, `${peer.id}: ${message}`, { fix, facts, cause: error });
  }
}

/**
 * Refuses first weights that are not there.
 *
 * @throws {CodistillError} `ERR_DATA_MISSING`, as `findWeights`.
 */
export function checkWeights({ peers }: RunSpec): void {
  for (const { id, weights } of peers) if (weights !== '') findWeights(weights, id);
}

/**
 * Refuses modules of the user that are not there, where all peers run on this machine.
 *
 * @throws {CodistillError} The code of the module's kind, naming the file.
 */
export function checkModules(spec: RunSpec): void {
  const { data, peers, distillation } = spec;
  const check = (path: string, errors: ModuleErrors): void => checkModuleFile(userModuleFile(path), errors);
  const ofData = { code: 'ERR_DATA_CORRUPT', missingCode: 'ERR_DATA_MISSING' } as const;
  if (isModulePath(data.name)) check(data.name, { what: 'data', ...ofData });
  for (const { network, view } of peers) {
    if (isModulePath(view)) check(view, { what: 'view', ...ofData });
    if (isUserModule(network)) check(network, { what: 'network', code: 'ERR_NETWORK_MODULE' });
  }
  if (isUserModule(distillation.loss)) check(distillation.loss, { what: 'loss', code: 'ERR_MODULE' });
  const { graph } = schemeOf(spec);
  if (graph.kind === 'module') check(graph.path, { what: 'graph', code: 'ERR_MODULE' });
}

/**
 * Refuses a GPU that is certainly not there: this machine's TensorFlow knows none, or the user has hidden them all, or
 * there are not so many. Anything else TensorFlow says in the peer.
 *
 * @param build - TensorFlow's build as set-up has recorded it.
 * @param gpus - GPUs of this machine, as CUDA names them.
 * @param hidden - Whether that list is the user's own.
 * @throws {CodistillError} `ERR_DEVICE_MISSING`; `ERR_CONFIG` for float16 where there is no GPU.
 */
export function checkDevices(
  { peers, training }: Pick<RunSpec, 'peers' | 'training'>,
  { build, gpus, hidden }: { build: string | undefined; gpus: readonly string[]; hidden: boolean },
): void {
  const cpuAlone = gpus.length === 0 && (hidden || build === 'cpu');
  for (const peer of peers) {
    const { id, device } = peer;
    if (device === 'auto' && cpuAlone) checkPrecision(peer, training, 'cpu');
    const number = /^gpu(?::(\d+))?$/.exec(device);
    if (number === null) continue;
    const missing = gpus.length > 0 ? Number(number[1] ?? 0) >= gpus.length : cpuAlone;
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
