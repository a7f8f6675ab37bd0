import type { Options } from 'yargs';
import { CodistillError } from '../../proto/errors.js';
import { chosenHouse, HOUSE_OPTIONS, PATIENT } from './house-options.js';
import { typedLaunch } from './launch-arguments.js';
import { under, valued } from './option.js';
import type { SpecArguments } from './spec-arguments.js';

/** Options of a launch on several machines. */
export const HOSTS_OPTIONS: Readonly<Record<string, Options>> = {
  ...under('Other machines:', {
    hosts: valued('file that lists machines which ssh reaches: peers are started on each of them', {
      conflicts: ['nats', 'nats-port', 'generations'],
    }),
  }),
  ...HOUSE_OPTIONS,
};

/**
 * Launches a run whose peers train on the machines of a hosts file.
 *
 * @returns The exit code.
 * @throws {CodistillError} `ERR_CONFIG` for the file, and as `launchRun`.
 */
export async function launchOnHosts(argv: SpecArguments, file: string): Promise<number> {
  const { parseHosts, peerCount, specOnHosts } = await import('../hosts/hosts-file.js');
  const { hostsPart } = await import('../hosts/hosts-part.js');
  const { launchRun } = await import('../launch/terminal-stage.js');
  const { readConfig } = await import('./spec-arguments.js');
  const hosts = parseHosts(readConfig(file), file);
  const { host, port } = await chosenHouse(argv);
  const count = peerCount(hosts);
  const peers = Array.from({ length: count }, () => ({}));
  const typed = await typedLaunch(argv, {
    weakest: { rounds: PATIENT, peers },
    here: hosts.here,
    settle: (spec) => specOnHosts(spec, hosts, file),
  });
  // A command that is made from the options may be one without hosts.
  const isCounted = ['peers', 'peer', 'config'].some((name) => argv[name] !== undefined);
  const args = [...(typed.args ?? []), ...(isCounted ? [] : ['--peers', String(count)])];
  const wishes = { ...hosts, host, port };
  return launchRun({ ...typed, args, part: (directory) => hostsPart(directory, typed.spec, wishes) });
}

/** @throws {CodistillError} `ERR_USAGE` for options that say how others reach this machine, where there are none. */
export function checkNoHosts(argv: SpecArguments): void {
  for (const name of Object.keys(HOUSE_OPTIONS)) {
    if (argv[name] === undefined) continue;
    throw new CodistillError('ERR_USAGE', `--${name} belongs to --hosts`, {
      fix: `give --hosts FILE too, or begin with \`codistill up\``,
    });
  }
}
