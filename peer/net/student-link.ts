import { type Context, Dealer } from 'zeromq';
import { LIMITS } from '../../proto/limits.js';
import { readLoop, SocketWriter } from './socket-loops.js';
import { commonOptions, type LinkSecurity } from './socket-options.js';

/** A connected DEALER: hellos, notices and predictions go out to one student, its credit and requests come back. */
export interface StudentLink {
  send(parts: readonly Uint8Array[]): void;
  /** Resolves when what was sent so far was handed to ZeroMQ. */
  drained(): Promise<void>;
  close(): Promise<void>;
}

export interface StudentLinkOptions {
  /** The student's advertised endpoint. */
  readonly endpoint: string;
  /** Routing id of this peer's incarnation. */
  readonly routingId: string;
  readonly security: LinkSecurity;
  readonly context: Context;
  readonly onUp: () => void;
  readonly onDown: () => void;
  readonly onFrames: (parts: readonly Uint8Array[]) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Hellos and busy notices beside the predictions under way. */
const QUEUE_MAX = 2 * LIMITS.creditBatches;

/** Opens a link; ZeroMQ connects and reconnects by itself, `onUp` and `onDown` say when. */
export function openStudentLink(options: StudentLinkOptions): StudentLink {
  const dealer = new Dealer({
    ...commonOptions(options.security, options.endpoint),
    context: options.context,
    routingId: options.routingId,
  });
  const watching = watchConnection(dealer, options).catch(options.onFailure);
  const reading = readLoop(dealer, options.onFrames).catch(options.onFailure);
  const writer = new SocketWriter(dealer, QUEUE_MAX);
  dealer.connect(options.endpoint);
  return {
    send(parts) {
      writer.send([...parts]);
    },
    drained: () => writer.drained(),
    async close() {
      dealer.close();
      await Promise.all([watching, reading]);
    },
  };
}

async function watchConnection(dealer: Dealer, options: StudentLinkOptions): Promise<void> {
  const { events } = dealer;
  while (!events.closed) {
    let type: string;
    try {
      ({ type } = await events.receive());
    } catch (error) {
      if (events.closed || dealer.closed) return;
      throw error;
    }
    if (type === 'handshake') options.onUp();
    else if (type === 'disconnect') options.onDown();
    else if (type === 'end') return;
  }
}
