import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { Running } from './launch.js';
import { REPOSITORY } from './repository.js';

interface Container {
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
}

interface JobManifest {
  readonly kind: string;
  readonly spec: {
    readonly completions?: number;
    readonly template: { readonly spec: { readonly containers: readonly [Container] } };
  };
}

/** The token with which the pods' NATS lets them in. */
export const POD_TOKEN = 't4f0a';

/**
 * Starts what the containers of Kubernetes' jobs run, the coordinator and three peers, with the arguments and variables that their
 * manifest gives them.
 *
 * @param folder - Stands for their volume, in which the run is `lab`.
 * @param natsUrl - Of the server that stands for the three of the manifest.
 * @param spec - The run, of three peers.
 */
export function startPods(folder: string, natsUrl: string, spec: object): Running[] {
  const config = join(folder, 'run.yaml');
  writeFileSync(config, stringify(spec));
  const here = (text: string): string =>
    text
      .replace(/nats:\/\/nats-0\S+/, natsUrl)
      .replace('/etc/codistill/run.yaml', config)
      .replace('/runs', folder);
  const text = readFileSync(join(REPOSITORY, 'deploy/kubernetes/cohort.yaml'), 'utf8');
  return parseAllDocuments(text)
    .map((document) => document.toJSON() as JobManifest)
    .filter(({ kind }) => kind === 'Job')
    .flatMap(({ spec: { completions = 1, template } }) => {
      const [{ args, env }] = template.spec.containers;
      const given = env.map(({ name, value = POD_TOKEN }) => [name, here(value)]);
      return Array.from({ length: completions }, (_, i) => {
        const index = completions === 1 ? {} : { JOB_COMPLETION_INDEX: `${i}` };
        return new Running(args.map(here), { env: { ...Object.fromEntries(given), ...index } });
      });
    });
}
