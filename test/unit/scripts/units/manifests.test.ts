import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TypeMeta } from '@kubernetes-models/base';
import type { IStatefulSet } from 'kubernetes-models/apps/v1';
import type { IJob } from 'kubernetes-models/batch/v1';
import type { IConfigMap, IService } from 'kubernetes-models/v1';
import { parseAllDocuments } from 'yaml';
import { readSetupRecord } from '../../../../scripts/setup-record.js';
import { manifests, manifestText } from '../../../../scripts/units/manifests.js';
import { temporaryDirectory } from '../../../support/launch.js';
import { brokenRules, type SecretKey } from '../../../support/manifest-rules.js';
import { REPOSITORY } from '../../../support/repository.js';
import { validate, validators } from '../../../support/validators.js';

const FOLDER = join(REPOSITORY, 'deploy/kubernetes');
const FILES = Object.entries(manifests());

/** All objects, as the committed files have them. */
function committed(): TypeMeta[] {
  return FILES.flatMap(([name]) =>
    parseAllDocuments(readFileSync(join(FOLDER, name), 'utf8')).map(
      (document) => document.toJSON() as TypeMeta,
    ),
  );
}

/** The keys of the Secrets that the document makes. */
function secrets(): SecretKey[] {
  const text = readFileSync(join(REPOSITORY, 'docs/schedulers.md'), 'utf8');
  const made = text.matchAll(/kubectl create secret generic (\S+) --from-literal=(\w+)=/g);
  return [...made].map(([, name = '', key = '']) => ({ name, key }));
}

test('the committed manifests are those that are written, and their types hold', () => {
  assert.deepEqual(readdirSync(FOLDER).sort(), FILES.map(([name]) => name).sort());
  for (const [name, objects] of FILES) {
    assert.equal(readFileSync(join(FOLDER, name), 'utf8'), manifestText(name, objects), name);
    for (const object of objects) object.validate();
  }
});

test('they are valid for Kubernetes 1.33 and 1.37, strictly, and one with a field too many is not', async (t) => {
  const python = await validators();
  if (python === undefined) return t.skip('the package index has no kubernetes-validate for this Python');
  const check = (version: string, files: readonly string[]): void =>
    validate(python, 'kubernetes_validate', ['-k', version, '--strict', '--no-warn', ...files]);
  const files = FILES.map(([name]) => join(FOLDER, name));
  for (const version of ['1.33.0', '1.37.0']) check(version, files);
  const broken = join(temporaryDirectory(t), 'broken.yaml');
  const text = readFileSync(join(FOLDER, 'cohort.yaml'), 'utf8');
  writeFileSync(broken, text.replace('backoffLimitPerIndex', 'backoffLimitPerIndexes'));
  assert.throws(() => check('1.37.0', [broken]), /ended with 1/);
});

test('no rule between fields is broken', () => {
  assert.deepEqual(brokenRules(committed(), secrets()), []);
});

/** A mistake, and the sentence that names it. */
type Mistake = readonly [
  RegExp,
  (objects: { job: IJob; set: IStatefulSet; service: IService; spec: IConfigMap }) => void,
];

const MISTAKES: readonly Mistake[] = [
  [/a limit per index wants Indexed/, ({ job }) => (job.spec!.completionMode = 'NonIndexed')],
  [/want restartPolicy Never/, ({ job }) => (job.spec!.template.spec!.restartPolicy = 'OnFailure')],
  [/one peer ends all/, ({ job }) => delete job.spec!.backoffLimitPerIndex],
  [/more indexes may fail than there are/, ({ job }) => (job.spec!.maxFailedIndexes = 3)],
  [
    /no container peers/,
    ({ job }) => (job.spec!.podFailurePolicy!.rules[1]!.onExitCodes!.containerName = 'peers'),
  ],
  [
    /the final exit codes are 2,3,/,
    ({ job }) => job.spec!.podFailurePolicy!.rules[1]!.onExitCodes!.values.push(130),
  ],
  [/the run has 3 peers/, ({ job }) => (job.spec!.completions = 4)],
  [/the run has 3 peers/, ({ job }) => (job.spec!.parallelism = 1)],
  [/the run has 2 peers/, ({ spec }) => (spec.data!['run.yaml'] = 'peers: [{id: peer-0}, {id: peer-1}]')],
  [
    /wants claim other/,
    ({ job }) => (job.spec!.template.spec!.volumes![0]!.persistentVolumeClaim!.claimName = 'other'),
  ],
  [
    /wants volume nowhere/,
    ({ job }) => (job.spec!.template.spec!.containers[0]!.volumeMounts![0]!.name = 'nowhere'),
  ],
  [
    /wants word of Secret/,
    ({ job }) => (job.spec!.template.spec!.containers[0]!.env![2]!.valueFrom!.secretKeyRef!.key = 'word'),
  ],
  [
    /nats-3\.nats:4222 is no port/,
    ({ job }) => (job.spec!.template.spec!.containers[0]!.env![1]!.value = 'nats://nats-3.nats:4222'),
  ],
  [
    /nats-0\.other:4222 is no port/,
    ({ job }) => (job.spec!.template.spec!.containers[0]!.env![1]!.value = 'nats://nats-0.other:4222'),
  ],
  [/its selector misses its template/, ({ set }) => (set.spec!.selector.matchLabels = { other: 'label' })],
  [/its pods want restartPolicy Always/, ({ set }) => (set.spec!.template.spec!.restartPolicy = 'Never')],
  [/is no headless Service/, ({ set }) => (set.spec!.serviceName = 'other')],
  [/is no headless Service/, ({ service }) => delete service.spec!.clusterIP],
  [/Service nats selects no pod/, ({ service }) => (service.spec!.selector = { other: 'label' })],
  [/no pod has a port other/, ({ service }) => (service.spec!.ports![0]!.targetPort = 'other')],
  [/wants ConfigMap codistill-run,/, ({ spec }) => (spec.metadata!.name = 'other')],
];

test('each rule is broken by a copy with that mistake', () => {
  for (const [sentence, spoil] of MISTAKES) {
    const copy = committed();
    const named = (kind: string, name: string): TypeMeta =>
      copy.find((object) => object.kind === kind && (object as IJob).metadata?.name === name)!;
    spoil({
      job: named('Job', 'codistill-peer') as IJob,
      set: named('StatefulSet', 'nats') as IStatefulSet,
      service: named('Service', 'nats') as IService,
      spec: named('ConfigMap', 'codistill-run') as IConfigMap,
    });
    assert.match(brokenRules(copy, secrets()).join('\n'), sentence);
  }
});

test('nats-server takes its configuration, and none without a token', (t) => {
  const isConfig = (object: TypeMeta): boolean => (object as IConfigMap).metadata?.name === 'nats-config';
  const { data } = committed().find(isConfig) as IConfigMap;
  const file = join(temporaryDirectory(t), 'nats.conf');
  writeFileSync(file, data!['nats.conf']!);
  const check = (env: NodeJS.ProcessEnv): string =>
    execFileSync(readSetupRecord()?.natsServer.path ?? 'nats-server', ['-t', '-c', file], {
      ...{ env: { POD_NAME: 'nats-0', ...env }, encoding: 'utf8', stdio: 'pipe' },
    });
  check({ NATS_TOKEN: 't4f0a' });
  assert.throws(() => check({}), /variable reference for 'NATS_TOKEN'/);
});
