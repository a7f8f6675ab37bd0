import { SUPERVISED_VARIABLE } from '../parent-watch.js';
import { threadShare, withThreads } from '../thread-environment.js';
import { usefulThreads, type Work } from './useful-threads.js';

/** The choices that a child's environment depends on. */
export interface ChildPlacement {
  /** The peer's device as asked for: `auto`, `cpu`, `gpu` or `gpu:N`. */
  readonly device: string;
  /** Position of the peer in the cohort: spreads `auto` and `gpu` over the GPUs. */
  readonly index: number;
  /** Peers that share this machine's cores. */
  readonly peers: number;
  readonly cores: number;
  /** How many threads are of use to the peer follows from it. */
  readonly work: Work;
  /** Threads for each peer, whatever its share of the cores. */
  readonly threads?: number | undefined;
  /** GPUs of this machine, as CUDA names them. */
  readonly gpus: readonly string[];
}

/**
 * Environment of one peer process: its share of the cores, as far as it is of use to it, and the GPUs it may see. These are read when TensorFlow's
 * library loads, so they must be set before the process starts. A user's own setting of a thread variable wins.
 */
export function peerEnvironment(base: NodeJS.ProcessEnv, placement: ChildPlacement): NodeJS.ProcessEnv {
  const { cores, peers, threads, work } = placement;
  const visible = visibleTo(placement);
  return {
    TF_CPP_MIN_LOG_LEVEL: '2',
    ...withThreads(base, { share: usefulThreads(threadShare(cores, peers), work), asked: threads }),
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    ...(visible === undefined ? {} : { CUDA_VISIBLE_DEVICES: visible }),
    [SUPERVISED_VARIABLE]: '1',
  };
}

/** Environment of a child that never touches TensorFlow. */
export function plainEnvironment(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...base, [SUPERVISED_VARIABLE]: '1' };
}

/**
 * CUDA's list of visible devices: `-1` hides all. A GPU that is asked for by number is made the only visible one, also
 * when there is none such: the trainer then finds no device and says so, instead of taking the CPU.
 */
function visibleTo({ device, index, gpus }: ChildPlacement): string | undefined {
  if (device === 'cpu') return '-1';
  const named = /^gpu:(\d+)$/.exec(device)?.[1];
  if (named !== undefined) return gpus.length === 0 ? named : (gpus[Number(named)] ?? '-1');
  return gpus.length === 0 ? undefined : gpus[index % gpus.length];
}
