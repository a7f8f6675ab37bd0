import { networkInterfaces } from 'node:os';
import { CodistillError } from '../../proto/errors.js';

/** An address by which other machines may reach this one. */
export interface LanAddress {
  readonly address: string;
  /** The interface that has it, such as `eth0`. */
  readonly name: string;
}

const LINK_LOCAL = /^(169\.254\.|fe[89ab][0-9a-f]:)/i;

/** This machine's addresses that others may reach, IPv4 first; those of one link alone are none of them. */
export function lanAddresses(interfaces = networkInterfaces()): readonly LanAddress[] {
  const all = Object.entries(interfaces).flatMap(([name, infos = []]) =>
    infos
      .filter(({ internal, address }) => !internal && !LINK_LOCAL.test(address))
      .map(({ address, family }) => ({ name, address, isOld: family === 'IPv4' })),
  );
  return [...all.filter(({ isOld }) => isOld), ...all.filter(({ isOld }) => !isOld)].map(
    ({ name, address }) => ({ name, address }),
  );
}

/**
 * The address at which a run is reached: the one that was asked for, by itself or by its interface, or the only one there is.
 *
 * @throws {CodistillError} `ERR_USAGE` where there are several, none, or not the one that was asked for.
 */
export function chooseLanAddress(
  wanted: string | undefined,
  addresses: readonly LanAddress[] = lanAddresses(),
): string {
  const list = addresses.map(({ address, name }) => `${address} (${name})`).join(', ');
  if (wanted !== undefined) {
    const named = addresses.find(({ address, name }) => address === wanted || name === wanted);
    if (named !== undefined) return named.address;
    if (LOOPBACK.includes(wanted)) return wanted;
    throw new CodistillError('ERR_USAGE', `--on ${wanted}: this machine has no such address`, {
      fix: `give one of ${list === '' ? LOOPBACK.join(', ') : list}`,
      facts: { wanted },
    });
  }
  // Of an interface with an address of each family, the old one serves everybody.
  const names = new Set(addresses.map(({ name }) => name));
  if (names.size === 1) return addresses[0]!.address;
  if (names.size === 0) {
    throw new CodistillError('ERR_USAGE', 'this machine has no address that others could reach', {
      fix: 'connect it to a network; or try things out on this machine alone with --on 127.0.0.1',
    });
  }
  throw new CodistillError('ERR_USAGE', `this machine has several addresses: ${list}`, {
    fix: `say at which one the others reach it, such as --on ${addresses[0]!.address}`,
    facts: { addresses: list },
  });
}

/** The address that a run had before, as long as this machine has it. */
export function keptAddress(
  before: string | undefined,
  addresses: readonly LanAddress[] = lanAddresses(),
): string | undefined {
  const known = [...LOOPBACK, ...addresses.map(({ address }) => address)];
  return known.find((address) => address === before);
}

/**
 * Asks a person at which of several addresses the others reach this machine.
 *
 * @param ask - Shows a question, and gives the line that was typed.
 * @returns `undefined` when there is nothing to choose.
 * @throws {CodistillError} As {@link chooseLanAddress} for an answer that names none.
 */
export async function askedAddress(
  ask: (question: string) => Promise<string>,
  addresses: readonly LanAddress[] = lanAddresses(),
): Promise<string | undefined> {
  if (new Set(addresses.map(({ name }) => name)).size < 2) return undefined;
  const lines = addresses.map(({ address, name }, i) => `  ${i + 1}  ${address} (${name})`);
  const typed = (
    await ask(`At which address do the others reach this machine?\n${lines.join('\n')}\n[1] `)
  ).trim();
  return typed === '' ? addresses[0]!.address : (addresses[Number(typed) - 1]?.address ?? typed);
}

const LOOPBACK: readonly string[] = ['127.0.0.1', '::1'];
