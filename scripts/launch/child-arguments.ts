import { fileURLToPath } from 'node:url';
import { LIMITS } from '../../proto/limits.js';
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

/**
 * V8's heap in a peer's process. Little of its JavaScript outlives a step: a young generation of 4 instead of 16 MiB saves 55 MB
 * a peer. Messages lie outside the heap and count against its old generation, which is small: with room from the start, wide
 * logits cause no full collection every dozen steps. Neither costs a step anything (docs/decisions.md).
 */
export const PEER_HEAP = ['--max-semi-space-size=4', '--initial-old-space-size=256'] as const;

/** Arguments to Node for the coordinator of a run. */
export function coordinatorArguments(context: ChildContext): string[] {
  return [codistillFile(), 'coordinator', ...common(context), '--config', context.directory.specFile];
}

/** The ways of a machine that takes part in a run of another one. */
export interface GuestWays {
  readonly bind?: string | undefined;
  readonly advertise?: string | undefined;
  readonly device?: string | undefined;
  /** Folders whose modules the run spec may name, which came from elsewhere. */
  readonly allowModules: readonly string[];
}

interface PeerContext extends ChildContext, Partial<GuestWays> {
  readonly peerId: string;
  readonly dataDir: string | undefined;
  /** The whole cohort is on this machine, wherever NATS may be. @default true */
  readonly isAlone?: boolean;
}

/** Arguments to Node for one peer of a run. A guest asks the coordinator for the run spec, and looks at what it names. */
export function peerArguments(context: PeerContext): string[] {
  const { directory, peerId, dataDir, isAlone = true, allowModules, bind, advertise, device } = context;
  const option = (name: string, value: string | undefined): string[] =>
    value === undefined ? [] : [name, value];
  return [
    codistillFile(),
    'peer',
    ...common(context),
    '--id',
    peerId,
    '--run-dir',
    directory.path,
    ...(allowModules === undefined
      ? ['--config', directory.specFile]
      : [
          // Nobody here knows whether the run still goes on.
          ...['--connect-timeout', String(LIMITS.contactMs)],
          ...allowModules.flatMap((folder) => ['--allow-modules', folder]),
        ]),
    ...(isAlone ? ['--bind', 'tcp://127.0.0.1:*', '--advertise', '127.0.0.1'] : []),
    ...[...option('--bind', bind), ...option('--advertise', advertise), ...option('--device', device)],
    // The launcher judges, and scores, once every peer has ended.
    ...['--allow-untaught', '--leave-test-logits'],
    ...option('--data-dir', dataDir),
  ];
}

function common({ directory, natsUrl, insecure }: ChildContext): string[] {
  return ['--run', directory.runId, '--nats', natsUrl, ...(insecure ? ['--insecure'] : [])];
}
