import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Dealer, Router } from 'zeromq';
import { loadDataset } from '../../peer/data/catalog.js';
import { loadNewestCheckpoint } from '../../peer/files/checkpoint.js';
import { keyOption, LinkKeys } from '../../peer/net/link-keys.js';
import { payloadChecksum } from '../../proto/checksum.js';
import {
  type DataHeader,
  dataHeaderCodec,
  type Member,
  type Prediction,
  TRAINER_STATE,
} from '../../proto/codec.js';
import { batchDigest } from '../../proto/identity.js';
import { LIMITS, PROTOCOL_VERSION } from '../../proto/limits.js';
import { parseRunSpec } from '../../proto/run-spec.js';
import { ControlPeer } from '../support/control-peer.js';
import { codistill, Running, temporaryDirectory } from '../support/launch.js';
import { startTestNatsServer } from '../support/nats-server.js';

const RUN = 'hostile';
const NETWORK = 'mlp:16';
const STEPS = 60;
const CONFIG = {
  peers: ['peer-0', 'peer-1'].map((id) => ({ id, network: NETWORK })),
  data: { name: 'synthetic:classes=5,size=6x6x1,train=900,test=100,noise=1' },
  training: { steps: STEPS, batch: 32, seed: 7 },
};

const encode = (header: DataHeader): Uint8Array => dataHeaderCodec.encode(header);
const credit = (batches: number, hello = 0): Uint8Array =>
  encode({ body: 'credit', credit: { runId: RUN, batches, hello } });

/** What `peer-1` sends in answer to a batch of `peer-0`: nothing of it is the prediction that it owes. */
function hostileAnswers(asked: Prediction, payload: Uint8Array): Uint8Array[][] {
  const forged = (wishes: Partial<Prediction>, body = payload): Uint8Array[] => {
    const own = { sender: 'peer-1', incarnation: 1, checksum: payloadChecksum(body) };
    return [encode({ body: 'prediction', prediction: { ...asked, ...own, ...wishes } }), body];
  };
  const notFinite = new Uint8Array(new Float32Array(asked.rows * asked.classes).fill(Number.NaN).buffer);
  return [
    [Buffer.from('garbage'), payload],
    [...forged({}), payload],
    [new Uint8Array(LIMITS.headerBytesMax + 1), payload],
    forged({ classes: asked.classes + 1 }),
    forged({ checksum: 1 }),
    forged({}, notFinite),
    forged({ sender: 'peer-0' }),
    // The last one: it is for this step, so that it is not waited for any longer.
    forged({ batchDigest: batchDigest(Uint32Array.of(asked.step), 99) }),
  ];
}

/** Plays `peer-1`: joins as it should, keeps its lease, and answers every batch with hostile frames. */
async function playHostilePeer(t: TestContext, natsUrl: string): Promise<ControlPeer> {
  const spec = parseRunSpec(CONFIG);
  const dataset = await loadDataset(spec.data.name, { seed: spec.training.seed, cacheDir: '' });
  const keys = new LinkKeys();
  const port = new Router({ linger: 0, ...keys.identity, curveServer: true });
  t.after(() => port.close());
  await port.bind('tcp://127.0.0.1:*');
  const control = await ControlPeer.connect(natsUrl, RUN, 'peer-1', spec);
  t.after(() => control.close());
  const { digest: dataDigest, classes, classNames } = dataset;
  const reply = await control.join({
    dataDigest,
    classes,
    classNames,
    stepsTotal: STEPS,
    dataAddress: port.lastEndpoint!,
    publicKey: keys.publicKey,
  });
  assert.deepEqual(reply.differences, []);
  let step = -1;
  const beat = setInterval(
    () => control.heartbeat(Math.max(step, 0), step < 0 ? TRAINER_STATE.ready : TRAINER_STATE.training),
    LIMITS.heartbeatMs / 2,
  );
  t.after(() => clearInterval(beat));
  const memberOf = (view: { members: readonly Member[] } | null): Member | undefined =>
    view?.members.find(({ peerId }) => peerId === 'peer-0');
  const { view } = await control.until(
    'peer-0 is in',
    (announcement) => memberOf(announcement.view) !== undefined,
  );
  const { publicKey, dataAddress } = memberOf(view)!;
  const name = keys.linkName(publicKey, { teacher: 'peer-1', incarnation: 1, student: 'peer-0' })!;
  const curve = { ...keys.identity, curveServerKey: keyOption(publicKey) };
  const dealer = new Dealer({ linger: 0, routingId: name, ...curve });
  t.after(() => dealer.close());
  dealer.connect(dataAddress);
  const hello = {
    protocolVersion: PROTOCOL_VERSION,
    runId: RUN,
    sender: 'peer-1',
    incarnation: 1,
    number: 1,
  };
  await dealer.send([encode({ body: 'hello', hello })]);
  const answerAll = async (): Promise<void> => {
    for await (const [from, header, payload] of port) {
      const message = dataHeaderCodec.decode(header!);
      if (message.body === 'hello')
        await port.send([from!, credit(LIMITS.creditBatches, message.hello.number)]);
      if (message.body !== 'prediction') continue;
      await port.send([from!, credit(1)]);
      step = message.prediction.step;
      for (const parts of hostileAnswers(message.prediction, payload!)) await dealer.send(parts);
    }
  };
  answerAll().catch((error: unknown) => {
    if (!port.closed) throw error;
  });
  return control;
}

