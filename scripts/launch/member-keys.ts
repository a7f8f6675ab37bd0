import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunAccounts } from '../../proto/net/accounts.js';
import type { Member } from '../../proto/subjects.js';
import type { NatsSettings } from '../nats-settings.js';

/** The settings with which each process of a run connects to the run's own nats-server. */
export interface MemberKeys {
  readonly coordinator: NatsSettings;
  readonly peers: ReadonlyMap<string, NatsSettings>;
}

/**
 * Writes a creds file for each process of a run, which its owner alone may read. Those of an earlier launch go: its keys are
 * gone, too.
 */
export async function writeMemberKeys(
  directory: string,
  accounts: RunAccounts,
  peerIds: readonly string[],
): Promise<MemberKeys> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const write = async (name: string, member: Member): Promise<NatsSettings> => {
    const creds = join(directory, `${name}.creds`);
    writeFileSync(creds, await accounts.credentials(member), { mode: 0o600 });
    return { creds };
  };
  const peers = new Map<string, NatsSettings>();
  for (const peerId of peerIds) peers.set(peerId, await write(`peer.${peerId}`, { peerId }));
  return { coordinator: await write('coordinator', 'coordinator'), peers };
}
