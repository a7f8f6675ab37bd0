import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RunSpec } from '../../proto/run-spec.js';
import { RunOwner } from '../join/run-owner.js';
import { SERVER_NAME } from '../launch/member-keys.js';
import type { Part } from '../launch/part.js';
import { keysFolder, type RunDirectory } from '../launch/run-directory.js';
import { typedCommand } from '../project-root.js';
import { shellWords } from '../shell-words.js';

/**
 * The part of the unit that coordinates a run whose peers are units of a scheduler. All share the run directory: the peers find
 * where it is, and their keys, in `RUN_DIR/keys`, and leave their checkpoints and results there as those of a launch do.
 *
 * @throws {CodistillError} As `RunOwner.open`.
 */
export async function unitsPart(
  { path, runId }: Pick<RunDirectory, 'path' | 'runId'>,
  { peers }: Pick<RunSpec, 'peers'>,
  { host, port }: { readonly host: string; readonly port?: number | undefined },
): Promise<Part> {
  const units = peers.map(({ id }) => id);
  const owner = await RunOwner.open(path, runId, { host, port, here: 0, guests: peers });
  // A unit that comes when the run is over does not call a server that is gone.
  const close = async (): Promise<void> => rmSync(join(keysFolder(path), SERVER_NAME), { force: true });
  return {
    owner,
    here: [],
    units,
    begin: (view) => ({
      onOpen: () => view.say(`waiting for ${units.length} units with: ${unitCommand(path)}`),
      // A peer writes its result before it leaves, and the run is over when all have left.
      bring: async () => {
        await close();
        return {};
      },
    }),
    close,
  };
}

function unitCommand(path: string): string {
  return typedCommand(`peer --from-env --run-dir ${shellWords([path])}`);
}
