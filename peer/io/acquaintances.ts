import { namedTeachers } from '../../proto/cohort-graph.js';
import type { PeerId } from '../../proto/identity.js';
import type { Scheme } from '../../proto/scheme.js';
import type { ExchangeState } from '../core/exchange/state.js';

/** Another member as it was last known. */
interface Acquaintance {
  readonly address: string;
  /** Minus infinity: no prediction of it has come. */
  readonly heardAtMs: number;
  readonly newestStep: number;
}

/** This peer's own part in being heard. */
export interface OwnPlace {
  readonly peerId: PeerId;
  /** Every peer of the run. */
  readonly peerIds: readonly PeerId[];
  readonly scheme: Scheme;
  /** Where teachers connect to. */
  readonly advertised: string;
  /** Processes of this peer before this one, whose acquaintances it does not know. */
  readonly restarts: number;
  /** The step that training ended before. */
  readonly steps: number;
}

/** Remembers the other members, those who have left too, to say at the end who was not heard. */
export class Acquaintances {
  readonly #left = new Map<PeerId, Acquaintance>();

  /** Notes the members of a view that is about to be replaced. */
  note({ members, teachers }: ExchangeState): void {
    for (const { peerId, dataAddress } of members.values()) {
      const teacher = teachers.get(peerId);
      if (teacher === undefined) continue;
      const { heardAtMs, newestStep } = teacher;
      this.#left.set(peerId, { address: dataAddress, heardAtMs, newestStep });
    }
  }

  /** Who of a peer's teachers was not heard, since when and at which address: a clause for a warning. */
  absences(state: ExchangeState, own: OwnPlace, nowMs: number): string {
    this.note(state);
    const { graph, linked, taughtBySelf } = own.scheme;
    if (taughtBySelf) return 'it had no past of its own to learn from yet, the run is too short for that';
    const teachers = namedTeachers(graph, own.peerId) ?? own.peerIds.filter((id) => id !== own.peerId);
    const each = teachers.map((id) => this.#absence(id, own, nowMs)).join(', ');
    return linked ? `${each}; teachers connect to this peer at ${own.advertised}` : each;
  }

  #absence(peerId: PeerId, { scheme: { linked }, restarts, steps }: OwnPlace, nowMs: number): string {
    const known = this.#left.get(peerId);
    if (known === undefined)
      return `${peerId} was ${restarts > 0 ? 'not in the cohort after this peer was started again' : 'never in the cohort'}`;
    const { address, heardAtMs, newestStep } = known;
    const name = `${peerId} (${address})`;
    if (!linked) return `no weights of ${name} came in time`;
    if (heardAtMs === Number.NEGATIVE_INFINITY) return `${name} was never heard`;
    const agoS = ((nowMs - heardAtMs) / 1000).toFixed(1);
    if (newestStep >= steps - 1) return `${name} had no more to train ${agoS} s before the end`;
    return `${name} was last heard ${agoS} s before the end, at its step ${newestStep}`;
  }
}
