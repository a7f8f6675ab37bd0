import { encodeAccount, encodeOperator, encodeUser, fmtCreds } from 'nats-jwt';
import { permissionsOf } from '../permissions.js';
import type { Member } from '../subjects.js';
import { Nkey } from './nkey.js';

/**
 * The answers to a request, and how long they may take, nanoseconds; who asks does so again after a second. Of two
 * subscriptions that match one request each counts, so that one answer would be none.
 */
const ANSWERS = { max: -1, ttl: 600_000_000_000 };

/** Zero where nothing is said: an account without limits lets nobody in. */
const LIMITS = {
  ...{ conn: -1, subs: -1, data: -1, payload: -1, imports: -1, exports: -1, wildcards: true },
  ...{ mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1 },
};

/** The tokens of a nats-server that belongs to one run, signed with keys of that run. */
export interface ServerTokens {
  readonly operator: string;
  /** Accounts by their public keys: the system's, and the run's. */
  readonly accounts: ReadonlyMap<string, string>;
  readonly systemAccount: string;
}

/**
 * The keys of a run: who holds them decides who may do what at its nats-server. A user is a token that the run's account has
 * signed, so that the server knows it without being told.
 */
export class RunAccounts {
  readonly #runId: string;
  readonly #operator = Nkey.generate('operator');
  readonly #system = Nkey.generate('account');
  readonly #account = Nkey.generate('account');

  constructor(runId: string) {
    this.#runId = runId;
  }

  async serverTokens(): Promise<ServerTokens> {
    const systemAccount = this.#system.getPublicKey();
    const by = { signer: this.#operator };
    return {
      systemAccount,
      operator: await encodeOperator(this.#runId, this.#operator, { system_account: systemAccount }),
      accounts: new Map([
        [systemAccount, await encodeAccount('system', this.#system, {}, by)],
        [
          this.#account.getPublicKey(),
          await encodeAccount(this.#runId, this.#account, { limits: LIMITS }, by),
        ],
      ]),
    };
  }

  /** Content of a creds file with which somebody connects as that member. */
  async credentials(member: Member): Promise<string> {
    const { publish, subscribe, answers } = permissionsOf(this.#runId, member);
    const user = Nkey.generate('user');
    const name = typeof member === 'string' ? member : member.peerId;
    const token = await encodeUser(name, user, this.#account, {
      pub: { allow: [...publish], deny: [] },
      sub: { allow: [...subscribe], deny: [] },
      ...(answers ? { resp: ANSWERS } : {}),
    });
    return Buffer.from(fmtCreds(token, user)).toString();
  }
}
