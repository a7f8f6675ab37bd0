/** Programs that are started as processes or threads of their own, or loaded in one, by their places in the tree. */
export type Program =
  | 'peer/data/prefetch-worker'
  | 'peer/graph/precision-trial'
  | 'peer/model/backend'
  | 'peer/trainer'
  | 'peer/trainer/onnx-worker'
  | 'scripts/codistill'
  | 'scripts/guard';

/** Its own place, which a bundle keeps: see `scripts/setup/bundle.mjs`. */
const HERE = import.meta.url;

/** Where a program is started from: the bundled one by code that is bundled, the plain one by code that is not. */
export function programUrl(program: Program): URL {
  return (
    bundledFile(`${program.slice(program.lastIndexOf('/') + 1)}.js`) ?? new URL(`../${program}.js`, HERE)
  );
}

/** A file beside the bundled programs; `undefined` for code that is not bundled. */
export function bundledFile(name: string): URL | undefined {
  return HERE.endsWith('/proto/program.js') ? undefined : new URL(`./${name}`, HERE);
}
