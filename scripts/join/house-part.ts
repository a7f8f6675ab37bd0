import { moduleDigests } from '../../proto/named-files.js';
import type { RunSpec } from '../../proto/run-spec.js';
import type { Part } from '../launch/part.js';
import type { RunDirectory } from '../launch/run-directory.js';
import type { PeerRow } from '../launch/view-state.js';
import { advertise } from '../net/advertise.js';
import { Desk } from '../net/desk.js';
import { openLateDesk } from '../net/late-desk.js';
import { openResultDesk } from '../net/result-desk.js';
import { openGathering } from '../results/gather.js';
import type { Invitations, InvitationTerms } from './invitations.js';
import { RunOwner } from './run-owner.js';

/** How a run lets other machines in. */
export interface HouseWishes {
  /** The address at which they reach this one. */
  readonly host: string;
  readonly port?: number | undefined;
  /** How many of the spec's peers, from the first on, run here. */
  readonly here: number;
  /** Of the line that others join with; absent: none is shown. */
  readonly terms?: InvitationTerms;
}

/**
 * The part of the machine that begins a run and lets others in.
 *
 * @throws {CodistillError} As `RunOwner.open`.
 */
export async function housePart(
  { path, runId }: Pick<RunDirectory, 'path' | 'runId'>,
  spec: RunSpec,
  { host, port, here, terms }: HouseWishes,
): Promise<Part> {
  const { peers } = spec;
  const guests = peers.slice(here);
  const owner = await RunOwner.open(path, runId, { host, port, here, guests });
  const specReply = { spec, modules: moduleDigests(spec) };
  const closing: (() => Promise<void>)[] = [];
  return {
    owner,
    here: peers.slice(0, here).map(({ id }) => id),
    begin(view, { interruption }) {
      const say = (line: string): void => view.say(line);
      const places = { places: guests.length, placesFree: owner.invitations.free.length };
      const shown = advertise({ runId, spec, addresses: [host], port: owner.port, ...places }, say);
      const desk = new Desk({
        ...{ owner, say, rows: () => view.state.peers },
        onChange: () => shown.update(owner.invitations.free.length),
      });
      const gathering = openGathering({ spec, runDir: path, say });
      closing.push(
        async () => gathering.close(),
        () => shown.close(),
      );
      let isTold = terms === undefined;
      let hasEnded = false;
      return {
        onOpen(connection) {
          desk.attach(connection);
          openResultDesk(connection, { runId, say, onWord: gathering.take });
          openLateDesk(connection, { runId, specReply, stop: () => (hasEnded ? view.state.stop : null) });
          // Whoever has the line finds somebody who lets them in.
          if (!isTold) say(invitationText(owner, desk, terms!));
          isTold = true;
        },
        async bring() {
          hasEnded = true;
          const awaited = guestsWithResults(view.state.peers, owner.invitations);
          const { loss } = await gathering.finish(awaited, interruption);
          return { loss };
        },
      };
    },
    async close() {
      await Promise.all(closing.map((end) => end()));
    },
  };
}

/** The guests that came and are not given up: of these a result is waited for. */
export function guestsWithResults(
  rows: readonly Pick<PeerRow, 'id' | 'status' | 'heartbeat'>[],
  invitations: Pick<Invitations, 'keyOf'>,
): string[] {
  return rows
    .filter(({ heartbeat, status }) => heartbeat !== null && status !== 'given up')
    .map(({ id }) => id)
    .filter((id) => invitations.keyOf(id) !== undefined);
}

/** The line that other machines join with, where there is room for them. */
function invitationText({ invitations }: RunOwner, desk: Desk, terms: InvitationTerms): string {
  const { length } = invitations.free;
  if (length === 0) return 'every place in the run is taken';
  const machines = length === 1 ? '1 other machine' : `${length} other machines`;
  return `waiting for ${machines} to join with this line:\n\n  ${desk.invite(terms)}\n`;
}
