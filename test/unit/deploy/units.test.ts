import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { packageVersion } from '../../../scripts/project-root.js';
import { finalExits } from '../../../scripts/units/exits.js';
import { placeOf } from '../../../scripts/units/place.js';
import { stagesOf } from '../../support/dockerfile.js';
import { temporaryDirectory } from '../../support/launch.js';
import { REPOSITORY } from '../../support/repository.js';
import { validate, validators } from '../../support/validators.js';

const SERVICES = ['codistill-coordinator.service', 'codistill-peer@.service'];
const read = (name: string): string => readFileSync(join(REPOSITORY, 'deploy', name), 'utf8');

/** What systemd says of services that are changed, on a machine where their program is there. */
function verified(t: TestContext, change: (text: string) => string): string {
  const folder = temporaryDirectory(t);
  const files = SERVICES.map((name) => join(folder, name.replace('@', '@0')));
  SERVICES.forEach((name, i) => {
    const text = read(`systemd/${name}`).replaceAll('/usr/local/bin/codistill', process.execPath);
    writeFileSync(files[i]!, change(text));
  });
  const { stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], {
    encoding: 'utf8',
  });
  return (stdout + stderr)
    .split('\n')
    .filter((line) => line.includes(folder) || /codistill/.test(line))
    .join('\n');
}

const SYSTEMD = {
  skip: spawnSync('systemd-analyze', ['--version']).status === 0 ? false : 'no systemd-analyze',
};

test('systemd has nothing to say of the units, and names what is wrong in a broken one', SYSTEMD, (t) => {
  assert.equal(
    verified(t, (text) => text),
    '',
  );
  const broken = verified(t, (text) => text.replace('Restart=on-failure', 'Restart=on-failures'));
  assert.match(broken, /on-failures/);
});

test('systemd does not start a unit again that ended for good, and tells each peer its rank', () => {
  for (const name of SERVICES) {
    const [, exits = ''] = /^RestartPreventExitStatus=(.+)$/m.exec(read(`systemd/${name}`)) ?? [];
    assert.deepEqual(exits.split(' ').map(Number), finalExits(), name);
  }
  assert.match(read('systemd/codistill-peer@.service'), /^Environment=CODISTILL_RANK=%i$/m);
});

test('the compose file is one by its own schema, and a word too many makes it none', async (t) => {
  const python = await validators();
  if (python === undefined) return t.skip('the package index has no check-jsonschema for this Python');
  const check = (file: string): void =>
    validate(python, 'check_jsonschema', ['--builtin-schema', 'vendor.compose-spec', file]);
  check(join(REPOSITORY, 'deploy/compose.yaml'));
  const broken = join(temporaryDirectory(t), 'compose.yaml');
  writeFileSync(broken, read('compose.yaml').replace('init: true', 'init: true\n  restarts: 3'));
  assert.throws(() => check(broken), /ended with 1/);
});

interface Service {
  readonly command: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  readonly init: boolean;
  readonly restart: string;
}

test('each container has an init, comes back after a failure, and is the peer that its name says', () => {
  const { services } = parse(read('compose.yaml'), { merge: true }) as { services: Record<string, Service> };
  const { coordinator, ...peers } = services;
  for (const { init, restart } of Object.values(services))
    assert.deepEqual([init, restart], [true, 'on-failure:20']);
  const places = Object.values(peers).map(({ environment = {} }) =>
    placeOf(environment, { cores: 1, gpus: [] }),
  );
  assert.deepEqual(
    places.map(({ peerId }) => peerId),
    Object.keys(peers),
  );
  const { command } = coordinator!;
  assert.equal(command[command.indexOf('--peers') + 1], `${Object.keys(peers).length}`);
});

test('hadolint has nothing to say of the Dockerfile, and names what is wrong in a broken one', async (t) => {
  const python = await validators();
  if (python === undefined) return t.skip('the package index has no hadolint for this machine');
  const lint = (input: string): string => {
    const program = join(python.packages, 'bin', 'hadolint');
    const { stdout, error } = spawnSync(program, ['-'], { input, encoding: 'utf8' });
    if (error !== undefined) throw error;
    return stdout;
  };
  const text = read('Dockerfile');
  assert.equal(lint(text), '');
  assert.match(lint(text.replace(/^ENTRYPOINT .*$/m, 'ENTRYPOINT npx codistill')), /DL3025/);
});

test('both targets start codistill as process 1 by the exec form, without npm, as nobody who is root', () => {
  for (const target of ['cpu', 'cuda']) {
    const stages = stagesOf(read('Dockerfile'), target);
    assert.equal(stages.at(-1)!.name, target);
    const steps = stages
      .filter(({ name }) => ['base', target].includes(name))
      .flatMap((stage) => stage.steps);
    const of = (keyword: string): typeof steps => steps.filter((step) => step.keyword === keyword);
    assert.deepEqual(
      of('ENTRYPOINT').map(({ words }) => words[0]),
      ['node'],
    );
    assert.deepEqual(
      of('USER').map(({ text }) => text),
      ['1000'],
    );
    assert(of('COPY').every(({ from }) => from === `installed-${target}`));
  }
});

test('Dockerfile, compose file and manifests speak of the same image, of this version', () => {
  const image = `codistill:${packageVersion()}`;
  const texts = [read('Dockerfile'), read('compose.yaml'), read('kubernetes/cohort.yaml')];
  for (const text of texts) assert.deepEqual([...new Set(text.match(/codistill:[\d.]+/g))], [image]);
  assert.match(read('Dockerfile'), new RegExp(`^COPY codistill-${packageVersion()}.tgz `, 'm'));
});
