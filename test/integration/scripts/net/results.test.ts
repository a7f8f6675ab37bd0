import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { NatsConnection } from 'nats';
import { readResult } from '../../../../peer/io/peer-result.js';
import { CHUNK_BYTES } from '../../../../proto/chunks.js';
import type { NatsAccess } from '../../../../proto/nats-access.js';
import { RunAccounts } from '../../../../proto/net/accounts.js';
import { dialNats } from '../../../../proto/net/dial.js';
import { RESULT_FILES, type ResultReply, resultWordCodec } from '../../../../proto/result-word.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { inboxOf, type Member, subjects } from '../../../../proto/subjects.js';
import { keepRunSpec } from '../../../../scripts/launch/run-directory.js';
import { openResultCourier, type ResultCourier } from '../../../../scripts/net/result-courier.js';
import { RECEIVED_FILES } from '../../../../scripts/results/received-files.js';
import { sendResult } from '../../../../scripts/results/send-result.js';
import { readRecords, temporaryDirectory } from '../../../support/launch.js';
import { startTestNatsServer, type TestNatsServer } from '../../../support/nats-server.js';
import {
  gatherAt,
  handOver,
  hearResults,
  RESULT_SPEC,
  recordOf,
  resultOf,
  writeResultFiles,
} from '../../../support/results.js';

const RUN = 'lab';
const NAMES = subjects(RUN);
const TIMEOUT = { timeout: 300_000 };
const TAKEN: ResultReply = { accepted: true, code: '', reason: '' };
const never = new AbortController().signal;
const ignore = (): void => {};

interface Run {
  readonly server: TestNatsServer;
  accessOf(member: Member): Promise<NatsAccess>;
  courier(peerId: string, signal?: AbortSignal, say?: (line: string) => void): Promise<ResultCourier>;
  /** A connection with the rights of a peer, to misuse them. */
  hostile(peerId: string): Promise<NatsConnection>;
}

/** A server that belongs to a run. */
async function closedRun(t: TestContext): Promise<Run> {
  const accounts = new RunAccounts(RUN);
  const server = await startTestNatsServer({ tokens: await accounts.serverTokens() });
  t.after(() => server.stop());
  const accessOf = async (member: Member): Promise<NatsAccess> => ({
    natsUrl: server.url,
    natsProof: { creds: await accounts.credentials(member) },
  });
  return {
    server,
    accessOf,
    async courier(peerId, signal = never, say = ignore) {
      const access = await accessOf({ peerId });
      const courier = openResultCourier({ ...access, runId: RUN, peerId, say, signal });
      t.after(() => courier.close());
      return courier;
    },
    async hostile(peerId) {
      const access = await accessOf({ peerId });
      const inbox = inboxOf(RUN, { peerId });
      const connection = await dialNats({ ...access, party: 'peer', name: peerId, inbox });
      t.after(() => connection.close());
      return connection;
    },
  };
}

/** Where results of that run are gathered, and what is said there. */
async function gatheringOf(
  t: TestContext,
  run: Run,
  spec = RESULT_SPEC,
): Promise<{ gathering: ReturnType<typeof gatherAt>; runDir: string; lines: readonly string[] }> {
  const runDir = temporaryDirectory(t);
  const lines: string[] = [];
  const say = (line: string): number => lines.push(line);
  const access = await run.accessOf('launcher');
  const gathering = gatherAt(access, { runId: RUN, spec, runDir, say });
  t.after(() => gathering.close());
  return { gathering, runDir, lines };
}

/** The files that a peer would send. */
function filesOf(t: TestContext, peerId: string): (readonly [(typeof RESULT_FILES)[number], Uint8Array])[] {
  const runDir = temporaryDirectory(t);
  writeResultFiles(runDir, peerId);
  return RESULT_FILES.map((file) => [
    file,
    readFileSync(join(runDir, 'peers', peerId, RECEIVED_FILES[file].name)),
  ]);
}

