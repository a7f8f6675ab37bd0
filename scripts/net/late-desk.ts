import type { NatsConnection } from 'nats';
import {
  type JoinReply,
  joinReplyCodec,
  joinRequestCodec,
  type SpecReply,
  type Stop,
  specReplyCodec,
} from '../../proto/codec.js';
import { inboxOf, subjects } from '../../proto/subjects.js';
import { decoded } from './decoded.js';

export interface LateDeskOptions {
  readonly runId: string;
  readonly specReply: SpecReply;
  /** The stop of a run whose coordinator has ended; `null` while there is one, which answers by itself. */
  readonly stop: () => Stop | null;
}

/**
 * Answers in the place of a coordinator that has ended, while results are waited for: a peer that was away or starts again hears
 * that the run is over, and brings what it has to an end. Each is answered where peers listen and nowhere else.
 *
 * @param connection - Of the launcher.
 */
export function openLateDesk(connection: NatsConnection, { runId, specReply, stop }: LateDeskOptions): void {
  const names = subjects(runId);
  connection.subscribe(names.spec, {
    callback(error, message) {
      if (error !== null || stop() === null) return;
      if (message.reply?.startsWith(inboxOf(runId, { peerId: '' })) === true)
        message.respond(specReplyCodec.encode(specReply));
    },
  });
  connection.subscribe(names.everyPeer('join'), {
    callback(error, message) {
      const decided = stop();
      if (error !== null || decided === null) return;
      const request = decoded(joinRequestCodec, message);
      if (request === null || message.subject !== names.peer(request.peerId, 'join')) return;
      if (message.reply?.startsWith(`${inboxOf(runId, request)}.`) === true)
        message.respond(joinReplyCodec.encode(lateReply(runId, decided, request.step)));
    },
  });
}

/** Whoever has trained ends by itself; who never began has nothing to bring. */
function lateReply(runId: string, stop: Stop, step: number): JoinReply {
  const nothing = {
    term: 0,
    sequence: 0,
    view: null,
    rounds: [],
    formed: false,
    lastClosed: null,
    reachedStep: 0,
  };
  const announcement = { ...nothing, runId, stop, decision: '' };
  return {
    ...{ accepted: false, differences: [], incarnationMin: 0, leaseMs: 0, startStep: 0, announcement },
    ...(step > 0
      ? { code: 'RUN_OVER', reason: `it has stopped before step ${stop.step} (${stop.code})` }
      : { code: 'ENDED', reason: 'the run is over, and this peer has trained no step of it' }),
  };
}
