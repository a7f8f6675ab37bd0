import { execFileSync } from 'node:child_process';

/**
 * GPUs that peers may be given, as CUDA names them. A list that the user has set for this shell is kept to; without a
 * driver there are none. Only a placement: what is really there, TensorFlow says in each peer.
 */
export function visibleGpus(environment: NodeJS.ProcessEnv): readonly string[] {
  const chosen = environment.CUDA_VISIBLE_DEVICES;
  if (chosen !== undefined) {
    return chosen
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && name !== '-1');
  }
  try {
    const listing = execFileSync('nvidia-smi', ['-L'], {
      encoding: 'utf8',
      timeout: 10_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return parseGpuListing(listing);
  } catch {
    return []; // no driver on this machine
  }
}

/** Indices in the output of `nvidia-smi -L`. */
export function parseGpuListing(listing: string): readonly string[] {
  return [...listing.matchAll(/^GPU (\d+):/gm)].map((match) => match[1]!);
}
