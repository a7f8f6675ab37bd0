/**
 * Facts that TensorFlow writes only into its log: the names of the devices, why a GPU is not used, oneDNN.
 * Its C API has no question for these, so the doctor reads the log of a child that loaded it.
 */

const CREATED_DEVICE = /device:GPU:(\d+) with (\d+) MB memory:.*?name: ([^,\n]+)/g;
const TROUBLE =
  /(Cannot dlopen some GPU libraries|failed call to cuInit|Could not find cuda drivers|CUDA_ERROR_\w+)[^\n]*/;

/** Such as "GPU:0 NVIDIA H200, 133 GB". */
export function gpuNames(log: string): readonly string[] {
  return [...log.matchAll(CREATED_DEVICE)].map(
    ([, index, megabytes, name]) => `GPU:${index} ${name}, ${Math.round(Number(megabytes) / 1000)} GB`,
  );
}

/** TensorFlow's own words on why it uses no GPU. */
export function gpuTrouble(log: string): string | undefined {
  return TROUBLE.exec(log)?.[0].slice(0, 160);
}

export function oneDnnState(log: string): 'on' | 'unknown' {
  return /oneDNN custom operations are on/.test(log) ? 'on' : 'unknown';
}
