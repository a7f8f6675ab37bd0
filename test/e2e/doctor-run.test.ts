import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { EXIT_CODES } from '../../proto/errors.js';
import type { RunReport } from '../../scripts/doctor/run-report.js';
import { braked } from '../support/brake.js';
import { Running, temporaryDirectory } from '../support/launch.js';
import { createMachines, type Machines, machinesMissing } from '../support/machines.js';
import { natsServerOn } from '../support/nats-on-machine.js';

const TIMEOUT = { timeout: 600_000 };
const RUN = ['--run', 'lab', '--insecure'];
/** Samples of a batch, and milliseconds that one takes: at full speed whoever examines the cohort would have no core. */
const [BATCH, BRAKED_MS] = [16, 20];

/** A cohort that trains for longer than any test, slowly: the coordinator on machine 0, a peer on each other one. */
async function cohort(
  t: TestContext,
  machines: Machines,
  wishes: readonly (readonly string[])[],
): Promise<string> {
  const nats = await natsServerOn(t, machines, 0);
  const { view } = braked(t, BATCH, BRAKED_MS);
  const peersOfSpec = wishes.flatMap(() => ['--peer', `view=${view}`]);
  const spec = [...peersOfSpec, '--network', 'mlp:8', '--steps', '10000000'];
  const data = ['--data', 'synthetic:classes=3,size=4x4x1,train=90,test=30', '--batch', String(BATCH)];
  const started = (args: readonly string[], machine: number): Running => {
    const running = new Running([...args, ...RUN, '--nats', nats], { prefix: machines.on(machine) });
    t.after(() => running.child.kill('SIGKILL'));
    return running;
  };
  started(['coordinator', ...spec, ...data], 0);
  const peers = wishes.map((own, i) => {
    const place = ['--run-dir', join(temporaryDirectory(t), 'run'), '--allow-modules', dirname(view)];
    return started(['peer', '--id', `peer-${i}`, ...place, ...own], i + 1);
  });
  for (const peer of peers) await peer.seen(/training starts/);
  return nats;
}

async function examined(
  machines: Machines,
  nats: string,
): Promise<{ code: number | null; stderr: string; report: RunReport }> {
  const args = ['doctor', '--run', 'lab', '--nats', nats, '--json'];
  const { code, stdout, stderr } = await new Running(args, { prefix: machines.on(0) }).finished;
  return { code, stderr, report: JSON.parse(stdout) as RunReport };
}

const stateOf = (report: RunReport, from: string, to: string): string =>
  report.ways.find((way) => way.from === from && way.to === to)!.state;

test('a link that is cut one way is named with its direction and the rule that mends it, and is whole without it', {
  ...TIMEOUT,
  skip:
    machinesMissing() ?? (spawnSync('nft', ['--version']).status === 0 ? false : 'cutting a link needs nft'),
}, async (t) => {
  const machines = createMachines(3);
  t.after(() => machines.remove());
  const nats = await cohort(t, machines, [[], []]);
  const [nft, ...inside] = [...machines.on(2), 'nft'];
  const rules = (text: string): void => {
    execFileSync(nft!, [...inside, text], { stdio: ['ignore', 'ignore', 'inherit'] });
  };
  // New connections from the first peer's machine to the second one's; its answers still pass.
  rules(
    `table inet cut { chain in { type filter hook input priority 0; ip saddr ${machines.addresses[1]} tcp flags & (syn | ack) == syn drop; }; }`,
  );
  const cut = await examined(machines, nats);
  assert.equal(cut.code, EXIT_CODES.ERR_PEER_UNREACHABLE);
  assert.match(cut.stderr, /ERR_PEER_UNREACHABLE/);
  assert.deepEqual(
    [stateOf(cut.report, 'peer-0', 'peer-1'), stateOf(cut.report, 'peer-1', 'peer-0')],
    ['broken', 'up'],
  );
  const [broken] = cut.report.findings.filter(({ kind }) => kind === 'broken');
  assert.match(broken!.text, /^peer-0 cannot reach peer-1 at tcp:\/\/203\.0\.113\.3:\d+: nothing answers/);
  assert.match(broken!.text, /only in this direction: peer-1 reaches peer-0/);
  assert.match(
    broken!.fix,
    /^let TCP to port \d+ pass from 203\.0\.113\.2 in the firewall of peer-1's machine/,
  );
  rules('delete table inet cut');
  const whole = await examined(machines, nats);
  assert.deepEqual([whole.code, whole.report.ok], [0, true], whole.stderr);
  assert.ok(
    whole.report.ways.every(({ state, p50Ms, p99Ms }) => state === 'up' && p50Ms! > 0 && p99Ms! >= p50Ms!),
  );
  assert.ok(
    whole.report.ways.every(({ heard }) => heard !== null && heard.bytesEach > 0 && heard.bytesPerSecond > 0),
  );
});

test('an address that no machine has, and a name that means nothing, are named with what to advertise', {
  ...TIMEOUT,
  skip: machinesMissing(),
}, async (t) => {
  const machines = createMachines(4);
  t.after(() => machines.remove());
  const wishes = [[], ['--advertise', '203.0.113.99'], ['--advertise', 'machine.invalid']];
  const nats = await cohort(t, machines, wishes);
  const { code, report } = await examined(machines, nats);
  assert.equal(code, EXIT_CODES.ERR_PEER_UNREACHABLE);
  const broken = report.ways.filter(({ state }) => state === 'broken').map(({ from, to }) => `${from} ${to}`);
  assert.deepEqual(broken, ['peer-0 peer-1', 'peer-0 peer-2', 'peer-1 peer-2', 'peer-2 peer-1']);
  const about = (pair: RegExp): string => {
    const { text, fix } = report.findings.find((finding) => pair.test(finding.text))!;
    return `${text} → ${fix}`;
  };
  assert.match(
    about(/^peer-0 cannot reach peer-1/),
    /no machine has that address \(EHOSTUNREACH\); peer-1's machine itself has not that address; only in this direction.* → start peer-1 with --advertise and one of 203\.0\.113\.3/,
  );
  assert.match(
    about(/^peer-0 cannot reach peer-2/),
    /no address for machine\.invalid \(E\w+\) → start peer-2 with --advertise and one of 203\.0\.113\.4/,
  );
});
