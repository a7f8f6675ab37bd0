import fc from 'fast-check';
import {
  type Announcement,
  announcementCodec,
  type Codec,
  type CoordinatorSnapshot,
  type DataHeader,
  dataHeaderCodec,
  heartbeatCodec,
  joinReplyCodec,
  joinRequestCodec,
  leaveCodec,
  newsCodec,
  type RunSpecMessage,
  reportCodec,
  runSpecCodec,
  snapshotCodec,
  specReplyCodec,
  specRequestCodec,
} from '../../proto/codec.js';

const text = fc.string({ unit: 'binary', maxLength: 12 });
const uint32 = fc.nat({ max: 0xffffffff });
const double = fc.double();
const bytes = fc.uint8Array({ maxLength: 40 });
const flag = fc.boolean();
const texts = fc.array(text, { maxLength: 3 });

/** Plain objects only: what a codec gives has Object's prototype. */
function record<F extends object>(fields: { [K in keyof F]: fc.Arbitrary<F[K]> }): fc.Arbitrary<F> {
  return fc.record(fields, { noNullPrototype: true }) as fc.Arbitrary<F>;
}

function listOf<M>(element: fc.Arbitrary<M>): fc.Arbitrary<readonly M[]> {
  return fc.array(element, { maxLength: 3 });
}

const member = record({
  peerId: text,
  incarnation: uint32,
  dataAddress: text,
  publicKey: bytes,
  linkToken: text,
});
const view = record({ version: uint32, members: listOf(member) });
const edge = record({ teacher: text, student: text, weight: double });
const round = record({
  number: uint32,
  viewVersion: uint32,
  startStep: uint32,
  endStep: uint32,
  members: texts,
  edges: listOf(edge),
});
const roundClosed = record({ number: uint32, completed: texts, missing: texts, reason: text });
const stop = record({ step: uint32, code: text, reason: text });
const difference = record({ field: text, yours: text, expected: text });

const announcement: fc.Arbitrary<Announcement> = record({
  runId: text,
  term: uint32,
  sequence: uint32,
  view: fc.option(view),
  rounds: listOf(round),
  lastClosed: fc.option(roundClosed),
  stop: fc.option(stop),
  decision: text,
  formed: flag,
  reachedStep: uint32,
});

const runSpec: fc.Arbitrary<RunSpecMessage> = record({
  peers: listOf(
    record({
      id: text,
      network: text,
      device: text,
      initSeed: uint32,
      role: text,
      source: text,
      view: text,
      output: text,
      input: text,
      gives: text,
      precision: text,
      weights: text,
    }),
  ),
  data: fc.option(
    record({
      name: text,
      limitTrain: uint32,
      labelNoise: double,
      validationFraction: double,
      augment: text,
      partition: text,
      seed: uint32,
    }),
  ),
  training: fc.option(
    record({
      epochs: uint32,
      steps: uint32,
      batch: uint32,
      seed: uint32,
      optimizer: text,
      lr: double,
      momentum: double,
      nesterov: flag,
      weightDecay: double,
      schedule: text,
      milestones: listOf(double),
      gamma: double,
      weightDecaySchedule: listOf(double),
      evaluateEverySteps: uint32,
      checkpointEverySteps: uint32,
      eager: fc.boolean(),
      warmupSteps: uint32,
      clipNorm: double,
      fineTuneSteps: uint32,
      fineTuneLr: double,
    }),
  ),
  distillation: fc.option(
    record({
      temperature: double,
      weight: double,
      burnInSteps: uint32,
      update: text,
      loss: text,
      targets: text,
      teacherWeights: text,
      standardize: flag,
      dkdTarget: double,
      dkdOthers: double,
      feature: text,
      featureWeight: double,
      schedule: text,
      rampSteps: uint32,
      exitWeight: double,
      exitTemperature: double,
      exitHint: double,
      teacherGate: flag,
      divergenceMax: double,
    }),
  ),
  exchange: fc.option(
    record({
      mode: text,
      quorum: text,
      graph: text,
      waitMsMax: double,
      payload: text,
      stalenessDecay: double,
      pipeline: uint32,
      ema: double,
    }),
  ),
  rounds: fc.option(record({ steps: uint32, peersMin: uint32, joinTimeoutMs: double })),
  convergence: fc.option(record({ targetAccuracy: double, patienceRounds: uint32 })),
});

const modules = listOf(record({ path: text, sha256: bytes }));

const snapshot: fc.Arbitrary<CoordinatorSnapshot> = record({
  runId: text,
  term: uint32,
  runSpecHash: text,
  dataDigest: text,
  classNames: fc.array(text, { maxLength: 3 }),
  classes: uint32,
  stepsTotal: uint32,
  modules,
  view: fc.option(view),
  rounds: listOf(round),
  stop: fc.option(stop),
  peers: listOf(
    record({
      peerId: text,
      incarnationMax: uint32,
      bestValidationLoss: double,
      bestValidationAccuracy: double,
      bestStep: uint32,
      evaluated: flag,
      reportedStep: uint32,
      enterStep: uint32,
      departed: text,
      entered: flag,
      checkpointSteps: listOf(uint32),
      holderDigest: text,
    }),
  ),
  patienceUsed: uint32,
  roundMax: uint32,
  boundaryStep: uint32,
  evaluations: listOf(record({ step: uint32, improvedBy: texts })),
});

