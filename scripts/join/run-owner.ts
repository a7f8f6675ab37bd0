import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { CodistillError } from '../../proto/errors.js';
import { joinTokenText } from '../../proto/join-token.js';
import { RunAccounts, savedAccounts } from '../../proto/net/accounts.js';
import { keyHashOf } from '../../proto/net/server-key.js';
import { chooseNatsPort, natsAddress, natsUrlOf } from '../launch/nats-plan.js';
import { OWNER_NAME } from '../launch/run-directory.js';
import { makeRunCertificate, type RunCertificate } from '../net/run-certificate.js';
import { readSecretJson, writeSecretJson } from '../secret-json.js';
import { Invitations, type InvitationTerms, type Place, savedInvitations } from './invitations.js';

const saved = z.strictObject({
  runId: z.string(),
  host: z.string(),
  port: z.number().int(),
  here: z.number().int(),
  certificate: z.string(),
  key: z.string(),
  accounts: savedAccounts,
  invitations: savedInvitations,
});
type Saved = z.infer<typeof saved>;

/** Where a run is reached, and who may have which place in it. */
export interface OwnerWishes {
  /** The address at which other machines reach this one. */
  readonly host: string;
  readonly port?: number | undefined;
  /** How many peers run on this machine. */
  readonly here: number;
  /** The peers that other machines run. */
  readonly guests: readonly Place[];
}

/**
 * The keys of a run that lets other machines in, in `RUN_DIR/owner.json`: they outlive its launcher, so that whoever was let in
 * stays so when the run is gone on with.
 */
export class RunOwner {
  readonly runId: string;
  readonly host: string;
  readonly port: number;
  readonly certificate: RunCertificate;
  readonly accounts: RunAccounts;
  readonly invitations: Invitations;
  readonly #file: string;
  readonly #here: number;

  private constructor(file: string, state: Saved, guests: readonly Place[]) {
    this.#file = file;
    this.#here = state.here;
    this.runId = state.runId;
    this.host = state.host;
    this.port = state.port;
    this.certificate = { certificate: state.certificate, key: state.key };
    this.accounts = new RunAccounts(state.runId, state.accounts);
    this.invitations = new Invitations(guests, state.invitations);
  }

  /**
   * Opens what an earlier launcher of the run has left, or makes it.
   *
   * @throws {CodistillError} `ERR_RUN_DIR` when it belongs to another run or is damaged, `ERR_CONFIG` when others can read it or
   *   a peer that is to run here is a guest's, `ERR_PORT_TAKEN` when its port is in use, `ERR_DISK`.
   */
  static async open(directory: string, runId: string, wishes: OwnerWishes): Promise<RunOwner> {
    const file = join(directory, OWNER_NAME);
    const before = ownerBefore(directory);
    if (before !== undefined && before.runId !== runId) throw damaged(file, `it is of run "${before.runId}"`);
    const { host, here, guests } = wishes;
    const taken = Object.values(before?.invitations.admitted ?? {});
    const given = taken.find((peerId) => !guests.some(({ id }) => id === peerId));
    if (given !== undefined) {
      throw new CodistillError('ERR_CONFIG', `${given} was given to another machine, and is to run here`, {
        fix: 'leave --here out: as many peers as before run here then',
        facts: { peer: given },
      });
    }
    const port = await chooseNatsPort(wishes.port ?? before?.port, host);
    const isSame = before?.host === host;
    const accounts = new RunAccounts(runId, before?.accounts);
    const own = isSame ? before : await makeRunCertificate([host], before?.key);
    const owner = new RunOwner(
      file,
      {
        ...{ runId, host, port, here, certificate: own.certificate, key: own.key },
        accounts: accounts.saved(),
        invitations: before?.invitations ?? { open: {}, admitted: {} },
      },
      guests,
    );
    owner.save();
    return owner;
  }

  get natsUrl(): string {
    return natsUrlOf(this);
  }

  /** @returns The line that whoever has it joins with. */
  invite(terms: InvitationTerms): string {
    const secret = this.invitations.invite(terms);
    this.save();
    const { runId, certificate } = this;
    const keyHash = keyHashOf(new X509Certificate(certificate.certificate));
    return joinTokenText({
      addresses: [natsAddress(this)],
      keyHash,
      runId,
      secret,
      expiresS: terms.expiresS,
    });
  }

  /** @throws {CodistillError} `ERR_DISK` when it cannot be written. */
  save(): void {
    const { runId, host, port, certificate, accounts, invitations } = this;
    const state: Saved = {
      ...{ runId, host, port, here: this.#here, certificate: certificate.certificate, key: certificate.key },
      ...{ accounts: accounts.saved(), invitations: invitations.saved() },
    };
    writeSecretJson(this.#file, 'keys of the run', state);
  }
}

/**
 * Reads what a run's launcher keeps for those who go on with it.
 *
 * @returns `undefined` when there is nothing.
 * @throws {CodistillError} `ERR_RUN_DIR` when it is damaged; `ERR_CONFIG` when others can read it.
 */
export function ownerBefore(directory: string): Saved | undefined {
  const file = join(directory, OWNER_NAME);
  if (!existsSync(file)) return undefined;
  return readSecretJson(file, 'the keys of the run', saved, ({ message }) => damaged(file, message));
}

function damaged(file: string, why: string): CodistillError {
  return new CodistillError('ERR_RUN_DIR', `${file} does not hold the keys of this run: ${why}`, {
    fix: 'give another --run-dir',
    facts: { file },
  });
}