function weightsIn(runDir: string): readonly (readonly number[])[] {
  const checkpoint = loadNewestCheckpoint(join(runDir, 'peers', 'peer-0', 'checkpoints'), {
    network: NETWORK,
  });
  assert.equal(checkpoint?.step, STEPS);
  return checkpoint.tensors.map(({ values }) => [...new Uint32Array(values.slice().buffer)]);
}

test('a teacher whose every frame is hostile leaves a peer the very weights that it would have alone', async (t) => {
  const directory = temporaryDirectory(t);
  const config = join(directory, 'run.yaml');
  writeFileSync(config, JSON.stringify(CONFIG)); // JSON is YAML
  const [alone, attacked] = [join(directory, 'alone'), join(directory, 'attacked')];
  const nats = await startTestNatsServer();
  t.after(() => nats.stop());
  const at = ['--run', RUN, '--nats', nats.url];
  const coordinator = new Running(['coordinator', ...at, '--config', config]);
  t.after(() => coordinator.child.kill('SIGKILL'));
  const peer = new Running(['peer', ...at, '--id', 'peer-0', '--run-dir', attacked, '--allow-untaught']);
  t.after(() => peer.child.kill('SIGKILL'));
  const hostile = await playHostilePeer(t, nats.url);
  const ended = await peer.finished;
  assert.equal(ended.code, 0, ended.stdout + ended.stderr);
  hostile.leave(STEPS, 'finished');
  const result = JSON.parse(readFileSync(join(attacked, 'peers', 'peer-0', 'result.json'), 'utf8')) as {
    readonly soloSteps: number;
    readonly rejected: Readonly<Record<string, number>>;
  };
  assert.equal(result.soloSteps, STEPS, JSON.stringify(result));
  // What comes late is stale; where the last frame came in time those before it did, too.
  const { BATCH_MISMATCH: inTime = 0, ...rejected } = result.rejected;
  assert(inTime > 0, JSON.stringify(result.rejected));
  for (const reason of [
    'MALFORMED',
    'TOO_MANY_PARTS',
    'TOO_LARGE',
    'WRONG_SHAPE',
    'BAD_CHECKSUM',
    'NON_FINITE',
    'UNKNOWN_SENDER',
  ])
    assert((rejected[reason] ?? 0) >= inTime, `${reason}: ${JSON.stringify(result.rejected)}`);
  const undisturbed = await codistill([
    'launch',
    '--config',
    config,
    '--peers',
    '1',
    '--network',
    NETWORK,
    '--run-dir',
    alone,
  ]);
  assert.equal(undisturbed.code, 0, undisturbed.stdout + undisturbed.stderr);
  assert.deepEqual(weightsIn(attacked), weightsIn(alone));
});
