import { codistill } from '#generated/codistill';
import { DecodeError } from './errors.js';
import { LIMITS } from './limits.js';
import {
  type PackedRounds,
  packRounds,
  type Round,
  type RoundClosed,
  unpackRounds,
} from './packed-rounds.js';

export type { Edge, Round, RoundClosed } from './packed-rounds.js';

const { v1 } = codistill;

/**
 * A message as plain, fully defaulted, readonly data: absent numbers are 0, strings '', lists [], messages null.
 */
export type Plain<P> = { readonly [K in Exclude<keyof P, '$unknowns'>]-?: PlainField<NonNullable<P[K]>> };
type PlainField<V> = V extends Uint8Array
  ? Uint8Array
  : V extends readonly (infer E)[]
    ? readonly PlainElement<E>[]
    : V extends object
      ? Plain<V> | null
      : V;
type PlainElement<E> = E extends Uint8Array ? Uint8Array : E extends object ? Plain<E> : E;

export type RunSpecMessage = Plain<codistill.v1.RunSpec.$Properties>;
export type JoinRequest = Plain<codistill.v1.JoinRequest.$Properties>;
export type Difference = Plain<codistill.v1.Difference.$Properties>;
export type Heartbeat = Plain<codistill.v1.Heartbeat.$Properties>;
export type Report = Plain<codistill.v1.Report.$Properties>;
export type Leave = Plain<codistill.v1.Leave.$Properties>;
export type SpecRequest = Plain<codistill.v1.SpecRequest.$Properties>;
export type SpecReply = Plain<codistill.v1.SpecReply.$Properties>;
export type ModuleDigest = Plain<codistill.v1.ModuleDigest.$Properties>;
export type Member = Plain<codistill.v1.Member.$Properties>;
export type View = Plain<codistill.v1.View.$Properties>;
export type Stop = Plain<codistill.v1.Stop.$Properties>;
export type SnapshotPeer = Plain<codistill.v1.SnapshotPeer.$Properties>;
export type Prediction = Plain<codistill.v1.Prediction.$Properties>;
export type Hello = Plain<codistill.v1.Hello.$Properties>;
export type Credit = Plain<codistill.v1.Credit.$Properties>;
export type Busy = Plain<codistill.v1.Busy.$Properties>;
export type PredictionRequest = Plain<codistill.v1.PredictionRequest.$Properties>;

type AnnouncementMessage = Plain<codistill.v1.Announcement.$Properties>;
type JoinReplyMessage = Plain<codistill.v1.JoinReply.$Properties>;
type SnapshotMessage = Plain<codistill.v1.CoordinatorSnapshot.$Properties>;
type Packing = keyof PackedRounds | 'speaker' | 'base' | 'gone' | 'kept';

/** The coordinator's whole public state. */
export type Announcement = Omit<AnnouncementMessage, Packing> & {
  readonly rounds: readonly Round[];
  readonly lastClosed: RoundClosed | null;
};
export type JoinReply = Omit<JoinReplyMessage, 'announcement'> & {
  readonly announcement: Announcement | null;
};
export type CoordinatorSnapshot = Omit<SnapshotMessage, 'names' | 'rounds'> & {
  readonly rounds: readonly Round[];
};

/** An announcement as it is spoken: the whole, or what of it is new since an earlier one. */
export type News = Pick<AnnouncementMessage, 'speaker' | 'base' | 'gone' | 'kept'> & {
  /** With a base: only what has changed. */
  readonly said: Announcement;
};

/** A data-plane header: exactly one kind of message. */
export type DataHeader =
  | { readonly body: 'prediction'; readonly prediction: Prediction }
  | { readonly body: 'hello'; readonly hello: Hello }
  | { readonly body: 'credit'; readonly credit: Credit }
  | { readonly body: 'busy'; readonly busy: Busy }
  | { readonly body: 'request'; readonly request: PredictionRequest };

/** {@link Heartbeat.state}; also the trainer's state word in shared memory. */
export const TRAINER_STATE = { starting: 0, ready: 1, training: 2, evaluating: 3, finished: 4 } as const;
export type TrainerState = (typeof TRAINER_STATE)[keyof typeof TRAINER_STATE];

/** {@link Prediction.phase}. */
export const PHASE = { beforeUpdate: 0, afterUpdate: 1, answer: 2 } as const;
export type Phase = (typeof PHASE)[keyof typeof PHASE];

/** {@link Prediction.dtype}. */
export const DTYPE = { unspecified: 0, float32: 1, float16: 2, int8: 3, topK: 4 } as const;

/** Turns one kind of message into bytes and back. */
export interface Codec<M> {
  encode(message: M): Uint8Array;
  /** @throws {DecodeError} `ERR_DECODE` on anything but a well-formed message within the size limit. */
  decode(bytes: Uint8Array): M;
}

/** The functions that pbjs generates for every message. */
interface GeneratedMessage {
  fromObject(object: Record<string, unknown>): object;
  encode(message: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): object;
  toObject(message: object, options: object): Record<string, unknown>;
}

