import type { JoinRequest } from '../../proto/codec.js';
import { hostOf, isLoopback } from '../../proto/loopback.js';
import { isFrozen } from '../../proto/run-spec.js';
import type { CoreOptions } from './options.js';
import type { Lease } from './state.js';

/**
 * Tells why a peer and a member could not exchange predictions: one of the two advertises an address of its own machine
 * alone, and the other is elsewhere. Teachers dial their students, so an address of a frozen teacher does not matter.
 *
 * @returns The reason in one line, with what to do; `null` where nothing speaks against it.
 */
export function unreachable(
  members: readonly Pick<Lease, 'peerId' | 'dataAddress' | 'frozen'>[],
  request: Pick<JoinRequest, 'peerId' | 'dataAddress'>,
  { spec, scheme }: Pick<CoreOptions, 'spec' | 'scheme'>,
): string | null {
  if (!scheme.linked || !scheme.taught || isFrozen(spec, request.peerId)) return null;
  const isLocal = advertisesLoopback(request);
  const other = members.find(
    (member) => member.peerId !== request.peerId && !member.frozen && advertisesLoopback(member) !== isLocal,
  );
  if (other === undefined) return null;
  const [near, far] = isLocal ? [request, other] : [other, request];
  return `${near.peerId} can be reached from its own machine alone, at ${near.dataAddress}, and ${far.peerId} is at ${far.dataAddress}: start ${near.peerId} with --bind and an address that the others reach`;
}

function advertisesLoopback({ dataAddress }: Pick<JoinRequest, 'dataAddress'>): boolean {
  return isLoopback(hostOf(dataAddress) ?? '');
}
