/**
 * Makes a checkout, or an installed package, ready to run.
 */
import { createHash } from 'node:crypto';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAddon, pointLink } from './addon.mjs';
import { bundlePrograms } from './bundle.mjs';
import { makeCacheFolder } from './cache-folder.mjs';
import { endRunningCommands } from './command.mjs';
import { SetupError } from './failure.mjs';
import { withLock } from './lock.mjs';
import { installNatsServer } from './nats-server.mjs';
import { installNodeModules } from './node-modules.mjs';
import { packageTensorFlow } from './package-tensorflow.mjs';
import { bindingLink, cacheDir, isCheckout, rootDir } from './paths.mjs';
import { createProgress } from './progress.mjs';
import { checkNode, findCompiler, findPython } from './requirements.mjs';
import { chooseBuild, installTensorFlow } from './tensorflow.mjs';
import { buildTypeScript } from './typescript.mjs';
import { TENSORFLOW_VERSION } from './wheels.mjs';

/**
 * Makes this checkout, or this installed package, ready to run, and tells on standard error what it does. A second run finds
 * everything done and says so in one line. Of a package it changes nothing: what it fetches and builds lies in the cache.
 *
 * @param {string} recordFile - Where to write what was installed.
 * @throws {SetupError}
 */
export async function setUp(recordFile) {
  const progress = createProgress();
  const waiting = (/** @type {string} */ holder) =>
    process.stderr.write(
      `set-up  waiting for another set-up of this ${isCheckout(rootDir) ? 'checkout' : 'package'} (${holder}) …\n`,
    );
  const restore = endOnSignals();
  try {
    makeCacheFolder(cacheDir());
    await withLock(rootLock(), () => takeSteps(progress, recordFile), waiting);
    progress.done();
  } finally {
    restore();
  }
}

/**
 * @param {ReturnType<typeof createProgress>} progress
 * @param {string} recordFile
 */
async function takeSteps(progress, recordFile) {
  checkNode();
  const cache = cacheDir();
  const showProgress = progress.isTerminal;
  const python = once(() => findPython());
  const compiler = once(() => findCompiler());
  const inCheckout = isCheckout(rootDir);
  const usePackage = process.env.CODISTILL_TENSORFLOW === 'package';
  if (usePackage && !inCheckout) throw noPackageTensorFlow();
  const build = usePackage ? undefined : await chooseBuild();
  if (build !== undefined && !existsSync(join(cache, build.key))) {
    // Say what is missing before the first download, not after it.
    await progress.step('tools', async (working) => {
      working('looking for Python with pip and a C++ compiler');
      await python();
      await compiler();
    });
  }
  if (inCheckout) await progress.step('npm packages', (working) => installNodeModules(rootDir, working));
  const natives = async () => {
    const tensorflow = await progress.step(
      `TensorFlow${build === undefined ? '' : ` (${build.kind})`}`,
      async (working) => {
        if (build === undefined) return packageTensorFlow(rootDir, bindingLink, working);
        const tensorflowDir = await installTensorFlow(build, cache, { python, working, showProgress });
        const addon = await buildAddon({ root: rootDir, cache, tensorflowDir, build, compiler, working });
        if (inCheckout) pointLink(bindingLink, addon);
        return {
          version: TENSORFLOW_VERSION,
          build: build.kind,
          lib: join(tensorflowDir, 'tensorflow'),
          addon,
        };
      },
    );
    const natsServer = await progress.step('nats-server', (working) =>
      installNatsServer(cache, { python, working, showProgress }),
    );
    writeRecord(recordFile, { natsServer, tensorflow, cache });
  };
  const sources = () =>
    progress.step('TypeScript', async (working) => {
      await buildTypeScript(rootDir, working);
      await bundlePrograms(rootDir, working);
    });
  const steps = inCheckout ? [natives, sources] : [natives];
  if (showProgress) {
    for (const step of steps) await step(); // lines of the one would tear the bars of the other
  } else await sideBySide(steps);
}

/**
 * Takes steps at once: the one mostly waits for the network, the other computes. All come to their ends before an error of one
 * ends set-up.
 *
 * @param {readonly (() => Promise<void>)[]} steps
 */
async function sideBySide(steps) {
  const ends = await Promise.allSettled(steps.map((step) => step()));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
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

/** The npm package that could fetch a TensorFlow of its own is part of a checkout alone. */
function noPackageTensorFlow() {
  return new SetupError(
    'ERR_SETUP_OPTION',
    'CODISTILL_TENSORFLOW is "package", which only a checkout of codistill can do.',
    'set it to cpu or gpu, or leave it unset.',
  );
}

/**
 * @param {string} recordFile
 * @param {object} record
 */
function writeRecord(recordFile, record) {
  const aside = `${recordFile}.${process.pid}.tmp`;
  writeFileSync(aside, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(aside, recordFile);
}

/** One set-up at a time in a checkout: `npm ci` would pull the packages from under another. */
function rootLock() {
  const key = createHash('sha256').update(rootDir).digest('hex').slice(0, 16);
  return join(cacheDir(), `checkout-${key}.lock`);
}

/**
 * A signal ends what set-up has started, and the process.
 *
 * @returns {() => void} Ends that.
 */
function endOnSignals() {
  const ends = /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ]).map(([signal, exitCode]) => {
    const end = () => {
      endRunningCommands();
      process.stderr.write('\nset-up interrupted; what is already fetched is kept, run it again to go on.\n');
      process.exit(exitCode);
    };
    process.once(signal, end);
    return () => process.off(signal, end);
  });
  return () => {
    for (const restore of ends) restore();
  };
}
