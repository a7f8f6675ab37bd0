import assert from 'node:assert/strict';
import type { Metrics } from '../../peer/core/scoring/scores.js';
import { eagerStep } from '../../peer/graph/training-step.js';
import { createMailbox } from '../../peer/mailbox/buffers.js';
import { OUTCOME } from '../../peer/mailbox/call.js';
import { IoMailbox, type OpenCall } from '../../peer/mailbox/io-mailbox.js';
import type { TrainerMessage } from '../../peer/mailbox/messages.js';
import { TrainerMailbox } from '../../peer/mailbox/trainer-mailbox.js';
import type { TrainingBatch } from '../../peer/model/step-context.js';
import type { TrainingSession } from '../../peer/trainer/ports.js';
import { NO_COUNTS, type TrainingCounts } from '../../peer/trainer/training-counts.js';
import { TRAINER_STATE } from '../../proto/codec.js';
import { parseRunSpec, type RunSpec } from '../../proto/run-spec.js';
import { schemeOf } from '../../proto/scheme.js';
import { mailboxShape } from './mailbox-kit.js';
import { recordedExchange, TINY_CLASSES, tinyBatch, tinyContext, tinyNetwork } from './tiny-network.js';

export const ROWS = 5;

/** What a test wants different: an answer to each call, the losses that validations give, and so on. */
export interface Wishes {
  readonly training?: Partial<RunSpec['training']>;
  readonly distillation?: Partial<RunSpec['distillation']>;
  readonly exchange?: Partial<RunSpec['exchange']>;
  readonly stepsTotal?: number;
  readonly stepsPerEpoch?: number;
  readonly bestLoss?: number;
  readonly counts?: TrainingCounts;
  readonly losses?: readonly number[];
  readonly batchOf?: (step: number) => TrainingBatch;
  readonly onCall?: (io: IoMailbox, call: OpenCall) => void;
  readonly answerSlackMs?: number;
}

export interface Saved {
  readonly step: number;
  readonly validationLoss: number | undefined;
  readonly best: boolean;
}

export interface FakeSession {
  readonly session: TrainingSession;
  readonly io: IoMailbox;
  readonly calls: OpenCall[];
  readonly taken: number[];
  readonly saved: Saved[];
  readonly savedCounts: TrainingCounts[];
  readonly messages: TrainerMessage[];
  readonly scalars: [number, string[]][];
  readonly count: () => { evaluations: number; flushed: number };
}

/** A session of a tiny network whose I/O thread is this one, between the call and the wait. */
export function fakeSession(wishes: Wishes = {}): FakeSession {
  const buffers = createMailbox(mailboxShape(ROWS, TINY_CLASSES));
  const io = new IoMailbox(buffers);
  const calls: OpenCall[] = [];
  const mailbox = new TrainerMailbox(buffers, () => {
    const call = io.openCall!;
    calls.push(call);
    if (wishes.onCall === undefined) io.answer(call, OUTCOME.closed, []);
    else wishes.onCall(io, call);
  });
  const spec = parseRunSpec({
    training: {
      schedule: 'constant',
      lr: 0.1,
      momentum: 0,
      nesterov: false,
      weightDecay: 0,
      ...wishes.training,
    },
    distillation: { schedule: 'constant', ...wishes.distillation },
    exchange: wishes.exchange ?? {},
  });
  const taken: number[] = [];
  const saved: Saved[] = [];
  const savedCounts: TrainingCounts[] = [];
  const messages: TrainerMessage[] = [];
  const scalars: [number, string[]][] = [];
  const losses = [...(wishes.losses ?? [])];
  let evaluations = 0;
  let flushed = 0;
  let nowMs = 0;
  const {
    exchange: _,
    hasLaterPeers: __,
    ...context
  } = tinyContext(tinyNetwork(), recordedExchange(), {
    training: spec.training,
    distillation: spec.distillation,
  });
  const session: TrainingSession = {
    spec,
    scheme: schemeOf(spec),
    peerId: 'peer-0',
    step: eagerStep({ ...context, spec, stepsTotal: wishes.stepsTotal ?? 12 }),
    stepsTotal: wishes.stepsTotal ?? 12,
    stepsPerEpoch: wishes.stepsPerEpoch ?? 5,
    mailbox,
    post: (message) => messages.push(message),
    nowMs: () => nowMs++,
    classes: TINY_CLASSES,
    takeBatch(at) {
      taken.push(at);
      const batch = wishes.batchOf?.(at) ?? tinyBatch(at);
      return { ...batch, epoch: Math.floor(at / (wishes.stepsPerEpoch ?? 5)) };
    },
    services: { serve() {}, weightsToPublish: () => undefined },
    validation: {
      evaluate(): Metrics {
        assert.equal(io.state, TRAINER_STATE.evaluating, 'the I/O thread can see that this is no stall');
        evaluations++;
        return { accuracy: 0.5 + evaluations / 100, loss: losses.shift() ?? 1 };
      },
      save: ({ step, validation, best, counts }) => {
        saved.push({ step, validationLoss: validation?.loss, best });
        savedCounts.push(counts);
      },
      bestLoss: wishes.bestLoss ?? Number.POSITIVE_INFINITY,
    },
    counts: wishes.counts ?? NO_COUNTS,
    curves: { scalars: (at, values) => scalars.push([at, Object.keys(values)]), flush: () => flushed++ },
    tensors: () => 42,
    ...(wishes.answerSlackMs === undefined ? {} : { answerSlackMs: wishes.answerSlackMs }),
  };
  return {
    session,
    io,
    calls,
    taken,
    saved,
    savedCounts,
    messages,
    scalars,
    count: () => ({ evaluations, flushed }),
  };
}
