import type { Member, Round, View } from '../../../proto/codec.js';
import type { PeerId } from '../../../proto/identity.js';
import type { ExchangeAnswer, ExchangeOffer, LookupRequest, Served, ServeRequest } from './offer.js';
import type { RejectionReason } from './rejection.js';

/**
 * The events that drive an exchange. Messages come in and go out as the very frames of the wire, so that a simulation
 * carries them as they are. All times are milliseconds of the caller's monotonic clock.
 */
export type ExchangeEvent =
  /** The trainer begins at this step, or was ordered to seek it; it comes from another one, or from the same. */
  | { readonly kind: 'start'; readonly step: number; readonly fromStep: number }
  /** A newer view or newer rounds, and how far the coordinator has seen some member come, where it says so. */
  | {
      readonly kind: 'cohort';
      readonly view: View;
      readonly rounds: readonly Round[];
      readonly reachedStep?: number;
    }
  /** This peer goes by a new incarnation now; all its links are down. */
  | { readonly kind: 'incarnation'; readonly incarnation: number }
  /** The trainer offers predictions or wants those of its teachers; it sleeps until an `answer` effect. */
  | { readonly kind: 'offer'; readonly offer: ExchangeOffer }
  /** In a free-running mode the trainer asks about a batch before it predicts it. Answered at once. */
  | { readonly kind: 'lookup'; readonly lookup: LookupRequest }
  /** A message on the socket that teachers send to; `from` is the link's routing id. */
  | { readonly kind: 'frames'; readonly from: string; readonly parts: readonly Uint8Array[] }
  /** A message on our link to a student: credit, or a request for predictions. */
  | { readonly kind: 'linkFrames'; readonly student: PeerId; readonly parts: readonly Uint8Array[] }
  | { readonly kind: 'linkUp'; readonly student: PeerId }
  | { readonly kind: 'linkDown'; readonly student: PeerId }
  /** Our trainer has answered a request. */
  | { readonly kind: 'served'; readonly served: Served }
  /** Our trainer evaluates or saves: tell the students. To be repeated while it lasts. */
  | { readonly kind: 'busy'; readonly step: number; readonly forMs: number }
  /** This process stood still for so long. */
  | { readonly kind: 'stoodStill'; readonly forMs: number }
  /** The run is over for this peer: an open exchange is closed as aborted. */
  | { readonly kind: 'abort' }
  /** No later than `nextWakeMs(state)`. */
  | { readonly kind: 'tick' };

export type ExchangeEffect =
  /** The links that should exist, on every change; a member with another incarnation or address is a new link. */
  | { readonly kind: 'links'; readonly students: readonly Member[] }
  /** The link to this student is deaf: close it and open it again. */
  | { readonly kind: 'relink'; readonly student: PeerId }
  /** On the link to a student. The arrays are never written again. */
  | { readonly kind: 'send'; readonly student: PeerId; readonly parts: readonly Uint8Array[] }
  /** Back to a teacher, by its routing id. */
  | { readonly kind: 'reply'; readonly to: string; readonly parts: readonly Uint8Array[] }
  | { readonly kind: 'answer'; readonly answer: ExchangeAnswer }
  /** A student asks: to be answered with a `served` event. */
  | { readonly kind: 'serve'; readonly request: ServeRequest }
  | {
      readonly kind: 'rejected';
      readonly from: string;
      readonly reason: RejectionReason;
      readonly detail: string;
    }
  /** Teachers that are heard are far ahead: the trainer should jump to this step. Never in strict mode. */
  | { readonly kind: 'behind'; readonly step: number; readonly reason: string }
  /** Nobody came to the step that this peer had gone ahead to: the trainer goes back to this one. Never in strict mode. */
  | { readonly kind: 'unmet'; readonly step: number }
  /** A teacher is no longer waited for, or is again. */
  | { readonly kind: 'teacher'; readonly teacher: PeerId; readonly state: 'suspended' | 'heard' };
