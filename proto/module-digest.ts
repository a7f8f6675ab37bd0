import type { ModuleDigest } from './codec.js';

/** The first module that two machines have with different texts. */
export function firstModuleDifference(
  here: readonly ModuleDigest[],
  there: readonly ModuleDigest[],
): ModuleDigest | undefined {
  return here.find(({ path, sha256 }) => {
    const other = there.find((one) => one.path === path);
    return other !== undefined && hexOf(other.sha256) !== hexOf(sha256);
  });
}

/** The digests of one side, and of the other those of modules that the one does not have. */
export function withModules(
  known: readonly ModuleDigest[],
  told: readonly ModuleDigest[],
): readonly ModuleDigest[] {
  return [...known, ...told.filter(({ path }) => !known.some((one) => one.path === path))];
}

export function hexOf(sha256: Uint8Array): string {
  return Buffer.from(sha256).toString('hex');
}
