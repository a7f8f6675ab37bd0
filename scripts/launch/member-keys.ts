import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { makeDirectory } from '../../peer/files/make-directory.js';
import { fileError, replaceFile } from '../../peer/files/run-files.js';
import type { CodistillError } from '../../proto/errors.js';
import type { NatsAccess } from '../../proto/nats-access.js';
import type { RunAccounts } from '../../proto/net/accounts.js';
import type { Member } from '../../proto/subjects.js';
import { type NatsSettings, proofOf } from '../nats-settings.js';
import { readSecretJson } from '../secret-json.js';

/** The certificate of an encrypted server; the server's address; the launcher's credentials, without `.creds`. */
export const CERTIFICATE_NAME = 'nats-ca.pem';
export const SERVER_NAME = 'server.json';
export const LAUNCHER_NAME = 'launcher';

/** The name of a peer's credentials, without `.creds`. */
export function peerKeysName(peerId: string): string {
  return `peer.${peerId}`;
}

/** A run's own nats-server. */
export interface RunServer {
  readonly runId: string;
  readonly natsUrl: string;
  /** Of an encrypted one, in PEM; who connects to it knows it by that. */
  readonly certificate?: string | undefined;
}

const serverSchema = z.object({ runId: z.string(), natsUrl: z.string() });

/** A run's own nats-server, as one of its members is let in. */
export interface MemberAccess extends NatsAccess {
  readonly runId: string;
}

/** The settings with which each process of a run connects to the run's own nats-server. */
export interface MemberKeys {
  readonly coordinator: NatsSettings;
  readonly peers: ReadonlyMap<string, NatsSettings>;
}

/**
 * Writes a creds file for each process of a run, which its owner alone may read. Those of an earlier launch go: its keys are
 * gone, too.
 *
 * @throws {CodistillError} `ERR_DISK` when they cannot be written.
 */
export async function writeMemberKeys(
  directory: string,
  accounts: RunAccounts,
  peerIds: readonly string[],
  { certificate, ...server }: RunServer,
): Promise<MemberKeys> {
  const writeText = emptyKeysFolder(directory);
  const write = async (name: string, member: Member): Promise<NatsSettings> => ({
    creds: writeText(`${name}.creds`, await accounts.credentials(member)),
    ...encryption,
  });
  const encryption = certificate === undefined ? {} : { ca: writeText(CERTIFICATE_NAME, certificate) };
  const peers = new Map<string, NatsSettings>();
  for (const peerId of peerIds) peers.set(peerId, await write(peerKeysName(peerId), { peerId }));
  await write(LAUNCHER_NAME, 'launcher');
  const coordinator = await write('coordinator', 'coordinator');
  // For the run's user at another terminal, and for units of a scheduler: whoever sees it finds the others there.
  writeText(SERVER_NAME, `${JSON.stringify(server)}\n`);
  return { coordinator, peers };
}

/**
 * Reads what {@link writeMemberKeys} left for a member.
 *
 * @param name - Of its credentials, without `.creds`.
 * @param damaged - The error of an address that is none.
 * @throws {CodistillError} `ERR_CONFIG` where the keys cannot be read, or can be by others.
 */
export function readMemberKeys(
  directory: string,
  name: string,
  damaged: (cause: Error) => CodistillError,
): MemberAccess {
  const file = join(directory, SERVER_NAME);
  const server = readSecretJson(file, 'the keys of the run', serverSchema, damaged);
  const ca = join(directory, CERTIFICATE_NAME);
  const settings = { creds: join(directory, `${name}.creds`), ...(existsSync(ca) ? { ca } : {}) };
  return { ...server, natsProof: proofOf({ natsUrl: server.natsUrl, settings }) };
}

/**
 * Makes a folder anew that its owner alone may enter.
 *
 * @returns Writes a file there that its owner alone may read, and gives its path.
 * @throws {CodistillError} `ERR_DISK` when it cannot be made; and what it returns, when the file cannot be written.
 */
export function emptyKeysFolder(directory: string): (name: string, text: string) => string {
  tried(directory, () => {
    // Who waits for it does not find it among keys that are half gone.
    rmSync(join(directory, SERVER_NAME), { force: true });
    rmSync(directory, { recursive: true, force: true });
    makeDirectory(directory, 0o700);
  });
  return (name, text) => {
    const file = join(directory, name);
    tried(file, () => replaceFile(file, text, { mode: 0o600 }));
    return file;
  };
}

function tried(path: string, work: () => void): void {
  try {
    work();
  } catch (cause) {
    throw fileError(`credentials ${path}`, cause);
  }
}
