import { EVERY_RUN, inboxOf, type Member, SNAPSHOT_BUCKET, subjects, weightsBucket } from './subjects.js';

/** The subjects that a user of nats-server may use; every other one is refused. */
export interface Permissions {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
  /** May answer whoever asks it, once for each request. */
  readonly answers: boolean;
}

/**
 * The rights of a member of a run: its own words, its own inbox, and what it hears or keeps by its part.
 *
 * Of JetStream a peer has single entries of the bucket of weights: no direct read, no consumer, no stream of its own.
 */
export function permissionsOf(runId: string, member: Member): Permissions {
  const names = subjects(runId);
  const inbox = `${inboxOf(runId, member)}.>`;
  const overheard = (['join', 'heartbeat', 'leave'] as const).map((verb) => names.everyPeer(verb));
  if (member === 'stranger') return { publish: [names.admission], subscribe: [inbox], answers: false };
  if (member === 'launcher') {
    return {
      publish: [names.state, names.stop, names.expel('*'), names.probe, names.desk],
      subscribe: [
        ...[inbox, ...overheard, names.everyPeer('result'), names.everyPeer('probed')],
        ...[names.announcement, names.spec, names.admission, names.desk],
      ],
      answers: true,
    };
  }
  const weights = weightsBucket(runId);
  if (member === 'coordinator') {
    return {
      publish: [
        names.announcement,
        ...['$JS.API.INFO', ...bucketRights(SNAPSHOT_BUCKET, ['INFO', 'CREATE', 'MSG.GET'])],
        ...[`$KV.${SNAPSHOT_BUCKET}.${runId}`, ...bucketRights(weights, ['CREATE'])],
      ],
      subscribe: [
        ...[inbox, ...overheard, names.everyPeer('report')],
        ...[names.spec, EVERY_RUN.spec, names.stop, names.expel('*')],
        ...[names.announcement, names.state],
      ],
      answers: true,
    };
  }
  const { peerId } = member;
  return {
    publish: [
      ...(['join', 'heartbeat', 'report', 'leave', 'result', 'probed'] as const).map((verb) =>
        names.peer(peerId, verb),
      ),
      ...[names.spec, names.state],
      ...[...bucketRights(weights, ['MSG.GET']), `$KV.${weights}.${peerId}.>`],
    ],
    subscribe: [
      ...[inbox, names.announcement, EVERY_RUN.announcement, names.probe],
      names.everyPeer('heartbeat'), // for the person at that machine
    ],
    answers: false,
  };
}

/** Requests to JetStream about the stream of one key-value bucket. */
function bucketRights(bucket: string, verbs: readonly ('INFO' | 'CREATE' | 'MSG.GET')[]): string[] {
  return verbs.map((verb) => `$JS.API.STREAM.${verb}.KV_${bucket}`);
}
