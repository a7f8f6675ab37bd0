import type { NatsConnection } from 'nats';
import { encodeAccount, encodeOperator, encodeUser, fmtCreds } from 'nats-jwt';
import * as z from 'zod';
import { CodistillError } from '../errors.js';
import { permissionsOf } from '../permissions.js';
import { inboxOf, type Member, SNAPSHOT_BUCKET, subjects } from '../subjects.js';
import { Nkey } from './nkey.js';

/**
 * The answers to a request, and how long they may take, nanoseconds; who asks does so again after a second. Of two
 * subscriptions that match one request each counts, so that one answer would be none.
 */
const ANSWERS = { max: -1, ttl: 600_000_000_000 };

/** No limits: an account that says nothing of them lets nobody in. */
const SYSTEM_LIMITS = {
  conn: -1,
  subs: -1,
  data: -1,
  payload: -1,
  imports: -1,
  exports: -1,
  wildcards: true,
};
const LIMITS = { ...SYSTEM_LIMITS, mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1 };

/** The time, in seconds, up to which whatever is signed for a key that was cut off opens nothing. */
const FOR_GOOD = Number.MAX_SAFE_INTEGER;

/** Bounds of somebody whom nobody knows yet, bytes and subscriptions, and how many of them may be connected at a time. */
const STRANGERS = { payload: 4_096, subs: 4 };
export const STRANGERS_MAX = 64;
/**
 * The prefix of the subjects on which somebody of another account is answered: nats-server makes them, and hands what comes there to
 * that account alone.
 */
export const ELSEWHERE = '_R_.';

/** The request that takes the newest token of an account, and how long it may take, milliseconds. */
const UPDATE = '$SYS.REQ.CLAIMS.UPDATE';
const UPDATE_MS = 10_000;
const TAKEN = z.object({ data: z.object({ code: z.literal(200) }) });
/** The prefix of the subjects on which a keeper gets its answers. */
export const KEEPER_INBOX = '_INBOX.keeper';
/** The same of a sweeper, and its requests. */
export const SWEEPER_INBOX = '_INBOX.sweeper';
const SWEEPING = [`$JS.API.STREAM.PURGE.KV_${SNAPSHOT_BUCKET}`, '$JS.API.STREAM.DELETE.*'];

/** The tokens of a nats-server that belongs to one run, signed with keys of that run. */
export interface ServerTokens {
  readonly operator: string;
  /** Accounts by their public keys: the system's, and the run's. */
  readonly accounts: ReadonlyMap<string, string>;
  readonly systemAccount: string;
  /** The user that everybody is who shows no credentials. Absent: nobody gets in without. */
  readonly stranger?: string;
}

/** The part of {@link RunAccounts} that has to be kept, for a launcher that goes on with the run: secrets. */
export const savedAccounts = z.strictObject({
  operator: z.string(),
  system: z.string(),
  account: z.string(),
  users: z.record(z.string(), z.array(z.string())),
  revoked: z.array(z.string()),
});
export type SavedAccounts = z.infer<typeof savedAccounts>;

/**
 * The keys of a run: who holds them decides who may do what at its nats-server. A user is a token that the run's account has
 * signed, so that the server knows it without being told.
 */
export class RunAccounts {
  readonly #runId: string;
  readonly #operator: Nkey;
  readonly #system: Nkey;
  readonly #account: Nkey;
  /** Public keys of each member's users, by its inbox; and those that were cut off. */
  readonly #users: Map<string, string[]>;
  readonly #revoked: Set<string>;

  /** @param saved - Of an earlier launcher of the run; absent: new keys. */
  constructor(runId: string, saved?: SavedAccounts) {
    this.#runId = runId;
    this.#operator = saved === undefined ? Nkey.generate('operator') : Nkey.fromSeed(saved.operator);
    this.#system = saved === undefined ? Nkey.generate('account') : Nkey.fromSeed(saved.system);
    this.#account = saved === undefined ? Nkey.generate('account') : Nkey.fromSeed(saved.account);
    this.#users = new Map(Object.entries(saved?.users ?? {}));
    this.#revoked = new Set(saved?.revoked);
  }

