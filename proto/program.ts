/** Programs that are started as processes or threads of their own, by their places in the tree. */
export type Program = 'peer/data/prefetch-worker' | 'peer/trainer' | 'scripts/codistill' | 'scripts/guard';

/** Its own place, which a bundle keeps: see `scripts/setup/bundle.mjs`. */
const HERE = import.meta.url;

/** Where a program is started from: the bundled one by code that is bundled, the plain one by code that is not. */
export function programUrl(program: Program): URL {
  if (HERE.endsWith('/proto/program.js')) return new URL(`../${program}.js`, HERE);
  return new URL(`./${program.slice(program.lastIndexOf('/') + 1)}.js`, HERE);
}
