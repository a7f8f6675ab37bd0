import * as z from 'zod';
import { CodistillError } from '../../proto/errors.js';
import { LIMITS } from '../../proto/limits.js';
import { parseRunSpec, type RunSpec } from '../../proto/run-spec.js';
import { isSection, parseConfig } from '../config.js';
import { isCheckout, projectRoot, typedCommand } from '../project-root.js';

const text = z.string().min(1);
const words = z.array(z.union([text, z.number()])).optional();

/** Keys of a host, which may also stand above all hosts. */
const shared = {
  peers: z.int().min(1).max(LIMITS.peersMax).optional(),
  network: text.optional(),
  device: text.optional(),
  dataDir: text.optional(),
  directory: text.optional(),
  command: text.optional(),
  options: words,
  arguments: words,
};

const hostName = text.regex(/^[^-\s]\S*$/, 'write it as ssh takes it: a name, an address or user@name');

const schema = z.strictObject({
  here: z.int().min(0).max(LIMITS.peersMax).default(0),
  ...shared,
  hosts: z
    .array(
      z.preprocess(
        (value) => (typeof value === 'string' ? { host: value } : value),
        z.strictObject({ host: hostName, ...shared }),
      ),
    )
    .min(1, 'name one host at least'),
});

/** A machine that is reached by ssh. */
export interface Host {
  /** Its name in messages, of its log and of its run directory: no other host has it. */
  readonly name: string;
  /** As ssh takes it. */
  readonly host: string;
  readonly peers: number;
  readonly network: string | undefined;
  readonly device: string | undefined;
  /** Folder with the data, there. */
  readonly dataDir: string | undefined;
  /** The folder from which the command is run, there. */
  readonly directory: string;
  /** Starts codistill: text for the shell there. */
  readonly command: string;
  /** Arguments for ssh. */
  readonly options: readonly string[];
  /** Further arguments for `codistill join`. */
  readonly arguments: readonly string[];
}

/** The machines of a run. */
export interface Hosts {
  /** How many of the peers run on this machine. */
  readonly here: number;
  readonly hosts: readonly Host[];
}

/**
 * Reads the machines of a run from the text of a YAML file.
 *
 * @param file - Its name, for errors.
 * @throws {CodistillError} `ERR_CONFIG` naming file, host and key.
 */
export function parseHosts(yaml: string, file: string): Hosts {
  const given = parseConfig(yaml, file, 'hosts');
  const result = schema.safeParse(given);
  if (!result.success) throw invalid(file, given.hosts, result.error);
  const { here, hosts, ...common } = result.data;
  const names = new Set<string>();
  return {
    here,
    hosts: hosts.map((one): Host => {
      const { host, peers = 1, network, device, dataDir, ...ways } = { ...common, ...one };
      const {
        directory = isCheckout() ? projectRoot() : process.cwd(),
        command = typedCommand('').trim(),
        options = [],
        arguments: more = [],
      } = ways;
      const name = freeName(host, names);
      names.add(name);
      return {
        ...{ name, host, peers, network, device, dataDir, command },
        // A command begins in the user's home there.
        directory: directory === '~' ? '.' : directory.replace(/^~\//, './'),
        options: options.map(String),
        arguments: more.map(String),
      };
    }),
  };
}

/** The peers of each host, in the order of the run spec, after those of this machine. */
export function placesOf(
  { here, hosts }: Hosts,
  peers: readonly { readonly id: string }[],
): readonly (readonly [host: Host, places: readonly string[]])[] {
  let next = here;
  return hosts.map((host) => {
    const first = next;
    next += host.peers;
    return [host, peers.slice(first, next).map(({ id }) => id)];
  });
}

/**
 * The run spec with the networks that hosts train.
 *
 * @param file - Its name, for errors.
 * @throws {CodistillError} `ERR_CONFIG` where the run has another number of peers.
 */
export function specOnHosts(spec: RunSpec, hosts: Hosts, file: string): RunSpec {
  const count = peerCount(hosts);
  if (spec.peers.length !== count) {
    throw new CodistillError(
      'ERR_CONFIG',
      `the run has ${spec.peers.length} peers, and the machines of ${file} train ${count}`,
      {
        fix: `give --peers ${count}, or change \`peers\` and \`here\` in ${file}`,
        facts: { file },
      },
    );
  }
  const networks = new Map(
    placesOf(hosts, spec.peers).flatMap(([{ network }, places]) => places.map((id) => [id, network])),
  );
  const peers = spec.peers.map((peer) => ({ ...peer, network: networks.get(peer.id) ?? peer.network }));
  return parseRunSpec({ ...spec, peers });
}

/** How many peers the machines train. */
export function peerCount({ here, hosts }: Hosts): number {
  return hosts.reduce((count, { peers }) => count + peers, here);
}

/** A host that is listed twice is two, each with a log and a run directory. */
function freeName(host: string, taken: ReadonlySet<string>): string {
  const plain = host.replace(/[^\w.@-]/g, '_');
  let name = plain;
  for (let count = 2; taken.has(name); count++) name = `${plain}.${count}`;
  return name;
}

function invalid(file: string, hosts: unknown, error: z.ZodError): CodistillError {
  const lines = error.issues.map(({ path, message }) => `${placeText(path, hosts)}${message}`);
  return new CodistillError('ERR_CONFIG', `${file} is no list of hosts:\n  ${lines.join('\n  ')}`, {
    fix: 'correct these keys; docs/machines.md explains them',
    facts: { file, keys: lines },
  });
}

/** Where a complaint belongs: `host 2 (gpu-2), peers: `. */
function placeText([first, index, ...rest]: readonly PropertyKey[], hosts: unknown): string {
  if (first === undefined) return '';
  if (first !== 'hosts' || index === undefined) return `${String(first)}: `;
  const entry: unknown = Array.isArray(hosts) ? hosts[Number(index)] : undefined;
  const name = isSection(entry) ? entry.host : entry;
  const who = `host ${Number(index) + 1}${typeof name === 'string' ? ` (${name})` : ''}`;
  return `${[who, ...rest.slice(0, 1).map(String)].join(', ')}: `;
}
