import { readFileSync } from 'node:fs';
import { arch, cpus } from 'node:os';
import type { Numerics } from '../../proto/numerics.js';
import { tensorflowVersion } from '../model/backend.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The numerics of this process. */
export function machineNumerics(environment: Environment): Numerics {
  return numericsOf(
    tensorflowVersion(),
    environment,
    processorFlags() ?? `${arch()} ${cpus()[0]?.model ?? ''}`,
  );
}

/**
 * @param environment - TensorFlow reads its settings there once, when it loads.
 * @param processor - Flags of /proc/cpuinfo, or the processor's name where there is none.
 */
export function numericsOf(tensorflow: string, environment: Environment, processor: string): Numerics {
  const threads = Number(environment.TF_NUM_INTRAOP_THREADS ?? 0);
  const most = environment.ONEDNN_MAX_CPU_ISA ?? environment.DNNL_MAX_CPU_ISA;
  const off = /^(0|false)$/i.test(environment.TF_ENABLE_ONEDNN_OPTS ?? '');
  return {
    tensorflow,
    threads: Number.isInteger(threads) && threads > 0 ? threads : 0,
    instructions: instructionsOf(processor),
    oneDnn: off ? 'off' : most === undefined ? 'on' : `on, at most ${most}`,
  };
}

/** The widest vector instructions that TensorFlow's kernels choose between. */
function instructionsOf(processor: string): string {
  const flags = new Set(processor.split(' '));
  if (flags.has('avx512f')) return flags.has('amx_tile') ? 'AVX-512 and AMX' : 'AVX-512';
  if (flags.has('avx2')) return 'AVX2';
  if (flags.has('avx')) return 'AVX';
  return flags.has('sse4_2') ? 'SSE4.2' : processor.trim();
}

function processorFlags(): string | undefined {
  try {
    return /^flags\s*: (.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1];
  } catch {
    return undefined; // not Linux
  }
}
