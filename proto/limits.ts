import assert from 'node:assert/strict';

/** Version of the messages and of their meaning; peers of another one are refused at join. */
export const PROTOCOL_VERSION = 5;

/**
 * Every bound in one place, units last. The relations between them are asserted when this file loads.
 */
export const LIMITS = {
  /** A peer's control messages are small. */
  controlBytesMax: 256 * 1024,
  /** Messages that list every member, round and edge: whole announcements, snapshots. nats-server takes 1 MiB by default. */
  cohortBytesMax: 1000 * 1024,
  /** Of an announcement that goes to every peer at once; who needs a longer one asks for it. */
  announcementBytesMax: 64 * 1024,
  /** Header frame of a data-plane message. */
  headerBytesMax: 4 * 1024,
  /** Payload frame: 4,096 rows of 1,000 classes in float32, or 512 of 8,000. */
  payloadBytesMax: 16 * 1024 * 1024,
  partsMax: 2,
  /** Peers of a run: docs/scale.md says what was measured with how many. */
  peersMax: 1_024,
  /** Teachers of one peer at a time: their logits lie side by side in its memory. */
  teachersMax: 64,
  /** Edges of one round: four rounds fit an announcement. */
  edgesMax: 4_096,
  /** Coordinators of a run that may follow each other unheard: a term further ahead is garbage, and not obeyed. */
  termsAheadMax: 1_000,
  idLengthMax: 64,
  /** Characters of the token by which a process is told from another one with its incarnation. */
  linkTokenLengthMax: 64,
  /** Class names of a data set, as JSON: of more classes they do not travel, and the digest alone is compared. */
  classNamesBytesMax: 64 * 1024,
  batchDigestBytes: 16,
  /** A public or secret key of a link, and the secret that two of them share: Curve25519. */
  keyBytes: 32,

  /** Lease and its renewal. */
  heartbeatMs: 500,
  leaseMs: 3_000,
  /** The coordinator repeats its announcement this often. */
  beaconMs: 500,
  /** A request (join, spec) is repeated after this long without an answer. */
  requestMs: 1_000,
  /** Who is started by hand waits this long for nats-server, for the coordinator or for the first peer, and then ends. */
  contactMs: 600_000,
  /** Progress frozen this long while the lease is renewed means that the trainer hangs. */
  stallMsMin: 60_000,

  /** Steps ahead of the receiver's own step up to which predictions are kept. */
  aheadStepsMax: 8,
  /** Prediction batches a sender may have under way to one receiver. */
  creditBatches: 8,
  /** Sample ids are below: what is kept by sample takes 4 bytes for each id up to the largest one. */
  samplesMax: 2 ** 24,
  /** Requests for predictions that a student may have under way to one teacher; further ones are not served. */
  requestsMax: 16,
  /** Arrival lags remembered for each teacher; the deadline comes from them. */
  lagSamplesMax: 32,
  deadlineMsMin: 250,
  /** Misses in a row after which a teacher that is silent, or whose link is down, is not waited for any more. */
  missesMax: 3,
  /** A teacher counts as silent after this long, or after `silenceIntervals` of its usual sending intervals, whichever is longer. */
  silenceMsMin: 2_000,
  silenceIntervals: 10,

  /** ZeroMQ: see docs/protocol.md, "links". */
  zmqHandshakeMs: 1_000,
  zmqHeartbeatMs: 200,
  zmqHeartbeatTimeoutMs: 600,

  /** A peer tries its ways to the others this often at most, whoever asks, and connects to each so many times. */
  probeMsMin: 2_000,
  probeConnects: 20,
  /** A connection that is not up after this long has no answer. Linux looks for a machine on its own network for three seconds. */
  probeConnectMs: 4_000,
  /** Questions about its ways that a peer keeps at a time; further ones are dropped. */
  probesWaitingMax: 8,

  /** Ctrl-C to exit. */
  shutdownMs: 5_000,
} as const;

assert(
  LIMITS.controlBytesMax >= 3 * LIMITS.classNamesBytesMax,
  'class names fit a message, whatever else is in it',
);
assert(LIMITS.leaseMs >= 3 * LIMITS.heartbeatMs, 'a lease outlives two lost heartbeats');
assert(LIMITS.creditBatches >= LIMITS.aheadStepsMax, 'credit covers every step that would be kept');
assert(
  LIMITS.silenceMsMin >= LIMITS.missesMax * LIMITS.deadlineMsMin,
  'a fast teacher that is slow for once is not given up',
);
assert(LIMITS.zmqHeartbeatTimeoutMs >= 3 * LIMITS.zmqHeartbeatMs, 'a link outlives two lost pings');

/** True for a term that no coordinator can have come to from a known one; to believe it would use terms up. */
export function isAbsurdTerm(known: number, term: number): boolean {
  return term > known + LIMITS.termsAheadMax;
}
