import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import type { RunSpec } from '../../proto/run-spec-schema.js';
import { resolveRunSpec, type Section } from '../config.js';
import { lastOf, numberOf, stringOf, textsOf } from './option.js';
import { SPEC_FLAGS } from './spec-options.js';

/** The part of yargs' result that concerns a run spec. */
export type SpecArguments = Readonly<Record<string, unknown>>;

/**
 * The run spec that a command line asks for.
 *
 * @param begun - That of the run which it goes on with, or other fields that win over the defaults alone.
 * @throws {CodistillError} `ERR_CONFIG` or `ERR_USAGE`.
 */
export function specFromArguments(argv: SpecArguments, begun?: RunSpec | Section): RunSpec {
  const flags = new Map<string, unknown>();
  for (const [flag, path] of SPEC_FLAGS) {
    const value = lastOf(argv[flag]);
    if (value !== undefined) flags.set(path, value);
  }
  const strict = lastOf(argv.strict);
  if (strict !== undefined) flags.set('exchange.quorum', strict === true ? 'all' : 'any');
  const file = stringOf(argv.config);
  return resolveRunSpec({
    begun,
    flags,
    sets: textsOf(argv.set),
    peers: {
      options: textsOf(argv.peer),
      count: numberOf(argv.peers),
      network: stringOf(argv.network),
      device: stringOf(argv.device),
      precision: stringOf(argv.precision),
    },
    config: file === undefined ? undefined : { file, text: readConfig(file) },
  });
}

export function describesRun(argv: SpecArguments): boolean {
  const names = ['peers', 'peer', 'network', 'device', 'precision', 'strict', 'config', 'set'];
  return [...names, ...SPEC_FLAGS.map(([flag]) => flag)].some((name) => argv[name] !== undefined);
}

/** The text of a configuration file. */
export function readConfig(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new CodistillError(
      'ERR_CONFIG',
      `cannot read the configuration file ${resolve(file)}: ${(cause as Error).message}`,
      {
        fix: 'give the path of a YAML file that exists',
        facts: { file },
        cause,
      },
    );
  }
}
