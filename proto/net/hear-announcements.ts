import type { NatsConnection } from 'nats';
import { type Announcement, newsCodec } from '../codec.js';
import { DecodeError } from '../errors.js';
import { LIMITS } from '../limits.js';
import { NewsReader } from '../news.js';
import { subjects } from '../subjects.js';

/** Hears what a coordinator says. */
export interface AnnouncementHearer {
  readonly onAnnouncement: (announcement: Announcement) => void;
  /** Something else was said. @default it is not heard */
  readonly onUnreadable?: (reason: string) => void;
}

/**
 * Hears a run's coordinator on a new connection. Of an announcement that continues one which was not heard it asks for
 * the whole, once at a time.
 */
export function hearAnnouncements(
  connection: NatsConnection,
  runId: string,
  { onAnnouncement, onUnreadable = () => {} }: AnnouncementHearer,
): void {
  const names = subjects(runId);
  const reader = new NewsReader();
  let asking = false;
  /** @returns Whether it says all. */
  const take = (bytes: Uint8Array): boolean => {
    let announcement: Announcement | null;
    try {
      announcement = reader.hear(newsCodec.decode(bytes));
    } catch (cause) {
      if (!(cause instanceof DecodeError)) throw cause;
      onUnreadable(cause.message);
      return true;
    }
    if (announcement !== null) onAnnouncement(announcement);
    return announcement !== null;
  };
  const ask = async (): Promise<void> => {
    asking = true;
    // No coordinator, no answer in time, or the connection is gone: the next beacon asks again.
    const unanswered = (): undefined => undefined;
    const reply = await connection
      .request(names.state, undefined, { timeout: LIMITS.requestMs })
      .catch(unanswered);
    asking = false;
    if (reply !== undefined) take(reply.data);
  };
  connection.subscribe(names.announcement, {
    callback: (error, message) => {
      if (error === null && !take(message.data) && !asking) void ask();
    },
  });
}
