import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { copyNativeSources } from './native-sources.mjs';
import { rootDir } from './paths.mjs';

/** What is started as a process or a thread, or loaded in one, which `proto/program.ts` finds; and what is imported. */
const PROGRAMS = [
  'scripts/codistill',
  'scripts/guard',
  'scripts/api',
  'peer/trainer',
  'peer/trainer/onnx-worker',
  'peer/data/prefetch-worker',
  'peer/model/backend',
  'peer/graph/precision-trial',
];

/**
 * tfjs-node-gpu is bundled by itself, as a function of the addon's path. Installed as a package it would fetch another
 * TensorFlow as it is installed, and take 280 MB, most of it for browsers.
 */
const TENSORFLOW = 'tensorflow.cjs';

/** Packages of many small files. The others stay where they are: native ones, and those that look for files of their own. */
const BUNDLED_PACKAGES = [
  'nats',
  'nats-jwt',
  'nkeys.js',
  'protobufjs',
  'vega',
  'vega-lite',
  'yaml',
  'yargs',
  'zod',
];

/** Whose code is bundled, and under which terms. */
const LICENSES = 'LICENSES.txt';

/** A run may still load what belongs to the build it began with. */
const KEEP_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Bundles the compiled programs into `dist/programs`, unless that was done since they were compiled: a process that reads a
 * few files instead of some hundred starts sooner. What the source loads later stays a file of its own.
 *
 * @param {string} root
 * @param {(what: string) => void} working
 */
export async function bundlePrograms(root, working) {
  const dist = join(root, 'dist');
  const outdir = join(dist, 'programs');
  const stamp = textOf(join(dist, '.setup-stamp'));
  const stampFile = join(outdir, '.stamp');
  if (stamp !== undefined && textOf(stampFile) === stamp) return;
  working('bundling');
  const { build } = await import('esbuild');
  const common = /** @type {const} */ ({
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    metafile: true,
    logLevel: 'silent',
  });
  const tensorflow = await build({
    ...common,
    stdin: { contents: TENSORFLOW_ENTRY, resolveDir: root },
    outfile: join(outdir, TENSORFLOW),
    format: 'cjs',
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 120, // Node shows the line of an error whole
    plugins: [{ name: 'addon', setup: givenAddon }],
  });
  const programs = await build({
    ...common,
    entryPoints: PROGRAMS.map((program) => join(dist, `${program}.js`)),
    outdir,
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    splitting: true,
    format: 'esm',
    external: externalPackages(root),
    alias: oneMeasure(root),
    define: {
      BUNDLED_GRAPH_CODE: JSON.stringify(hashOf(join(dist, 'peer', 'graph'))),
      BUNDLED_SETUP_KEY: JSON.stringify(copyNativeSources(root)),
    },
    // For the packages that are written for `require`.
    banner: {
      js: "import { createRequire as codistillRequire } from 'node:module';\nconst require = codistillRequire(import.meta.url);",
    },
    plugins: [
      { name: 'places', setup: (builder) => builder.onLoad({ filter: /\.js$/ }, keepPlace(dist, outdir)) },
    ],
  });
  const made = [tensorflow.metafile, programs.metafile];
  const inputs = made.flatMap((metafile) => Object.keys(metafile.inputs));
  const outputs = made.flatMap((metafile) => Object.keys(metafile.outputs));
  writeFileSync(join(outdir, LICENSES), licensesOf(root, inputs));
  removeOld(outdir, new Set(outputs.map((output) => join(root, output))));
  writeFileSync(stampFile, stamp ?? '');
}

/** tfjs-node-gpu asks `node-pre-gyp` where its addon is. Here it is told. */
const TENSORFLOW_ENTRY = `
  module.exports = (addon) => {
    require('@mapbox/node-pre-gyp').addon = addon;
    return require('@tensorflow/tfjs-node-gpu');
  };`;

/** @param {import('esbuild').PluginBuild} builder */
function givenAddon(builder) {
  const namespace = 'addon';
  builder.onResolve({ filter: /^@mapbox\/node-pre-gyp$/ }, () => ({ path: 'node-pre-gyp', namespace }));
  builder.onLoad({ filter: /./, namespace }, () => ({ contents: 'exports.find = () => exports.addon;' }));
}

/**
 * @param {string} folder - Of compiled code.
 * @returns {string}
 */
function hashOf(folder) {
  const hash = createHash('sha256');
  if (!existsSync(folder)) return '';
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((name) => name.endsWith('.js')).sort())
    hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {readonly string[]} inputs - Paths, from the root.
 */
function licensesOf(root, inputs) {
  const packages = new Set(
    inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []),
  );
  return [...packages]
    .sort()
    .map((folder) => {
      const files = readdirSync(join(root, folder)).filter((name) => /^licen[cs]e/i.test(name));
      const texts = files.map((name) => readFileSync(join(root, folder, name), 'utf8').trim());
      return `${folder.slice(folder.indexOf('node_modules/'))}\n\n${texts.join('\n\n')}\n`;
    })
    .join('\n');
}

/** @param {string} file */
function textOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/**
 * yargs and the two packages that it draws its help with each bring a measure of text widths, of which the ones of those two are
 * slow, a sixth of what `launch --help` takes. All of them get that of yargs.
 *
 * @param {string} root
 * @returns {Record<string, string>}
 */
function oneMeasure(root) {
  const yargs = join(root, 'node_modules', 'yargs', 'package.json');
  return existsSync(yargs) ? { 'string-width': createRequire(yargs).resolve('string-width') } : {};
}

/** @param {string} root */
function externalPackages(root) {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const names = Object.keys(dependencies).filter((name) => !BUNDLED_PACKAGES.includes(name));
  return ['@tensorflow/*', ...names.flatMap((name) => [name, `${name}/*`])];
}

/**
 * In a bundle `import.meta.url` is the bundle's own address; each of our modules goes on seeing its own. `proto/program.js`
 * alone is to see where it has come to.
 *
 * @param {string} dist
 * @param {string} outdir
 * @returns {(file: { path: string }) => { contents: string } | undefined}
 */
function keepPlace(dist, outdir) {
  return ({ path }) => {
    if (path === join(dist, 'proto', 'program.js')) return undefined;
    const source = readFileSync(path, 'utf8');
    if (!source.includes('import.meta.url')) return undefined;
    const place = relative(outdir, path).replaceAll(sep, '/');
    const address = `new URL(${JSON.stringify(place)}, import.meta.url).href`;
    return { contents: source.replaceAll('import.meta.url', address) };
  };
}

/**
 * Removes the files of old builds, and keeps those of recent ones out of the package.
 *
 * @param {string} outdir
 * @param {ReadonlySet<string>} wanted
 */
function removeOld(outdir, wanted) {
  const others = readdirSync(outdir).filter((name) => !wanted.has(join(outdir, name)) && name !== LICENSES);
  for (const name of others) {
    const file = join(outdir, name);
    if (Date.now() - statSync(file).mtimeMs > KEEP_MS) rmSync(file, { force: true });
  }
  writeFileSync(join(outdir, '.npmignore'), others.map((name) => `/${name}\n`).join(''));
}

// `npm run build` compiles without a stamp of its own.
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  rmSync(join(rootDir, 'dist', 'programs', '.stamp'), { force: true });
  await bundlePrograms(rootDir, () => {});
}
