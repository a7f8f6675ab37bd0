import { join } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import { type FeatureShapes, featureSize } from '../../proto/feature-shape.js';
import { LIMITS } from '../../proto/limits.js';
import { type Numerics, numericsText } from '../../proto/numerics.js';
import { checkPayloadClasses } from '../../proto/payload-format.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { checkPrecision } from '../../proto/run-spec-checks.js';
import type { Scheme } from '../../proto/scheme.js';
import type { KeptDataset } from '../data/kept-dataset.js';
import { loadPeerData, type PeerData } from '../data/peer-data.js';
import { GraphCache } from '../graph/graph-cache.js';
import type { KeptSession } from '../graph/kept-session.js';
import { createMailbox, type MailboxBuffers } from '../mailbox/buffers.js';
import type { TrainerMessage, TrainerOptions } from '../mailbox/messages.js';
import type { StartUpClock } from './start-up.js';
import type { TrainerInbox } from './trainer-inbox.js';

/** The trainer thread, as its two roles (learner and frozen teacher) see it. */
export interface Thread {
  readonly options: TrainerOptions;
  readonly scheme: Scheme;
  readonly numerics: Numerics;
  readonly inbox: TrainerInbox;
  readonly post: (message: TrainerMessage) => void;
  /** Tells the user something in one line. */
  readonly warn: (message: string) => void;
  readonly nowMs: () => number;
  readonly startUp: StartUpClock;
  /** Stays from the run before; absent where this thread has but one. */
  readonly kept?: { readonly session: KeptSession; readonly data: KeptDataset } | undefined;
}

/** @throws {CodistillError} As `loadPeerData`; `ERR_CONFIG` when the payload keeps more logits than there are classes, or a batch of them exceeds a frame. */
export async function prepareData({ options, scheme, warn, kept }: Thread): Promise<PeerData> {
  const { spec, peerId, cacheDir, dataDir } = options;
  const data = await loadPeerData(spec, peerId, { cacheDir, dataDir, kept: kept?.data });
  for (const note of data.dataset.notes) warn(note);
  checkPayloadClasses(scheme.payload, data.sample.classes);
  checkPayload(data.plan.rowsMax, data.sample.positions * data.sample.classes);
  return data;
}

/**
 * Warns of a precision that only costs time here, once the device is known.
 *
 * @throws {CodistillError} As `checkPrecision`.
 */
export function judgePrecision(
  { options, numerics: { instructions, oneDnn }, warn }: Pick<Thread, 'options' | 'numerics' | 'warn'>,
  peer: RunSpec['peers'][number],
  device: string,
): void {
  checkPrecision(peer, options.spec.training, device);
  const pays = instructions.includes('AMX') && oneDnn === 'on';
  if (peer.precision === 'float32' || device !== 'cpu' || pays) return;
  warn(
    `${peer.precision} is slower than float32 on a processor that does not use AMX: leave the precision out`,
  );
}

export function graphCache({ options, warn }: Thread): GraphCache {
  return new GraphCache(join(options.cacheDir, 'graphs'), warn);
}

/**
 * @param samples - Of the largest batch.
 * @param numbers - Of each: logits, and features where they are sent.
 * @throws {CodistillError} `ERR_CONFIG` when they would be more than a frame may hold.
 */
export function checkPayload(samples: number, numbers: number): void {
  if (samples * numbers * 4 <= LIMITS.payloadBytesMax) return;
  throw new CodistillError(
    'ERR_CONFIG',
    `${samples} samples × ${numbers} numbers to send exceed ${LIMITS.payloadBytesMax} bytes`,
    {
      fix: `use a --batch of at most ${Math.floor(LIMITS.payloadBytesMax / 4 / numbers)}`,
      facts: { samples, numbers },
    },
  );
}

/** The mailbox of a peer: its own features and its teachers' have to fit, whoever's are larger. */
export function mailboxFor(
  { sample, plan }: PeerData,
  { peers }: RunSpec,
  shapes: FeatureShapes,
): MailboxBuffers {
  const { classes, positions } = sample;
  const sizes = [...shapes.values()].map(featureSize);
  const rows = plan.rowsMax;
  return createMailbox({
    peerIds: peers.map(({ id }) => id),
    classes,
    logitsMax: rows * positions * classes,
    samplesMax: rows,
    featuresMax: rows * Math.max(0, ...sizes),
  });
}

/** Tells the I/O thread that all is loaded. */
export function readyMessage(
  { numerics }: Thread,
  { dataset, sample, plan }: PeerData,
  mailbox: MailboxBuffers,
  facts: Pick<
    Extract<TrainerMessage, { kind: 'ready' }>,
    'step' | 'checkpointSteps' | 'device' | 'parameters' | 'featureShapes'
  >,
): TrainerMessage {
  return {
    kind: 'ready',
    mailbox,
    dataDigest: dataset.digest,
    classNames: dataset.classNames,
    classes: sample.classes,
    positions: sample.positions,
    stepsTotal: plan.stepsTotal,
    numerics: numericsText(numerics),
    ...facts,
  };
}
