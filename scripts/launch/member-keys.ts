import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../peer/files/make-directory.js';
import { fileError } from '../../peer/files/run-files.js';
import type { RunAccounts } from '../../proto/net/accounts.js';
import type { Member } from '../../proto/subjects.js';
import type { NatsSettings } from '../nats-settings.js';

/** The certificate of an encrypted server, and the credentials of the run's owner, without `.creds`. */
export const CERTIFICATE_NAME = 'nats-ca.pem';
export const OWNER_NAME = 'owner';

/** The settings with which each process of a run connects to the run's own nats-server. */
export interface MemberKeys {
  readonly coordinator: NatsSettings;
  readonly peers: ReadonlyMap<string, NatsSettings>;
}

/**
 * Writes a creds file for each process of a run, which its owner alone may read. Those of an earlier launch go: its keys are
 * gone, too.
 *
 * @param certificate - Of an encrypted server; who connects to it knows it by that. Its run can have an owner at another terminal.
 * @throws {CodistillError} `ERR_DISK` when they cannot be written.
 */
export async function writeMemberKeys(
  directory: string,
  accounts: RunAccounts,
  peerIds: readonly string[],
  certificate?: string,
): Promise<MemberKeys> {
  const writeText = (name: string, text: string): string => {
    const file = join(directory, name);
    tried(file, () => writeFileSync(file, text, { mode: 0o600 }));
    return file;
  };
  const write = async (name: string, member: Member): Promise<NatsSettings> => ({
    creds: writeText(`${name}.creds`, await accounts.credentials(member)),
    ...encryption,
  });
  tried(directory, () => {
    rmSync(directory, { recursive: true, force: true });
    makeDirectory(directory, 0o700);
  });
  const encryption = certificate === undefined ? {} : { ca: writeText(CERTIFICATE_NAME, certificate) };
  if (certificate !== undefined) await write(OWNER_NAME, 'owner');
  const peers = new Map<string, NatsSettings>();
  for (const peerId of peerIds) peers.set(peerId, await write(`peer.${peerId}`, { peerId }));
  await write('launcher', 'launcher'); // for whoever asks how the run stands, as `codistill doctor --run` does
  return { coordinator: await write('coordinator', 'coordinator'), peers };
}

function tried(path: string, work: () => void): void {
  try {
    work();
  } catch (cause) {
    throw fileError(`credentials ${path}`, cause);
  }
}
