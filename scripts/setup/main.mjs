/**
 * Makes a fresh clone ready to run: `npm start` and `npm test` begin with it, and it uses nothing
 * but Node itself. A second run finds everything done and says so in one line.
 */
import { createHash } from 'node:crypto';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAddon, pointLink } from './addon.mjs';
import { bundlePrograms } from './bundle.mjs';
import { makeCacheFolder } from './cache-folder.mjs';
import { endRunningCommands } from './command.mjs';
import { describeFailure } from './failure.mjs';
import { withLock } from './lock.mjs';
import { installNatsServer } from './nats-server.mjs';
import { installNodeModules } from './node-modules.mjs';
import { packageTensorFlow } from './package-tensorflow.mjs';
import { bindingLink, cacheDir, recordFile, rootDir } from './paths.mjs';
import { createProgress } from './progress.mjs';
import { checkNode, findCompiler, findPython } from './requirements.mjs';
import { chooseBuild, installTensorFlow } from './tensorflow.mjs';
import { buildTypeScript } from './typescript.mjs';
import { TENSORFLOW_VERSION } from './wheels.mjs';

/** @param {ReturnType<typeof createProgress>} progress */
async function setUp(progress) {
  checkNode();
  const cache = cacheDir();
  const showProgress = progress.isTerminal;
  const python = once(() => findPython());
  const compiler = once(() => findCompiler());
  const usePackage = process.env.CODISTILL_TENSORFLOW === 'package';
  const build = usePackage ? undefined : await chooseBuild();
  if (build !== undefined && !existsSync(join(cache, build.key))) {
    // Say what is missing before the first download, not after it.
    await progress.step('tools', async (working) => {
      working('looking for Python with pip and a C++ compiler');
      await python();
      await compiler();
    });
  }
  await progress.step('npm packages', (working) => installNodeModules(rootDir, working));
  const tensorflow = await progress.step(
    `TensorFlow${build === undefined ? '' : ` (${build.kind})`}`,
    async (working) => {
      if (build === undefined) return packageTensorFlow(rootDir, bindingLink, working);
      const tensorflowDir = await installTensorFlow(build, cache, { python, working, showProgress });
      const addon = await buildAddon({ root: rootDir, cache, tensorflowDir, build, compiler, working });
      pointLink(bindingLink, addon);
      return { version: TENSORFLOW_VERSION, build: build.kind, lib: join(tensorflowDir, 'tensorflow') };
    },
  );
  const natsServer = await progress.step('nats-server', (working) =>
    installNatsServer(cache, { python, working, showProgress }),
  );
  writeRecord({ natsServer, tensorflow, cache });
  await progress.step('TypeScript', async (working) => {
    await buildTypeScript(rootDir, working);
    await bundlePrograms(rootDir, working);
  });
}

/**
 * @template T
 * @param {() => Promise<T>} find
 * @returns {() => Promise<T>}
 */
function once(find) {
  /** @type {Promise<T> | undefined} */
  let found;
  return () => {
    found ??= find();
    return found;
  };
}

/** @param {object} record */
function writeRecord(record) {
  const aside = `${recordFile}.${process.pid}.tmp`;
  writeFileSync(aside, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(aside, recordFile);
}

/** One set-up at a time in a checkout: `npm ci` would pull the packages from under another. */
function checkoutLock() {
  const key = createHash('sha256').update(rootDir).digest('hex').slice(0, 16);
  return join(cacheDir(), `checkout-${key}.lock`);
}

async function main() {
  const progress = createProgress();
  const waiting = (/** @type {string} */ holder) =>
    process.stderr.write(`set-up  waiting for another set-up of this checkout (${holder}) …\n`);
  try {
    makeCacheFolder(cacheDir());
    await withLock(checkoutLock(), () => setUp(progress), waiting);
    progress.done();
  } catch (error) {
    process.stderr.write(`\n${describeFailure(error)}`);
    process.exitCode = 1;
  }
}

for (const [signal, exitCode] of /** @type {const} */ ([
  ['SIGINT', 130],
  ['SIGTERM', 143],
])) {
  process.once(signal, () => {
    endRunningCommands();
    process.stderr.write('\nset-up interrupted; what is already fetched is kept, run it again to go on.\n');
    process.exit(exitCode);
  });
}

// Nobody may read any more, as behind `| head -1`: that ends the printing alone.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

await main();
