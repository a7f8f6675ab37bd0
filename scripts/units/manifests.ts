/**
 * The files of `deploy/kubernetes`, as objects whose fields the compiler knows. `node dist/scripts/units/manifests.js` writes them; a test
 * keeps the two equal.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Model } from '@kubernetes-models/base';
import { StatefulSet } from 'kubernetes-models/apps/v1';
import { Job, type JobSpec } from 'kubernetes-models/batch/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, type IPodSpec, PersistentVolumeClaim, Service } from 'kubernetes-models/v1';
import { stringify } from 'yaml';
import { isMain, packageVersion, projectRoot } from '../project-root.js';
import { finalExits } from './exits.js';

/** Peers of the cohort, as many as the Job has indexes. */
const PEERS = 3;
const RUN = 'lab';
/** Times that a unit is started again. Kubernetes waits twice as long before each, six minutes at most. */
const STARTS_AGAIN = 20;
const NATS_SERVERS = [0, 1, 2];

const NATS = 'nats';
/** Made by hand, as docs/schedulers.md says: a Secret in a file is none, and an empty token would let everybody in. */
const SECRET = 'codistill-nats';
const SPEC = 'codistill-run';
const VOLUME = 'codistill-runs';
const ports = { client: 4222, cluster: 6222, monitor: 8222 };

const labels = (name: string): Record<string, string> => ({ 'app.kubernetes.io/name': name });
/** Whoever may speak to nats-server. */
const MEMBER = { 'codistill/member': 'true' };

/** The files, by their names. */
export function manifests(): Readonly<Record<string, readonly Model<unknown>[]>> {
  return {
    'nats.yaml': [natsService(), natsConfig(), natsServers(), natsBudget(), natsPolicy()],
    'cohort.yaml': [runSpec(), runs(), coordinator(), peers()],
  };
}

const HEADS: Readonly<Record<string, string>> = {
  'nats.yaml': 'nats-server with JetStream, three of them: one may be lost.',
  'cohort.yaml': `A coordinator and ${PEERS} peers. Change run.yaml, and with the number of its peers completions and parallelism.`,
};

export function manifestText(name: string, objects: readonly Model<unknown>[]): string {
  const documents = objects.map((object) => stringify(object.toJSON(), { lineWidth: 0 }));
  return `# ${HEADS[name]}\n# Written by scripts/units/manifests.ts.\n${documents.join('---\n')}`;
}

/** Each server has a name of its own, also before it is ready: they look for each other. */
function natsService(): Service {
  return new Service({
    metadata: { name: NATS, labels: labels(NATS) },
    spec: {
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector: labels(NATS),
      ports: Object.entries(ports).map(([name, port]) => ({ name, port, targetPort: name })),
    },
  });
}

function natsConfig(): ConfigMap {
  const routes = NATS_SERVERS.map((i) => `nats://${NATS}-${i}.${NATS}:${ports.cluster}`);
  const text = `server_name: $POD_NAME
listen: "0.0.0.0:${ports.client}"
http: "0.0.0.0:${ports.monitor}"
authorization { token: $NATS_TOKEN }
cluster {
  name: codistill
  listen: "0.0.0.0:${ports.cluster}"
  routes: [${routes.join(', ')}]
}
jetstream { store_dir: /data, sync_interval: always }
lame_duck_duration: 30s
lame_duck_grace_period: 5s
`;
  return new ConfigMap({ metadata: { name: `${NATS}-config` }, data: { 'nats.conf': text } });
}

function natsServers(): StatefulSet {
  const health = (path: string): object => ({ httpGet: { path, port: 'monitor' } });
  return new StatefulSet({
    metadata: { name: NATS, labels: labels(NATS) },
    spec: {
      serviceName: NATS,
      replicas: NATS_SERVERS.length,
      // A server is ready when JetStream has a leader, for which two are needed: one after the other they would wait for ever.
      podManagementPolicy: 'Parallel',
      selector: { matchLabels: labels(NATS) },
      template: {
        metadata: { labels: labels(NATS) },
        spec: {
          ...pod(),
          terminationGracePeriodSeconds: 60,
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'kubernetes.io/hostname',
              whenUnsatisfiable: 'ScheduleAnyway',
              labelSelector: { matchLabels: labels(NATS) },
            },
          ],
          containers: [
            {
              name: NATS,
              image: 'nats:2.15.1-alpine',
              args: ['--config', '/etc/nats/nats.conf'],
              env: [
                { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
                fromSecret('NATS_TOKEN'),
              ],
              ports: Object.entries(ports).map(([name, containerPort]) => ({ name, containerPort })),
              startupProbe: {
                ...health('/healthz?js-server-only=true'),
                failureThreshold: 60,
                periodSeconds: 2,
              },
              readinessProbe: health('/healthz?js-server-only=true'),
              livenessProbe: { ...health('/healthz?js-enabled-only=true'), failureThreshold: 6 },
              resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } },
              securityContext: CONFINED,
              volumeMounts: [
                { name: 'config', mountPath: '/etc/nats' },
                { name: 'data', mountPath: '/data' },
              ],
            },
          ],
          volumes: [{ name: 'config', configMap: { name: `${NATS}-config` } }],
        },
      },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '2Gi' } } },
        },
      ],
    },
  });
}

