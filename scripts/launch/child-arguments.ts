import { fileURLToPath } from 'node:url';
import { programUrl } from '../../proto/program.js';
import type { RunDirectory } from './run-directory.js';

export interface ChildContext {
  readonly directory: Pick<RunDirectory, 'path' | 'runId' | 'specFile'>;
  readonly natsUrl: string;
  readonly insecure: boolean;
}

/** This build's `codistill`, for children to be started with the very same code. */
export function codistillFile(): string {
  return fileURLToPath(programUrl('scripts/codistill'));
}

/** Arguments to Node for the coordinator of a run. */
export function coordinatorArguments(context: ChildContext): string[] {
  return [codistillFile(), 'coordinator', ...common(context), '--config', context.directory.specFile];
}

/** Arguments to Node for one peer of a run. The whole cohort is on this machine, wherever NATS may be. */
export function peerArguments(
  context: ChildContext & { readonly peerId: string; readonly dataDir: string | undefined },
): string[] {
  const { directory, peerId, dataDir } = context;
  return [
    codistillFile(),
    'peer',
    ...common(context),
    '--id',
    peerId,
    '--run-dir',
    directory.path,
    '--config',
    directory.specFile,
    ...['--bind', 'tcp://127.0.0.1:*', '--advertise', '127.0.0.1'],
    '--allow-untaught', // the launcher judges it once every peer has ended
    ...(dataDir === undefined ? [] : ['--data-dir', dataDir]),
  ];
}

function common({ directory, natsUrl, insecure }: ChildContext): string[] {
  return ['--run', directory.runId, '--nats', natsUrl, ...(insecure ? ['--insecure'] : [])];
}