const TO_PLAIN = { defaults: true, arrays: true, objects: true, oneofs: true };

/**
 * The codec of a generated message.
 *
 * @param bytesMax - What is longer is refused before it is read.
 */
export function codecOf<M extends object>(
  type: unknown,
  name: string,
  bytesMax: number = LIMITS.controlBytesMax,
): Codec<M> {
  const message = type as GeneratedMessage;
  return {
    encode: (plain) => message.encode(message.fromObject(plain as Record<string, unknown>)).finish(),
    decode(bytes) {
      if (bytes.length > bytesMax) {
        throw new DecodeError(`${name} of ${bytes.length} bytes, at most ${bytesMax} allowed`);
      }
      try {
        return message.toObject(message.decode(bytes), TO_PLAIN) as M;
      } catch (cause) {
        throw new DecodeError(`not a ${name}: ${cause instanceof Error ? cause.message : String(cause)}`);
      }
    },
  };
}

export const runSpecCodec: Codec<RunSpecMessage> = codecOf(v1.RunSpec, 'RunSpec');
export const joinRequestCodec: Codec<JoinRequest> = codecOf(v1.JoinRequest, 'JoinRequest');
export const heartbeatCodec: Codec<Heartbeat> = codecOf(v1.Heartbeat, 'Heartbeat');
export const reportCodec: Codec<Report> = codecOf(v1.Report, 'Report');
export const leaveCodec: Codec<Leave> = codecOf(v1.Leave, 'Leave');
export const specRequestCodec: Codec<SpecRequest> = codecOf(v1.SpecRequest, 'SpecRequest');
export const specReplyCodec: Codec<SpecReply> = codecOf(v1.SpecReply, 'SpecReply');

/** Turns messages of one form, which travels, into those of another. */
function codecBy<W, M>(wire: Codec<W>, pack: (message: M) => W, unpack: (packed: W) => M): Codec<M> {
  return {
    encode: (message) => wire.encode(pack(message)),
    decode: (bytes) => unpack(wire.decode(bytes)),
  };
}

const ALONE = { speaker: 0, base: 0, gone: [], kept: [] } as const;

function packNews({ said, ...rest }: News): AnnouncementMessage {
  return { ...said, ...packRounds(said.rounds, said.lastClosed), ...rest };
}

function unpackNews({ names, speaker, base, gone, kept, ...said }: AnnouncementMessage): News {
  return { speaker, base, gone, kept, said: { ...said, ...unpackRounds({ ...said, names }) } };
}

function wholeOf({ base, said }: News): Announcement {
  if (base !== 0) throw new DecodeError('an Announcement that continues another one, expected a whole one');
  return said;
}

const packWhole = (said: Announcement): AnnouncementMessage => packNews({ ...ALONE, said });
const unpackWhole = (message: AnnouncementMessage): Announcement => wholeOf(unpackNews(message));
const anyAnnouncement = codecOf<AnnouncementMessage>(v1.Announcement, 'Announcement', LIMITS.cohortBytesMax);

/** Everything that is heard on the subject of announcements; {@link NewsReader} makes whole ones of it. */
export const newsCodec: Codec<News> = codecBy(anyAnnouncement, packNews, unpackNews);
/** Whole announcements, as in the answer to who has missed one. */
export const announcementCodec: Codec<Announcement> = codecBy(anyAnnouncement, packWhole, unpackWhole);

export const joinReplyCodec: Codec<JoinReply> = codecBy(
  codecOf<JoinReplyMessage>(v1.JoinReply, 'JoinReply', LIMITS.cohortBytesMax),
  ({ announcement, ...reply }) => ({
    ...reply,
    announcement: announcement && packWhole(announcement),
  }),
  ({ announcement, ...reply }) => ({
    ...reply,
    announcement: announcement && unpackWhole(announcement),
  }),
);

export const snapshotCodec: Codec<CoordinatorSnapshot> = codecBy(
  codecOf<SnapshotMessage>(v1.CoordinatorSnapshot, 'CoordinatorSnapshot', LIMITS.cohortBytesMax),
  ({ rounds, ...snapshot }) => {
    const packed = packRounds(rounds, null);
    return { ...snapshot, names: packed.names, rounds: packed.rounds };
  },
  ({ names, rounds, ...snapshot }) => ({
    ...snapshot,
    rounds: unpackRounds({ names, rounds, lastClosed: null }).rounds,
  }),
);

const anyHeader = codecOf<Record<string, unknown>>(v1.DataHeader, 'DataHeader', LIMITS.headerBytesMax);

export const dataHeaderCodec: Codec<DataHeader> = {
  encode: (header) => anyHeader.encode(header as unknown as Record<string, unknown>),
  decode(bytes) {
    const header = anyHeader.decode(bytes);
    if (typeof header.body !== 'string') throw new DecodeError('a DataHeader without a body');
    return { body: header.body, [header.body]: header[header.body] } as unknown as DataHeader;
  },
};
