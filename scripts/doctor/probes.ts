import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CodistillError } from '../../proto/errors.js';
import type { NatsAccess } from '../../proto/nats-access.js';
import { programUrl } from '../../proto/program.js';
import type { NatsFacts } from '../net/watch.js';
import { readSetupRecord, type SetupRecord } from '../setup-record.js';
import type { IsAtLeast, NatsServerFacts, ProbeFailure, TensorFlowFacts, ZeromqFacts } from './checks.js';
import { probeInChild } from './child.js';

/**
 * How the doctor looks at the machine. The tests replace one at a time to break the check that
 * depends on it.
 */
export interface Probes {
  readonly nodeVersion: string;
  readonly record: SetupRecord | undefined;
  readonly isAtLeast: IsAtLeast;
  tensorflow(): Promise<TensorFlowFacts | ProbeFailure>;
  zeromq(): Promise<ZeromqFacts | ProbeFailure>;
  natsServer(): Promise<NatsServerFacts | ProbeFailure>;
  givenNats(access: NatsAccess): Promise<NatsFacts | CodistillError>;
  hasNvidiaDriver(): Promise<boolean>;
  exists(path: string): boolean;
  bindLoopback(): Promise<ProbeFailure | Readonly<{ port: number }>>;
  freeBytes(path: string): Promise<number>;
}

export async function realProbes(root: string, env: NodeJS.ProcessEnv): Promise<Probes> {
  // Set-up is plain JavaScript that is not compiled, so it lies in the checkout and not in dist/.
  const setupModule = (name: string): Promise<unknown> =>
    import(pathToFileURL(join(root, 'scripts', 'setup', name)).href);
  const { isAtLeast } = (await setupModule('version.mjs')) as { isAtLeast: IsAtLeast };
  const { freeBytes } = (await setupModule('space.mjs')) as { freeBytes(path: string): Promise<number> };
  const { hasNvidiaDriver } = (await setupModule('tensorflow.mjs')) as {
    hasNvidiaDriver(env: NodeJS.ProcessEnv): Promise<boolean>;
  };
  const record = readSetupRecord(root);
  return {
    nodeVersion: process.versions.node,
    record,
    isAtLeast,
    freeBytes,
    tensorflow: () => probeTensorFlow(root, env),
    zeromq: () => probeZeromq(root, env),
    natsServer: () => probeNatsServer(record),
    givenNats: probeGivenNats,
    hasNvidiaDriver: () => hasNvidiaDriver(env),
    exists: existsSync,
    bindLoopback: () => bindLoopback(),
  };
}

/** Loads TensorFlow exactly as a peer does, by its one module, and takes the gradient of something. */
function probeTensorFlow(root: string, env: NodeJS.ProcessEnv): Promise<TensorFlowFacts | ProbeFailure> {
  const backend = programUrl('peer/model/backend').href;
  const trial = programUrl('peer/graph/precision-trial').href;
  const body = `
    const startedMs = performance.now();
    const { tf, nativeBackend, tensorflowVersion } = await import(${JSON.stringify(backend)});
    const gradient = tf.grad((x) => tf.sum(tf.matMul(x, x)))(tf.ones([8, 8])).dataSync();
    if (gradient[0] !== 16) throw new Error('wrong gradient: ' + gradient[0]);
    const usesGpu = nativeBackend().isUsingGpuDevice;
    const loadMs = performance.now() - startedMs;
    const { precisionGain } = await import(${JSON.stringify(trial)});
    let bfloat16Gain;
    try {
      if (!usesGpu) bfloat16Gain = precisionGain('bfloat16', () => performance.now());
    } catch {
      bfloat16Gain = 0; // oneDNN has no such kernel where ONEDNN_MAX_CPU_ISA forbids it
    }
    const facts = { version: tensorflowVersion(), usesGpu, loadMs, bfloat16Gain };
  `;
  // Level 0: the log is the only place where TensorFlow names its devices.
  return probeInChild(body, root, { TF_FORCE_GPU_ALLOW_GROWTH: 'true', ...env, TF_CPP_MIN_LOG_LEVEL: '0' });
}

/** Makes a pair of CURVE keys, which only a libzmq built with CURVE can. */
async function probeZeromq(root: string, env: NodeJS.ProcessEnv): Promise<ZeromqFacts | ProbeFailure> {
  const body = `
    const zmq = await import('zeromq');
    const curve = zmq.capability.curve === true && zmq.curveKeyPair().publicKey.length === 40;
    const facts = { libzmqVersion: zmq.version, curve };
  `;
  const facts = await probeInChild<Omit<ZeromqFacts, 'version'>>(body, root, env);
  if ('failure' in facts) return facts;
  const { version } = createRequire(join(root, 'package.json'))('zeromq/package.json') as { version: string };
  return { ...facts, version };
}

function probeNatsServer(record: SetupRecord | undefined): Promise<NatsServerFacts | ProbeFailure> {
  const path = record?.natsServer.path;
  if (path === undefined) return Promise.resolve({ failure: 'set-up has not run to its end' });
  return new Promise((resolve) => {
    execFile(path, ['--version'], (error, stdout) => {
      const version = /v(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
      if (version !== undefined) resolve({ path, version });
      else
        resolve({
          failure: `${path} does not run${error === null ? '' : `: ${error.message.split('\n')[0]}`}`,
        });
    });
  });
}

async function probeGivenNats(access: NatsAccess): Promise<NatsFacts | CodistillError> {
  const { examineNats } = await import('../net/watch.js');
  try {
    return await examineNats(access);
  } catch (error) {
    if (error instanceof CodistillError) return error;
    throw error;
  }
}

function bindLoopback(): Promise<ProbeFailure | Readonly<{ port: number }>> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve({ failure: error.message }));
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve({ port }));
    });
  });
}