test(
  'results of several peers arrive, also of one that is through before anybody waits',
  TIMEOUT,
  async (t) => {
    const run = await closedRun(t);
    const { gathering, runDir, lines } = await gatheringOf(t, run);
    const send = async (peerId: string): Promise<void> => {
      const courier = await run.courier(peerId);
      await sendResult(filesOf(t, peerId), (word) => courier.ask(word));
    };
    await send('peer-0');
    const [{ arrived, loss }] = await Promise.all([
      gathering.finish(['peer-0', 'peer-1'], never),
      send('peer-1'),
    ]);
    assert.deepEqual([arrived, loss], [['peer-0', 'peer-1'], undefined]);
    for (const peerId of arrived) assert.deepEqual(readResult(runDir, peerId), resultOf(peerId));
    assert.equal(readRecords(runDir).length, 4);
    assert.equal(lines[0], 'the result of peer-0 has arrived');
    assert.equal(lines[1], 'results: peer-0 is here, peer-1 ends its training');
  },
);

test('a result outlasts the loss of the server and of whoever gathers, in its middle', TIMEOUT, async (t) => {
  const run = await closedRun(t);
  const first = await gatheringOf(t, run);
  const courier = await run.courier('peer-1');
  const files = filesOf(t, 'peer-1');
  const second = { runDir: '' };
  let words = 0;
  await sendResult(files, async (word) => {
    words++;
    if (words === 3) await run.server.restart();
    if (words === 5) {
      await first.gathering.close();
      second.runDir = (await gatheringOf(t, run)).runDir;
    }
    return courier.ask(word);
  });
  assert.deepEqual(readResult(second.runDir, 'peer-1'), resultOf('peer-1'));
  assert.equal(existsSync(join(first.runDir, 'peers', 'peer-1', 'result.json')), false);
  assert(words > files.length + 1, 'the first files were sent again');
});

test(
  'a peer that sends no result, or none of its own, or cannot be scored is told of, and keeps nobody waiting',
  TIMEOUT,
  async (t) => {
    const run = await closedRun(t);
    const { gathering, runDir } = await gatheringOf(t, run);
    const [hostile, failing] = [await run.courier('peer-0'), await run.courier('peer-1')];
    assert.equal((await hostile.ask({ doing: 'done' })).code, 'RESTART', 'without files');
    assert.equal((await hostile.ask({ doing: 'dancing' })).code, 'REFUSED');
    await assert.rejects(
      sendResult(filesOf(t, 'peer-1'), (word) => hostile.ask(word)),
      {
        code: 'ERR_PEER_FAILED',
        message: /the result that peer-0 has sent is not its own: its id is another/,
      },
    );
    await failing.ask({ doing: 'failed', code: 'ERR_DATA_MISSING' });
    const { arrived, loss } = await gathering.finish(['peer-0', 'peer-1'], never);
    assert.deepEqual(arrived, []);
    assert.equal(loss?.code, 'ERR_PEER_FAILED');
    assert.match(
      loss.message,
      /peer-0 \(the result .* is another\), peer-1 \(.* could not score it: ERR_DATA_MISSING\)/,
    );
    assert.deepEqual(readRecords(runDir), []);
    await sendResult(filesOf(t, 'peer-0'), (word) => hostile.ask(word));
    assert.deepEqual(readResult(runDir, 'peer-0'), resultOf('peer-0'), 'the right one is taken later, too');
  },
);

