import type { TypeMeta } from '@kubernetes-models/base';
import { type IStatefulSet, StatefulSet } from 'kubernetes-models/apps/v1';
import { type IJob, Job } from 'kubernetes-models/batch/v1';
import { type INetworkPolicy, NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { type IPodDisruptionBudget, PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import {
  ConfigMap,
  type IConfigMap,
  type IPersistentVolumeClaim,
  type IPodTemplateSpec,
  type IService,
  PersistentVolumeClaim,
  Service,
} from 'kubernetes-models/v1';
import { parse } from 'yaml';
import { parseRunSpec } from '../../proto/run-spec.js';
import { finalExits } from '../../scripts/units/exits.js';

type Labels = Readonly<Record<string, string>>;

/** A key of a Secret. */
export interface SecretKey {
  readonly name: string;
  readonly key: string;
}

/** Everything that one namespace is given. */
class Objects {
  readonly jobs: readonly IJob[];
  readonly sets: readonly IStatefulSet[];
  readonly services: readonly IService[];
  readonly configMaps: readonly IConfigMap[];
  readonly claims: readonly IPersistentVolumeClaim[];
  readonly policies: readonly INetworkPolicy[];
  readonly budgets: readonly IPodDisruptionBudget[];

  constructor(all: readonly TypeMeta[]) {
    this.jobs = all.filter(Job.is);
    this.sets = all.filter(StatefulSet.is);
    this.services = all.filter(Service.is);
    this.configMaps = all.filter(ConfigMap.is);
    this.claims = all.filter(PersistentVolumeClaim.is);
    this.policies = all.filter(NetworkPolicy.is);
    this.budgets = all.filter(PodDisruptionBudget.is);
  }

  get templates(): readonly IPodTemplateSpec[] {
    return [...this.jobs, ...this.sets].map(({ spec }) => spec!.template);
  }

  /** Pods that have all these labels. */
  matching(wanted: Labels = {}): readonly IPodTemplateSpec[] {
    return this.templates.filter(({ metadata }) =>
      Object.entries(wanted).every(([name, value]) => metadata?.labels?.[name] === value),
    );
  }
}

/**
 * The rules between fields that no schema of Kubernetes knows: which an apiserver refuses, or takes and then never starts a pod.
 *
 * @param secrets - Those that are made by hand.
 * @returns A sentence for each that is broken.
 */
export function brokenRules(all: readonly TypeMeta[], secrets: readonly SecretKey[]): string[] {
  const objects = new Objects(all);
  return [
    ...objects.jobs.flatMap((job) => ofJob(job)),
    ...objects.sets.flatMap((set) => ofSet(set, objects)),
    ...objects.templates.flatMap((template) => ofPod(template, objects, secrets)),
    ...ofSelectors(objects),
    ...ofCohort(objects),
  ];
}

function ofJob({ metadata, spec }: IJob): string[] {
  const { template, completionMode, completions, backoffLimitPerIndex, maxFailedIndexes, podFailurePolicy } =
    spec!;
  const names = template.spec!.containers.map(({ name }) => name);
  const said: string[] = [];
  const demand = (holds: boolean, text: string): void => {
    if (!holds) said.push(`Job ${metadata!.name}: ${text}`);
  };
  demand(
    template.spec!.restartPolicy === 'Never',
    'a pod failure policy and a limit per index want restartPolicy Never',
  );
  if (backoffLimitPerIndex !== undefined)
    demand(completionMode === 'Indexed', 'a limit per index wants Indexed');
  if (completionMode === 'Indexed') {
    demand(backoffLimitPerIndex !== undefined, 'without a limit per index one peer ends all');
    demand(
      maxFailedIndexes === undefined || maxFailedIndexes < completions!,
      'more indexes may fail than there are',
    );
  }
  for (const { action, onExitCodes } of podFailurePolicy?.rules ?? []) {
    if (action === 'FailIndex')
      demand(backoffLimitPerIndex !== undefined, 'FailIndex wants a limit per index');
    if (onExitCodes === undefined) continue;
    const { containerName, values } = onExitCodes;
    demand(
      containerName === undefined || names.includes(containerName),
      `there is no container ${containerName}`,
    );
    demand(String(values) === String(finalExits()), `the final exit codes are ${finalExits()}`);
  }
  return said;
}

function ofSet({ metadata, spec }: IStatefulSet, { services }: Objects): string[] {
  const { template, selector, serviceName } = spec!;
  const said: string[] = [];
  const demand = (holds: boolean, text: string): void => {
    if (!holds) said.push(`StatefulSet ${metadata!.name}: ${text}`);
  };
  const { restartPolicy = 'Always' } = template.spec!;
  demand(restartPolicy === 'Always', 'its pods want restartPolicy Always');
  const own = template.metadata?.labels ?? {};
  const selects = Object.entries(selector.matchLabels ?? {}).every(([name, value]) => own[name] === value);
  demand(selects, 'its selector misses its template');
  const service = services.find((one) => one.metadata!.name === serviceName);
  demand(service?.spec?.clusterIP === 'None', `${serviceName} is no headless Service`);
  return said;
}

/** What a pod names is there. */
function ofPod(
  { spec, metadata }: IPodTemplateSpec,
  { configMaps, claims, sets }: Objects,
  secrets: readonly SecretKey[],
): string[] {
  const { containers, volumes = [] } = spec!;
  const set = sets.find((one) => one.spec!.template.metadata === metadata);
  const claimed = (set?.spec?.volumeClaimTemplates ?? []).map((claim) => claim.metadata!.name);
  const known = [...volumes.map(({ name }) => name), ...claimed];
  const has = (list: readonly { metadata?: { name?: string } }[], name: string): boolean =>
    list.some((one) => one.metadata?.name === name);
  const missing: (string | undefined)[] = [
    ...volumes.map(({ configMap }) =>
      configMap === undefined || has(configMaps, configMap.name!) ? undefined : `ConfigMap ${configMap.name}`,
    ),
    ...volumes.map(({ persistentVolumeClaim: claim }) =>
      claim === undefined || has(claims, claim.claimName) ? undefined : `claim ${claim.claimName}`,
    ),
    ...containers.flatMap(({ volumeMounts = [] }) =>
      volumeMounts.map(({ name }) => (known.includes(name) ? undefined : `volume ${name}`)),
    ),
    ...containers.flatMap(({ env = [] }) =>
      env.map(({ valueFrom }) => {
        const wanted = valueFrom?.secretKeyRef;
        if (wanted === undefined) return undefined;
        const isThere = secrets.some(({ name, key }) => name === wanted.name && key === wanted.key);
        return isThere ? undefined : `${wanted.key} of Secret ${wanted.name}`;
      }),
    ),
  ];
  return missing
    .filter((what) => what !== undefined)
    .map((what) => `a pod wants ${what}, which is not there`);
}

/** Whoever selects pods finds some, and their ports have the names that are meant. */
function ofSelectors(all: Objects): string[] {
  const { services, budgets, policies } = all;
  const selectors: readonly (readonly [string, Labels | undefined])[] = [
    ...services.map(({ metadata, spec }) => [`Service ${metadata!.name}`, spec!.selector] as const),
    ...budgets.map(
      ({ metadata, spec }) => [`PodDisruptionBudget ${metadata!.name}`, spec!.selector?.matchLabels] as const,
    ),
    ...policies.flatMap(({ metadata, spec }) => {
      const from = (spec!.ingress ?? [])
        .flatMap((rule) => rule.from ?? [])
        .map((one) => one.podSelector?.matchLabels);
      return [spec!.podSelector?.matchLabels, ...from].map(
        (found) => [`NetworkPolicy ${metadata!.name}`, found] as const,
      );
    }),
  ];
  const lonely = selectors.filter(([, wanted]) => all.matching(wanted).length === 0);
  const named = (wanted: Labels | undefined): readonly (string | undefined)[] =>
    all
      .matching(wanted)
      .flatMap(({ spec }) => spec!.containers.flatMap(({ ports = [] }) => ports.map(({ name }) => name)));
  const portless = services.flatMap(({ metadata, spec }) =>
    (spec!.ports ?? [])
      .filter(({ targetPort }) => !named(spec!.selector).includes(String(targetPort)))
      .map(({ targetPort }) => `Service ${metadata!.name}: no pod has a port ${targetPort}`),
  );
  return [...lonely.map(([who]) => `${who} selects no pod`), ...portless];
}

/** The run spec has as many peers as there are indexes, all are started at once, and members find the server. */
function ofCohort({ jobs, sets, configMaps, services }: Objects): string[] {
  const text = configMaps.map(({ data }) => data?.['run.yaml']).find((found) => found !== undefined);
  const count = text === undefined ? 0 : parseRunSpec(parse(text)).peers.length;
  const said = jobs
    .filter(({ spec }) => spec!.completionMode === 'Indexed')
    .filter(({ spec }) => spec!.completions !== count || spec!.parallelism !== count)
    .map(({ metadata }) => `Job ${metadata!.name}: the run has ${count} peers`);
  const urls = jobs.flatMap(({ spec }) =>
    spec!.template.spec!.containers.flatMap(({ env = [] }) =>
      env.filter(({ name }) => name === 'CODISTILL_NATS'),
    ),
  );
  const unknown = urls
    .flatMap(({ value }) => value!.split(','))
    .filter((url) => {
      const [, pod, hostname, port] = /^nats:\/\/([^.:]+)\.([^.:]+):(\d+)$/.exec(url) ?? [];
      const set = sets.find(({ spec }) => spec!.serviceName === hostname);
      const count = set?.spec?.replicas ?? 0;
      const names = Array.from({ length: count }, (_, i) => `${set!.metadata!.name}-${i}`);
      const service = services.find(({ metadata }) => metadata!.name === hostname);
      const isOpen = service?.spec?.ports?.some((one) => String(one.port) === port) === true;
      return !isOpen || !names.includes(pod!);
    });
  return [...said, ...unknown.map((url) => `${url} is no port of a Service`)];
}
