import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { NatsAccess } from '../../proto/nats-access.js';
import { RunAccounts } from '../../proto/net/accounts.js';
import type { Member } from '../../proto/subjects.js';
import { keepRunSpec, readRunSpec } from '../../scripts/launch/run-directory.js';
import type { Gathered } from '../../scripts/results/gather.js';
import { codistill, Running, readRecords, temporaryDirectory } from '../support/launch.js';
import { startTestNatsServer } from '../support/nats-server.js';
import { gatherAt, handOver } from '../support/results.js';

const RUN = 'lan';
const PEERS = ['peer-0', 'peer-1'] as const;
const SPEC = [
  ...['--peers', '2', '--network', 'mlp:8', '--data', 'synthetic:classes=4,size=4x4x1,train=400,test=300'],
  ...['--epochs', '3', '--batch', '32', '--strict'],
];
const never = new AbortController().signal;

/** A run whose peers have directories of their own, as on machines of their own, and the server that they share. */
interface ScatteredRun {
  readonly directoryOf: (name: string) => string;
  readonly accessOf: (member: Member) => Promise<NatsAccess>;
}

async function scatteredRun(t: TestContext): Promise<ScatteredRun> {
  const accounts = new RunAccounts(RUN);
  const server = await startTestNatsServer({ tokens: await accounts.serverTokens() });
  t.after(() => server.stop());
  const directory = temporaryDirectory(t);
  const directoryOf = (name: string): string => join(directory, name);
  const keyOf = async (name: string, member: Member): Promise<{ readonly env: NodeJS.ProcessEnv }> => {
    const file = directoryOf(`${name}.creds`);
    writeFileSync(file, await accounts.credentials(member), { mode: 0o600 });
    return { env: { CODISTILL_NATS_CREDS: file } };
  };
  const place = ['--run', RUN, '--nats', server.url];
  const coordinator = new Running(
    ['coordinator', ...place, ...SPEC],
    await keyOf('coordinator', 'coordinator'),
  );
  const peers: Running[] = [];
  for (const peerId of PEERS) {
    const own = ['--id', peerId, '--run-dir', directoryOf(peerId), '--threads', '1'];
    peers.push(new Running(['peer', ...place, ...own], await keyOf(peerId, { peerId })));
  }
  for (const one of [...peers, coordinator]) {
    const { code, stderr } = await one.finished;
    assert.equal(code, 0, stderr);
  }
  const accessOf = async (member: Member): Promise<NatsAccess> => ({
    natsUrl: server.url,
    natsProof: { creds: await accounts.credentials(member) },
  });
  return { directoryOf, accessOf };
}

/** Gathers the results in the directory `owner`, and tells what kept a peer from sending its own. */
async function gathered(
  { directoryOf, accessOf }: ScatteredRun,
  owner: string,
  machines: readonly (readonly [directory: string, peerIds: readonly string[]])[] = PEERS.map((id) => [
    id,
    [id],
  ]),
): Promise<Gathered & { readonly errors: readonly unknown[] }> {
  const runDir = directoryOf(owner);
  mkdirSync(runDir);
  const spec = readRunSpec(directoryOf('peer-0'));
  keepRunSpec(runDir, 'owner', spec, assert.fail);
  const say = (): void => undefined;
  const gathering = gatherAt(await accessOf('launcher'), { runId: RUN, spec, runDir, say });
  try {
    const handingOver = machines.map(async ([machine, peerIds]) => {
      const keys = peerIds.map(async (peerId) => [peerId, await accessOf({ peerId })] as const);
      const own = { runId: RUN, peers: new Map(await Promise.all(keys)), runDir: directoryOf(machine) };
      await handOver({ ...own, dataDir: undefined, say, signal: never });
    });
    const [outcome, sent] = await Promise.all([
      gathering.finish(PEERS, never),
      Promise.allSettled(handingOver),
    ]);
    const errors = sent.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    return { ...outcome, errors };
  } finally {
    await gathering.close();
  }
}

async function scoresOf(runDir: string, ...more: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await codistill(['evaluate', runDir, '--json', ...more]);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout);
}

test('results of peers with directories of their own', async (t) => {
  const run = await scatteredRun(t);
  await t.test('score, number for number, as those of the same run launched in one', () => asLaunched(run));
  await t.test('may come from one machine that has several peers', () => fromOneMachine(run));
  await t.test('are gathered without one that cannot be scored, which is named', () => withoutOne(run));
});

async function asLaunched(run: ScatteredRun): Promise<void> {
  const [local, owner] = [run.directoryOf('local'), run.directoryOf('owner')];
  const launched = await codistill(['launch', ...SPEC, '--run-dir', local, '--threads', '1']);
  assert.equal(launched.code, 0, launched.stderr);

  const { arrived, loss, errors } = await gathered(run, 'owner');
  assert.deepEqual([arrived, loss, errors], [[...PEERS], undefined, []]);
  for (const peerId of PEERS)
    assert.equal(existsSync(join(owner, 'peers', peerId, 'checkpoints')), false, 'no weights travel');
  const both = ['--checkpoint', 'both', '--save-predictions'];
  assert.deepEqual(await scoresOf(owner, ...both), await scoresOf(local, ...both));
  const [apart, together] = [
    await scoresOf(owner, '--against', local),
    await scoresOf(local, '--against', owner),
  ];
  assert.deepEqual(apart, together, 'no churn, either way');
  assert.match(JSON.stringify(apart), /"disagreement":0,"totalVariation":0/);

  for (const peerId of PEERS) {
    const written = (directory: string): unknown =>
      JSON.parse(readFileSync(join(directory, 'peers', peerId, 'result.json'), 'utf8'));
    assert.deepEqual(written(owner), written(run.directoryOf(peerId)));
    const records = readRecords(run.directoryOf(peerId));
    assert(records.length > 3 && records.every(({ peer }) => peer === peerId));
    assert.deepEqual(
      readRecords(owner).filter(({ peer }) => peer === peerId),
      records,
    );
  }
}

async function fromOneMachine(run: ScatteredRun): Promise<void> {
  const { arrived, loss, errors } = await gathered(run, 'single', [['local', PEERS]]);
  assert.deepEqual([arrived, loss, errors], [[...PEERS], undefined, []]);
  assert.deepEqual(await scoresOf(run.directoryOf('single')), await scoresOf(run.directoryOf('owner')));
}

async function withoutOne(run: ScatteredRun): Promise<void> {
  rmSync(join(run.directoryOf('peer-1'), 'peers', 'peer-1', 'checkpoints'), { recursive: true });
  rmSync(join(run.directoryOf('peer-1'), 'peers', 'peer-1', 'logits-last.json'));
  const { arrived, loss, errors } = await gathered(run, 'other-owner');
  assert.deepEqual(arrived, ['peer-0']);
  assert.equal(loss?.code, 'ERR_PEER_FAILED');
  assert.match(loss.message, /no result came of peer-1 \(its own machine could not score it: ERR_RUN_DIR\)/);
  assert.match(String(errors), /no peer has a checkpoint or test logits/);
  const { code, stdout } = await codistill(['evaluate', run.directoryOf('other-owner')]);
  assert.equal(code, 0);
  assert.match(stdout, /peer-0 +│ mlp:8/);
  assert.match(stdout, /not scored: peer-1: neither a checkpoint of it is here nor its test logits/);
}