test('what a peer says of its result is never answered but where it listens itself', TIMEOUT, async (t) => {
  const run = await closedRun(t);
  let heard = 0;
  const onWord = async (): Promise<ResultReply> => {
    heard++;
    return TAKEN;
  };
  const desk = hearResults(await run.accessOf('launcher'), { runId: RUN, onWord, say: assert.fail });
  t.after(() => desk.close());
  const [hostile, honest] = [await run.hostile('peer-1'), await run.hostile('peer-0')];
  const overheard: string[] = [];
  for (const subject of [NAMES.announcement, `${inboxOf(RUN, { peerId: 'peer-0' })}.>`])
    honest.subscribe(subject, { callback: (_, message) => overheard.push(message.subject) });
  await honest.flush();
  const wordOf = (runId: string): Uint8Array =>
    resultWordCodec.encode({
      ...{ runId, doing: 'scoring', code: '', file: '', pieceIndex: 0, pieceCount: 0 },
      ...{ sha256: new Uint8Array(), piece: new Uint8Array(CHUNK_BYTES) },
    });
  const own = NAMES.peer('peer-1', 'result');
  const courier = await run.courier('peer-1');
  await courier.ask({ doing: 'scoring' });
  const targets = [
    ...[
      NAMES.announcement,
      NAMES.stop,
      NAMES.peer('peer-0', 'leave'),
      `${inboxOf(RUN, { peerId: 'peer-0' })}.x`,
    ],
    ...[NAMES.peer('peer-0', 'result'), '$JS.API.STREAM.DELETE.KV_codistill-coordinator'],
  ];
  for (const reply of targets) hostile.publish(own, wordOf(RUN), { reply });
  hostile.publish(own, wordOf('another'));
  hostile.publish(own, 'garbage');
  await hostile.flush();
  await courier.ask({ doing: 'scoring' });
  await honest.flush();
  assert.equal(heard, 2 + targets.length, 'words are heard, and nothing else is');
  assert.deepEqual(overheard, []);
});

test(
  'whoever is told to end does not go on asking, and a peer that was cut off does not either',
  TIMEOUT,
  async (t) => {
    const run = await closedRun(t);
    const ending = new AbortController();
    const lines: string[] = [];
    const say = (line: string): void => {
      lines.push(line);
      ending.abort();
    };
    const courier = await run.courier('peer-0', ending.signal, say);
    await assert.rejects(courier.ask({ doing: 'done' }), { code: 'ERR_INTERRUPTED' });
    assert.match(lines[0]!, /waiting for 30 s at most: nobody at nats:\S+ takes results of run "lab"/);
    const access = {
      natsUrl: run.server.url,
      natsProof: { creds: await new RunAccounts(RUN).credentials('launcher') },
    };
    const stranger = openResultCourier({
      ...access,
      runId: RUN,
      peerId: 'peer-0',
      say: ignore,
      signal: never,
    });
    t.after(() => stranger.close());
    await assert.rejects(stranger.ask({ doing: 'done' }), { code: 'ERR_NATS_LOGIN' });
  },
);

test('one that only teaches sends its result and its records, and is not scored', TIMEOUT, async (t) => {
  const run = await closedRun(t);
  const teacher = { id: 'peer-1', network: 'mlp:8', role: 'teacher' as const, source: 'model.ckpt' };
  const spec = parseRunSpec({ peers: [RESULT_SPEC.peers[0]!, teacher] });
  const { gathering, runDir } = await gatheringOf(t, run, spec);
  const machine = temporaryDirectory(t);
  writeResultFiles(machine, 'peer-1');
  writeFileSync(join(machine, 'metrics.jsonl'), `${JSON.stringify(recordOf('peer-1', 10))}\n`);
  keepRunSpec(machine, 'peer-1', spec, assert.fail);
  const peers = new Map([['peer-1', await run.accessOf({ peerId: 'peer-1' })]]);
  const options = { runId: RUN, peers, runDir: machine, dataDir: undefined, say: ignore, signal: never };
  const [scores, { arrived, loss }] = await Promise.all([
    handOver(options),
    gathering.finish(['peer-1'], never),
  ]);
  assert.deepEqual([scores, arrived, loss], [undefined, ['peer-1'], undefined]);
  assert.deepEqual(readResult(runDir, 'peer-1'), resultOf('peer-1'));
  assert.deepEqual(readRecords(runDir), [recordOf('peer-1', 10)]);
  assert.equal(existsSync(join(runDir, 'peers', 'peer-1', 'logits-last.json')), false);
  assert.equal(existsSync(join(machine, 'logs')), false, 'no scorer was started');
});
