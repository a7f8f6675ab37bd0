import { findProgram, lastLines, runCommand } from './command.mjs';
import { SetupError } from './failure.mjs';
import { isCheckout, rootDir } from './paths.mjs';
import { isAtLeast } from './version.mjs';

export const NODE_VERSION_MINIMUM = '20.19.0';

/** @param {string} [version] */
export function checkNode(version = process.versions.node) {
  if (isAtLeast(version, NODE_VERSION_MINIMUM)) return;
  throw new SetupError(
    'ERR_SETUP_NODE',
    `Node ${version} is too old: codistill needs ${NODE_VERSION_MINIMUM} or newer.`,
    'install Node 22 (or 20.19 and newer) and run this again.',
  );
}

/**
 * Finds a Python 3 that has pip. Only its pip and its zip reader are used, and nothing of Python
 * runs once set-up is done, so any Python 3 will do.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<string>} Its path.
 */
export async function findPython(env = process.env) {
  const python = findProgram(['python3', 'python'], env);
  const version = python === undefined ? undefined : await runCommand(python, ['--version'], { env });
  if (python === undefined || version?.code !== 0 || !/Python 3\./.test(version.output)) {
    throw new SetupError(
      'ERR_SETUP_NO_PYTHON',
      'there is no Python 3 on the PATH; set-up uses its pip to fetch TensorFlow.',
      installHint('python3 python3-pip', 'python'),
    );
  }
  const pip = await runCommand(python, ['-m', 'pip', '--version'], { env });
  if (pip.code !== 0) {
    const otherWay = isCheckout(rootDir)
      ? ' Without pip, CODISTILL_TENSORFLOW=package lets the npm package fetch its own TensorFlow 2.9.1 instead (old, and not from a package registry).'
      : '';
    throw new SetupError(
      'ERR_SETUP_NO_PIP',
      `${version.output.trim()} has no pip, which set-up uses to fetch TensorFlow.`,
      `${installHint('python3-pip', 'python')}${otherWay}`,
    );
  }
  return python;
}

/**
 * Finds the C++ compiler that builds TensorFlow's addon: `CXX` if it is set, else the usual names.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<readonly string[]>} Program and leading arguments (`CXX` may be `ccache g++`).
 */
export async function findCompiler(env = process.env) {
  const named = (env.CXX ?? '').split(/\s+/).filter((word) => word !== '');
  const program = findProgram(named.length > 0 ? named.slice(0, 1) : ['c++', 'g++', 'clang++'], env);
  if (program === undefined) {
    throw new SetupError(
      'ERR_SETUP_NO_COMPILER',
      named.length > 0
        ? `CXX names ${named[0]}, which is not there.`
        : 'there is no C++ compiler on the PATH.',
      installHint('g++', undefined),
    );
  }
  const compiler = [program, ...named.slice(1)];
  const version = await runCommand(program, [...named.slice(1), '--version'], { env });
  if (version.code !== 0) {
    throw new SetupError(
      'ERR_SETUP_NO_COMPILER',
      `the C++ compiler ${compiler.join(' ')} does not run: ${lastLines(version.output, 2)}`,
      installHint('g++', undefined),
    );
  }
  return compiler;
}

/**
 * @param {string} debianPackages
 * @param {string | undefined} brewPackage - Undefined: the compiler of Xcode's tools.
 */
function installHint(debianPackages, brewPackage) {
  if (process.platform === 'darwin') {
    return brewPackage === undefined ? 'xcode-select --install' : `brew install ${brewPackage}`;
  }
  return `install it, such as with: sudo apt-get install ${debianPackages} (Debian, Ubuntu; other systems name it alike), then run this again.`;
}