/** A drain of nodes leaves two of three, which can still decide. */
function natsBudget(): PodDisruptionBudget {
  return new PodDisruptionBudget({
    metadata: { name: NATS },
    spec: { maxUnavailable: 1, selector: { matchLabels: labels(NATS) } },
  });
}

/** The control plane is not encrypted here: nobody but the cohort reaches it, where the network plugin heeds policies. */
function natsPolicy(): NetworkPolicy {
  return new NetworkPolicy({
    metadata: { name: NATS },
    spec: {
      podSelector: { matchLabels: labels(NATS) },
      policyTypes: ['Ingress'],
      ingress: [
        { from: [{ podSelector: { matchLabels: MEMBER } }], ports: [{ port: 'client' }] },
        {
          from: [{ podSelector: { matchLabels: labels(NATS) } }],
          ports: [{ port: 'client' }, { port: 'cluster' }],
        },
      ],
    },
  });
}

function runSpec(): ConfigMap {
  const spec = {
    peers: Array.from({ length: PEERS }, (_, i) => ({ id: `peer-${i}`, network: 'cnn' })),
    data: { name: 'mnist' },
    training: { epochs: 10 },
  };
  return new ConfigMap({ metadata: { name: SPEC }, data: { 'run.yaml': stringify(spec) } });
}

/** A pod that is started on another node finds its checkpoints there. */
function runs(): PersistentVolumeClaim {
  return new PersistentVolumeClaim({
    metadata: { name: VOLUME },
    spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '10Gi' } } },
  });
}

function coordinator(): Job {
  const config = '/etc/codistill/run.yaml';
  return new Job({
    metadata: { name: 'codistill-coordinator', labels: labels('codistill-coordinator') },
    spec: {
      backoffLimit: STARTS_AGAIN,
      podFailurePolicy: failurePolicy('coordinator', 'FailJob'),
      template: {
        metadata: { labels: { ...labels('codistill-coordinator'), ...MEMBER } },
        spec: {
          ...pod(),
          restartPolicy: 'Never',
          containers: [
            {
              ...member('coordinator', [
                'coordinator',
                '--run',
                RUN,
                '--nats',
                NATS_URL,
                '--insecure',
                '--config',
                config,
              ]),
              resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } },
              volumeMounts: [{ name: 'spec', mountPath: '/etc/codistill' }],
            },
          ],
          volumes: [{ name: 'spec', configMap: { name: SPEC } }],
        },
      },
    },
  });
}

function peers(): Job {
  return new Job({
    metadata: { name: 'codistill-peer', labels: labels('codistill-peer') },
    spec: {
      completionMode: 'Indexed',
      completions: PEERS,
      parallelism: PEERS,
      // Without it one index that fails again and again ends all.
      backoffLimitPerIndex: STARTS_AGAIN,
      maxFailedIndexes: PEERS - 1,
      podFailurePolicy: failurePolicy('peer', 'FailIndex'),
      template: {
        metadata: { labels: { ...labels('codistill-peer'), ...MEMBER } },
        spec: {
          ...pod(),
          restartPolicy: 'Never',
          containers: [
            {
              ...member('peer', ['peer', '--from-env', '--insecure', '--run-dir', `/runs/${RUN}`]),
              resources: { requests: { cpu: '2', memory: '1Gi' }, limits: { memory: '4Gi' } },
              volumeMounts: [
                { name: 'runs', mountPath: '/runs' },
                { name: 'tmp', mountPath: '/tmp' },
              ],
            },
          ],
          volumes: [
            { name: 'runs', persistentVolumeClaim: { claimName: VOLUME } },
            { name: 'tmp', emptyDir: {} },
          ],
        },
      },
    },
  });
}

/** Each server by its own name: what the run keeps there has three replicas then. */
const NATS_URL = NATS_SERVERS.map((i) => `nats://${NATS}-${i}.${NATS}:${ports.client}`).join(',');

function member(name: string, args: string[]): IPodSpec['containers'][number] {
  return {
    ...{ name, args, image: `codistill:${packageVersion()}`, securityContext: CONFINED },
    env: [
      { name: 'CODISTILL_RUN', value: RUN },
      { name: 'CODISTILL_NATS', value: NATS_URL },
      fromSecret('CODISTILL_NATS_TOKEN'),
    ],
  };
}

function fromSecret(name: string): NonNullable<IPodSpec['containers'][number]['env']>[number] {
  return { name, valueFrom: { secretKeyRef: { name: SECRET, key: 'token' } } };
}

/** A pod that was preempted or drained counts as none; one that would only end the same way again is not started again. */
function failurePolicy(
  containerName: string,
  action: 'FailIndex' | 'FailJob',
): NonNullable<JobSpec['podFailurePolicy']> {
  return {
    rules: [
      { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      { action, onExitCodes: { containerName, operator: 'In', values: [...finalExits()] } },
    ],
  };
}

/** The part of a pod that all have. */
function pod(): Pick<IPodSpec, 'automountServiceAccountToken' | 'securityContext'> {
  return {
    automountServiceAccountToken: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      fsGroup: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
}

const CONFINED = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

if (isMain(import.meta.filename)) {
  for (const [name, objects] of Object.entries(manifests()))
    writeFileSync(join(projectRoot(), 'deploy', 'kubernetes', name), manifestText(name, objects));
}