  saved(): SavedAccounts {
    const seedOf = (key: Nkey): string => Buffer.from(key.getSeed()).toString();
    return {
      operator: seedOf(this.#operator),
      system: seedOf(this.#system),
      account: seedOf(this.#account),
      users: Object.fromEntries(this.#users),
      revoked: [...this.#revoked],
    };
  }

  /** @param welcomes - Whether somebody without credentials may connect to ask for admission, and for nothing else. */
  async serverTokens(welcomes = false): Promise<ServerTokens> {
    const systemAccount = this.#system.getPublicKey();
    const by = { signer: this.#operator };
    const strangers = Nkey.generate('account');
    return {
      systemAccount,
      operator: await encodeOperator(this.#runId, this.#operator, { system_account: systemAccount }),
      accounts: new Map([
        [systemAccount, await encodeAccount('system', this.#system, { limits: SYSTEM_LIMITS }, by)],
        [this.#account.getPublicKey(), await this.#accountToken()],
        ...(welcomes ? [[strangers.getPublicKey(), await this.#strangersToken(strangers)] as const] : []),
      ]),
      ...(welcomes
        ? { stranger: await this.#userToken('stranger', Nkey.generate('user').getPublicKey(), strangers) }
        : {}),
    };
  }

  /** Content of a creds file with which somebody connects as that member. */
  async credentials(member: Member): Promise<string> {
    const user = Nkey.generate('user');
    return credsText(await this.admit(member, user.getPublicKey()), user);
  }

  /** The token with which the holder of a key connects as that member; it opens nothing without the key. */
  async admit(member: Member, publicKey: string): Promise<string> {
    const place = inboxOf(this.#runId, member);
    this.#users.set(place, [...new Set([...(this.#users.get(place) ?? []), publicKey])]);
    return this.#userToken(member, publicKey);
  }

  /** Credentials of the one who tells the server what has changed, and may do nothing else. */
  keeperCredentials(): Promise<string> {
    return servantCredentials('keeper', this.#system, [UPDATE], KEEPER_INBOX);
  }

  /** Credentials of the one who removes what runs have left at the server, and may do nothing else. */
  sweeperCredentials(): Promise<string> {
    return servantCredentials('sweeper', this.#account, SWEEPING, SWEEPER_INBOX);
  }

  /** Cuts a member off, once the server is told: its connections end, and every key that was admitted as it stays out for good. */
  cutOff(member: Member): void {
    const place = inboxOf(this.#runId, member);
    for (const user of this.#users.get(place) ?? []) this.#revoked.add(user);
    this.#users.delete(place);
  }

  get hasRevoked(): boolean {
    return this.#revoked.size > 0;
  }

  /**
   * Tells the server who has been cut off until now: one that was started anew with an empty store has forgotten it.
   *
   * @param connection - With {@link keeperCredentials}.
   * @throws {CodistillError} `ERR_NATS_SERVER` when the server does not take it.
   */
  async tell(connection: NatsConnection): Promise<void> {
    const answer = await connection.request(UPDATE, await this.#accountToken(), { timeout: UPDATE_MS });
    if (TAKEN.safeParse(answer.json()).success) return;
    throw new CodistillError(
      'ERR_NATS_SERVER',
      `nats-server does not take the account of run "${this.#runId}"`,
      {
        facts: { answer: answer.string() },
      },
    );
  }

  #userToken(member: Member, publicKey: string, account = this.#account): Promise<string> {
    const { publish, subscribe, answers } = permissionsOf(this.#runId, member);
    const name = typeof member === 'string' ? member : member.peerId;
    return encodeUser(name, publicKey, account, {
      pub: { allow: [...publish], deny: [] },
      sub: { allow: [...subscribe], deny: [] },
      ...(answers ? { resp: ANSWERS } : {}),
      ...(member === 'stranger' ? { bearer_token: true, ...STRANGERS } : {}),
    });
  }

  #accountToken(): Promise<string> {
    const revocations = Object.fromEntries([...this.#revoked].map((user) => [user, FOR_GOOD]));
    const account = { limits: LIMITS, revocations, exports: [this.#admission] };
    return encodeAccount(this.#runId, this.#account, account, { signer: this.#operator });
  }

  /** Of the account of those whom nobody knows: they are few at a time, and of the run they reach the way in alone. */
  #strangersToken(account: Nkey): Promise<string> {
    const { subject } = this.#admission;
    const imports = [{ ...this.#admission, account: this.#account.getPublicKey(), local_subject: subject }];
    const limits = { ...SYSTEM_LIMITS, conn: STRANGERS_MAX };
    return encodeAccount('strangers', account, { limits, imports }, { signer: this.#operator });
  }

  get #admission(): { readonly name: string; readonly subject: string; readonly type: 'service' } {
    return { name: 'admission', subject: subjects(this.#runId).admission, type: 'service' };
  }
}

/** Credentials of a user that asks nats-server itself, and hears its answers alone. */
async function servantCredentials(
  name: string,
  account: Nkey,
  requests: readonly string[],
  inbox: string,
): Promise<string> {
  const user = Nkey.generate('user');
  const rights = {
    pub: { allow: [...requests], deny: [] },
    sub: { allow: [`${inbox}.>`], deny: [] },
  };
  return credsText(await encodeUser(name, user, account, rights), user);
}

/** Content of a creds file: a user's token, and the key that it belongs to. */
export function credsText(token: string, key: Nkey): string {
  return Buffer.from(fmtCreds(token, key)).toString();
}
