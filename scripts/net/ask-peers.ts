import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Msg, NatsConnection } from 'nats';
import { type Announcement, type Codec, type Member, newsCodec } from '../../proto/codec.js';
import { CodistillError, DecodeError } from '../../proto/errors.js';
import { isId } from '../../proto/identity.js';
import { LIMITS } from '../../proto/limits.js';
import type { NatsAccess } from '../../proto/nats-access.js';
import { dialNats } from '../../proto/net/dial.js';
import { hearAnnouncements } from '../../proto/net/hear-announcements.js';
import { type ProbeReply, probeReplyCodec, probeRequestCodec } from '../../proto/probe.js';
import { EVERY_RUN, inboxOf, subjects } from '../../proto/subjects.js';
import { printable, printableIn } from '../plain-text.js';

/** A peer's answer, with the times of question and answer by the clock of who asked: Unix milliseconds. */
export interface HeardReply {
  readonly reply: ProbeReply;
  readonly askedAtMs: number;
  readonly heardAtMs: number;
}

/** All that a run tells of its ways. */
export interface RunSurvey {
  readonly runId: string;
  /** The latest; `null`: no coordinator speaks. */
  readonly announcement: Announcement | null;
  /** Named while it was asked, those too who have been given up meanwhile. */
  readonly members: ReadonlyMap<string, Member>;
  readonly replies: ReadonlyMap<string, HeardReply>;
}

/** A peer tries all its ways at once: a slow name server, then connections for as long, the last of which nobody answers. */
const REPLY_MS = 3 * LIMITS.probeConnectMs + 1_000;
/** Coordinators speak every {@link LIMITS.beaconMs}. */
const LISTEN_MS = 4 * LIMITS.beaconMs;

/**
 * Asks every peer of a run how it reaches the others, and waits for those that the coordinator names.
 *
 * @throws {CodistillError} One of those of `natsRefusal`; `ERR_NATS_PERMISSION` where this user may not ask;
 *   `ERR_COORDINATOR_UNREACHABLE` when nobody of that run speaks.
 */
export async function askPeers({
  natsUrl,
  natsProof,
  runId,
}: NatsAccess & { runId: string }): Promise<RunSurvey> {
  const connection = await dialNats({
    ...{ natsUrl, natsProof, party: 'launcher', name: 'doctor' },
    inbox: inboxOf(runId, 'launcher'),
  });
  try {
    const survey = await surveyed(connection, runId, natsUrl);
    if (survey.announcement !== null || survey.replies.size > 0) return survey;
    throw await nobodyThere(connection, runId, natsUrl);
  } finally {
    await connection.close();
  }
}

async function surveyed(connection: NatsConnection, runId: string, natsUrl: string): Promise<RunSurvey> {
  const names = subjects(runId);
  const nonce = randomBytes(8).toString('hex');
  const replies = new Map<string, HeardReply>();
  const members = new Map<string, Member>();
  let announcement: Announcement | null = null;
  const over = new AbortController();
  const endIfAll = (): void => {
    if (announcement !== null && [...members.keys()].every((peerId) => replies.has(peerId))) over.abort();
  };
  const onAnnouncement = (heard: Announcement): void => {
    announcement = printableIn(heard);
    for (const member of announcement.view?.members.slice(0, LIMITS.peersMax) ?? [])
      members.set(member.peerId, member);
    endIfAll();
  };
  hearAnnouncements(connection, runId, { onAnnouncement });
  const askedAtMs = Date.now();
  listen(connection, names.everyPeer('probed'), probeReplyCodec, (reply, { subject }) => {
    if (reply.nonce !== nonce || !isId(reply.peerId) || subject !== names.peer(reply.peerId, 'probed'))
      return;
    if (replies.size < LIMITS.peersMax)
      replies.set(reply.peerId, { reply: printableIn(reply), askedAtMs, heardAtMs: Date.now() });
    endIfAll();
  });
  connection.publish(names.probe, probeRequestCodec.encode({ runId, nonce }));
  const refused = refusal(connection, names.probe, natsUrl, over.signal);
  const isThere = (): boolean => announcement !== null || replies.size > 0;
  const waited = async (): Promise<void> => {
    await delay(LISTEN_MS, undefined, { signal: over.signal });
    if (isThere()) await delay(REPLY_MS - LISTEN_MS, undefined, { signal: over.signal });
  };
  await Promise.race([refused, waited().catch(() => undefined)]);
  over.abort();
  return { runId, announcement, members, replies };
}

function listen<M>(
  connection: NatsConnection,
  subject: string,
  codec: Codec<M>,
  onMessage: (message: M, raw: Msg) => void,
): void {
  connection.subscribe(subject, {
    callback(error, raw) {
      if (error !== null) return;
      try {
        onMessage(codec.decode(raw.data), raw);
      } catch (cause) {
        if (!(cause instanceof DecodeError)) throw cause; // of another version: it counts as silence
      }
    },
  });
}

/** Rejects when the server does not let this user ask. */
async function refusal(
  connection: NatsConnection,
  subject: string,
  natsUrl: string,
  signal: AbortSignal,
): Promise<never> {
  for await (const { permissionContext } of connection.status()) {
    if (permissionContext?.subject !== subject || signal.aborted) continue;
    throw new CodistillError(
      'ERR_NATS_PERMISSION',
      `this user of ${natsUrl} may not ask the peers of the run`,
      {
        fix: 'ask on the machine where the run was begun: --run RUN_DIR, without --nats',
        facts: { subject },
      },
    );
  }
  return new Promise(() => undefined);
}

async function nobodyThere(
  connection: NatsConnection,
  runId: string,
  natsUrl: string,
): Promise<CodistillError> {
  const runs = new Set<string>();
  listen(connection, EVERY_RUN.announcement, newsCodec, (_, { subject }) => {
    runs.add(printable(subject.split('.')[1]!));
  });
  await delay(LISTEN_MS);
  const instead =
    runs.size === 0
      ? 'no other run either'
      : `but ${[...runs]
          .sort()
          .map((id) => `"${id}"`)
          .join(', ')}`;
  return new CodistillError(
    'ERR_COORDINATOR_UNREACHABLE',
    `run "${runId}": NATS answers at ${natsUrl}, and nobody of this run; ${instead}`,
    { fix: 'correct --run or --nats; a run that is over has no ways to try', facts: { runId, natsUrl } },
  );
}
