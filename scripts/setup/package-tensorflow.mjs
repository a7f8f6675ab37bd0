import { existsSync, lstatSync, rmSync } from 'node:fs';
import { lastLines, runCommand } from './command.mjs';
import { SetupError } from './failure.mjs';
import { findNpm } from './node-modules.mjs';

/**
 * `CODISTILL_TENSORFLOW=package`: lets the npm package fetch its own TensorFlow with its own install
 * script. For machines without pip; best effort, because that TensorFlow is old (2.9.1), is checked
 * by no hash, and comes from a host that many networks do not reach. So it is never chosen silently.
 *
 * @param {string} root
 * @param {string} binding - Where the package puts its addon.
 * @param {(what: string) => void} working
 * @returns {Promise<{ version: string, build: string, lib: string }>}
 */
export async function packageTensorFlow(root, binding, working) {
  const lib = 'node_modules/@tensorflow/tfjs-node-gpu/deps/lib';
  const isLink = lstatSync(binding, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (isLink) rmSync(binding);
  if (!existsSync(binding)) {
    working("running the npm package's own install script");
    const npm = findNpm(process.env);
    const args = [...npm.leading, 'rebuild', '@tensorflow/tfjs-node-gpu', '--ignore-scripts=false'];
    const { output } = await runCommand(npm.program, args, { cwd: root });
    if (!existsSync(binding)) {
      throw new SetupError(
        'ERR_SETUP_PACKAGE',
        `the npm package's own install script brought no TensorFlow.\n${lastLines(output)}`,
        'install pip and unset CODISTILL_TENSORFLOW, so that the TensorFlow wheel is used.',
      );
    }
  }
  return { version: '2.9.1', build: 'package', lib };
}