const joinRequest = record({
  runId: text,
  peerId: text,
  incarnation: uint32,
  protocolVersion: uint32,
  runSpecHash: text,
  dataDigest: text,
  classNames: fc.array(text, { maxLength: 3 }),
  classes: uint32,
  stepsTotal: uint32,
  modules,
  step: uint32,
  dataAddress: text,
  linkToken: text,
  holderSecret: text,
  device: text,
  termMax: uint32,
  roundMax: uint32,
  viewMax: uint32,
  publicKey: bytes,
  checkpointSteps: listOf(uint32),
  numerics: text,
});

const joinReply = record({
  accepted: flag,
  code: text,
  reason: text,
  differences: listOf(difference),
  incarnationMin: uint32,
  leaseMs: double,
  startStep: uint32,
  announcement: fc.option(announcement),
});

const heartbeat = record({
  runId: text,
  peerId: text,
  incarnation: uint32,
  sequence: uint32,
  state: fc.constantFrom(0, 1, 2, 3, 4),
  step: uint32,
  epoch: uint32,
  stepsTotal: uint32,
  supervisedLoss: double,
  distillationLoss: double,
  distillationWeight: double,
  validationAccuracy: double,
  bitsPerCharacter: double,
  taughtShare: double,
  taughtRowsShare: double,
  gradientRatio: double,
  samplesPerSecond: double,
  waitFraction: double,
  bytesSent: double,
  bytesReceived: double,
  stalenessSteps: uint32,
  rejected: uint32,
  landed: flag,
  trainedSteps: double,
  restarts: uint32,
  teachersAbsent: texts,
  term: uint32,
});

const report = record({
  runId: text,
  peerId: text,
  incarnation: uint32,
  step: uint32,
  epoch: uint32,
  validationAccuracy: double,
  validationLoss: double,
  nonFinite: flag,
});

const leave = record({
  runId: text,
  peerId: text,
  incarnation: uint32,
  step: uint32,
  code: text,
  linkToken: text,
});

const prediction = record({
  runId: text,
  viewVersion: uint32,
  epoch: uint32,
  step: uint32,
  phase: fc.constantFrom(0, 1, 2),
  batchDigest: bytes,
  sender: text,
  incarnation: uint32,
  rows: uint32,
  classes: uint32,
  dtype: fc.constantFrom(0, 1, 2, 3, 4),
  checksum: uint32,
  madeAtStep: uint32,
  withIds: flag,
  topK: uint32,
  featureShape: listOf(uint32),
  validated: flag,
  validationAccuracy: double,
});

const predictionRequest = record({
  runId: text,
  sender: text,
  incarnation: uint32,
  step: uint32,
  rows: uint32,
  augmentationSeed: uint32,
  batchDigest: bytes,
  checksum: uint32,
});

const dataHeader: fc.Arbitrary<DataHeader> = fc.oneof(
  record({ body: fc.constant('prediction' as const), prediction }) as fc.Arbitrary<DataHeader>,
  record({
    body: fc.constant('request' as const),
    request: predictionRequest,
  }) as fc.Arbitrary<DataHeader>,
  record({
    body: fc.constant('hello' as const),
    hello: record({
      protocolVersion: uint32,
      runId: text,
      sender: text,
      incarnation: uint32,
      number: uint32,
    }),
  }),
  record({
    body: fc.constant('credit' as const),
    credit: record({ runId: text, batches: uint32, hello: uint32 }),
  }),
  record({
    body: fc.constant('busy' as const),
    busy: record({ runId: text, sender: text, incarnation: uint32, step: uint32, forMs: double }),
  }),
);

/** One kind of message on a wire or a disk: its codec and arbitrary values of it. */
export interface WireMessage {
  readonly name: string;
  readonly codec: Codec<object>;
  readonly arbitrary: fc.Arbitrary<object>;
}

function wire<M extends object>(
  name: string,
  codec: Codec<M>,
  arbitrary: fc.Arbitrary<unknown>,
): WireMessage {
  return {
    name,
    codec: codec as unknown as Codec<object>,
    arbitrary: arbitrary as fc.Arbitrary<object>,
  };
}

/** Every message that has a codec. */
export const WIRE_MESSAGES: readonly WireMessage[] = [
  wire('RunSpec', runSpecCodec, runSpec),
  wire('JoinRequest', joinRequestCodec, joinRequest),
  wire('JoinReply', joinReplyCodec, joinReply),
  wire('Heartbeat', heartbeatCodec, heartbeat),
  wire('Report', reportCodec, report),
  wire('Leave', leaveCodec, leave),
  wire('SpecRequest', specRequestCodec, record({ runId: text })),
  wire(
    'SpecReply',
    specReplyCodec,
    record({
      spec: fc.option(runSpec),
      modules,
    }),
  ),
  wire('Announcement', announcementCodec, announcement),
  wire(
    'News',
    newsCodec,
    record({ speaker: uint32, base: uint32, gone: texts, kept: listOf(uint32), said: announcement }),
  ),
  wire('CoordinatorSnapshot', snapshotCodec, snapshot),
  wire('DataHeader', dataHeaderCodec, dataHeader),
];
