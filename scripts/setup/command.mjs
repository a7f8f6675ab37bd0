import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** How much of a command's output is kept for its error message. */
const OUTPUT_BYTES_MAX = 256 * 1024;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Runs a program to its end without a shell.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean }} [options] - `show` lets the
 *   program write its standard output straight to our standard error: on a terminal that keeps its
 *   progress bar alive, and our standard output stays free for results.
 * @returns {Promise<{ code: number, output: string }>} `code` is 127 when it could not be started
 *   and 128 when a signal ended it; `output` is the end of what it wrote.
 */
export function runCommand(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', options.show === true ? process.stderr.fd : 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    /** @param {string} text */
    const keep = (text) => {
      output = (output + text).slice(-OUTPUT_BYTES_MAX);
    };
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => {
      running.delete(child);
      resolve({ code: 127, output: error.message });
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      if (signal !== null) keep(`\nended by ${signal}`);
      resolve({ code: code ?? 128, output });
    });
  });
}

/** Ends every program that is still running; for set-up's own end by a signal. */
export function endRunningCommands() {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * The first of `names` that is an executable file on the PATH.
 *
 * @param {readonly string[]} names
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined}
 */
export function findProgram(names, env = process.env) {
  for (const name of names) {
    const folders = isAbsolute(name)
      ? ['']
      : (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
    for (const folder of folders) {
      const path = folder === '' ? name : join(folder, name);
      if (isExecutable(path)) return path;
    }
  }
  return undefined;
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * The last lines of a program's output, for an error message.
 *
 * @param {string} output
 * @param {number} [linesMax]
 */
export function lastLines(output, linesMax = 12) {
  return output.trim().split('\n').slice(-linesMax).join('\n');
}
