import type { Msg, NatsConnection } from 'nats';
import {
  type DeskMember,
  type DeskReply,
  type DeskRequest,
  deskReplyCodec,
  deskRequestCodec,
} from '../../proto/admission.js';
import { CodistillError, DecodeError } from '../../proto/errors.js';
import { KEEPER_INBOX } from '../../proto/net/accounts.js';
import { dialNats } from '../../proto/net/dial.js';
import { inboxOf, subjects } from '../../proto/subjects.js';
import { fingerprintOf } from '../join/fingerprint.js';
import type { InvitationTerms } from '../join/invitations.js';
import type { RunOwner } from '../join/run-owner.js';
import type { PeerRow } from '../launch/view-state.js';
import { typedCommand } from '../project-root.js';
import { openAdmissionDesk } from './admission-desk.js';

/** The coordinator answers in milliseconds, or is not there. */
const EXPEL_MS = 2_000;

export interface DeskOptions {
  readonly owner: RunOwner;
  /** The peers as they are now. */
  readonly rows: () => readonly PeerRow[];
  readonly say: (line: string) => void;
  /** A place was taken, or is free again. */
  readonly onChange: () => void;
}

/** Where a run's launcher lets others in, tells its owner who is there, and cuts off. */
export class Desk {
  readonly #options: DeskOptions;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** Listens on a new connection of the launcher. */
  attach(connection: NatsConnection): void {
    const { owner, say, onChange } = this.#options;
    const { runId, accounts, invitations } = owner;
    openAdmissionDesk(connection, {
      ...{ runId, accounts, invitations, say },
      nowS: () => Date.now() / 1_000,
      onAdmitted() {
        owner.save();
        onChange();
      },
    });
    const inbox = `${inboxOf(runId, 'launcher')}.`;
    connection.subscribe(subjects(runId).desk, {
      callback: (error, message) => {
        if (error !== null || message.reply?.startsWith(inbox) !== true) return;
        void this.#answer(connection, message);
      },
    });
    // A server that was started anew may have forgotten who was cut off.
    if (accounts.hasRevoked) void this.#tellServer().catch((cause: unknown) => say(String(cause)));
  }

  /**
   * @param uses - 0: as many as there are free places.
   * @returns The command to be typed on the other machines.
   */
  invite({ uses, expiresS }: InvitationTerms): string {
    const { owner } = this.#options;
    const count = uses === 0 ? Math.max(1, owner.invitations.free.length) : uses;
    return typedCommand(`join ${owner.invite({ uses: count, expiresS })}`);
  }

  async #answer(connection: NatsConnection, message: Msg): Promise<void> {
    let reply: Partial<DeskReply>;
    try {
      reply = await this.#reply(connection, deskRequestCodec.decode(message.data));
    } catch (cause) {
      if (!(cause instanceof CodistillError || cause instanceof DecodeError)) throw cause;
      reply = { error: cause.message };
    }
    message.respond(deskReplyCodec.encode({ error: '', token: '', members: [], ...reply }));
  }

  async #reply(connection: NatsConnection, request: DeskRequest): Promise<Partial<DeskReply>> {
    const { action, peerId, uses, expiresS } = request;
    const { say, onChange } = this.#options;
    switch (action) {
      case 'members':
        return { members: this.#members() };
      case 'invite':
        return { token: this.invite({ uses, expiresS }) };
      case 'revoke':
        await this.#revoke(connection, peerId);
        onChange();
        say(`${peerId} is cut off; its place is free, and no line so far lets anybody in`);
        return {};
      default:
        throw new CodistillError('ERR_USAGE', `the launcher of this run knows no "${action}"`);
    }
  }

  #members(): DeskMember[] {
    const { owner, rows } = this.#options;
    const free = new Set(owner.invitations.free.map(({ id }) => id));
    return rows().map(({ id, network, status, address, heartbeat }) => {
      const key = owner.invitations.keyOf(id);
      const place = key !== undefined ? 'guest' : free.has(id) ? 'free' : 'here';
      return {
        ...{ peerId: id, network, place, status: place === 'free' ? '' : status },
        fingerprint: key === undefined ? '' : fingerprintOf(key),
        address: place === 'free' ? '' : (address ?? ''),
        step: heartbeat?.step ?? 0,
      };
    });
  }

  /** NATS first: whoever is out of the run could come back at once otherwise. */
  async #revoke(connection: NatsConnection, peerId: string): Promise<void> {
    const { owner } = this.#options;
    if (owner.invitations.keyOf(peerId) === undefined) {
      throw new CodistillError('ERR_USAGE', `${peerId} is no guest of this run`);
    }
    owner.accounts.cutOff({ peerId });
    owner.invitations.release(peerId);
    owner.invitations.close(peerId);
    owner.save();
    await this.#tellServer();
    await connection.request(subjects(owner.runId).expel(peerId), new Uint8Array(), { timeout: EXPEL_MS });
  }

  /** Tells the server who has been cut off until now. */
  async #tellServer(): Promise<void> {
    const { accounts, natsUrl, certificate } = this.#options.owner;
    const keeper = await dialNats({
      ...{ natsUrl, party: 'launcher', name: 'keeper', inbox: KEEPER_INBOX },
      natsProof: { creds: await accounts.keeperCredentials(), tls: { ca: certificate.certificate } },
    });
    try {
      await accounts.tell(keeper);
    } finally {
      await keeper.close();
    }
  }
}
