import type { RunSpec } from '../../proto/run-spec.js';
import { housePart } from '../join/house-part.js';
import type { Part } from '../launch/part.js';
import type { RunDirectory } from '../launch/run-directory.js';
import { HostFleet } from './host-fleet.js';
import type { Hosts } from './hosts-file.js';

/** How other machines are started, and where they reach this one. */
export interface HostsWishes extends Hosts {
  readonly host: string;
  readonly port?: number | undefined;
}

/**
 * The part of a machine that begins a run and starts the others by ssh: a house whose guests it fetches.
 *
 * @throws {CodistillError} As `housePart`.
 */
export async function hostsPart(
  directory: RunDirectory,
  spec: RunSpec,
  { host, port, here, hosts }: HostsWishes,
): Promise<Part> {
  const house = await housePart(directory, spec, { host, port, here });
  let fleet: HostFleet | undefined;
  return {
    ...house,
    begin(view, cohort) {
      const course = house.begin(view, cohort);
      const own = new HostFleet({ directory, spec, owner: house.owner!, here, hosts, view, cohort });
      fleet = own;
      return {
        ...course,
        onOpen(connection) {
          course.onOpen?.(connection);
          own.start();
        },
        async bring() {
          const { loss } = await course.bring();
          return { loss: own.loss ?? loss };
        },
      };
    },
    async close() {
      await fleet?.close();
      await house.close();
    },
  };
}
