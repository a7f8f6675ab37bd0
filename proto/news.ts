import type { Member, View } from './codec.js';
import { type Announcement, type News, newsCodec } from './codec.js';
import { LIMITS } from './limits.js';

/** The news in an announcement since another one of the same term; the whole, where that cannot be said. */
export function newsSince(before: Announcement | null, after: Announcement): Omit<News, 'speaker'> {
  if (before === null || before.term !== after.term || takesBack(before, after)) {
    return { base: 0, gone: [], kept: [], said: after };
  }
  const known = new Map(before.view?.members.map((member) => [member.peerId, member]));
  const ids = new Set(after.view?.members.map(({ peerId }) => peerId));
  const isKept = (number: number): boolean =>
    before.rounds.some((round) => after.rounds.includes(round) && round.number === number);
  return {
    base: before.sequence,
    gone: before.view === after.view ? [] : [...known.keys()].filter((peerId) => !ids.has(peerId)),
    kept: after.rounds.map(({ number }) => number).filter(isKept),
    said: {
      ...after,
      view: before.view === after.view ? null : newMembers(known, after.view),
      rounds: after.rounds.filter(({ number }) => !isKept(number)),
      lastClosed: before.lastClosed === after.lastClosed ? null : after.lastClosed,
      stop: before.stop === after.stop ? null : after.stop,
      decision: before.decision === after.decision ? '' : after.decision,
    },
  };
}

/** Whether something that was announced is none any more: what is left out means that it stays. */
function takesBack(before: Announcement, after: Announcement): boolean {
  return (['view', 'lastClosed', 'stop', 'decision'] as const).some(
    (field) => before[field] && !after[field],
  );
}

function newMembers(known: ReadonlyMap<string, Member>, view: View | null): View | null {
  return view && { ...view, members: view.members.filter((one) => !sameMember(known.get(one.peerId), one)) };
}

function sameMember(a: Member | undefined, b: Member): boolean {
  if (a === undefined || a === b) return a === b;
  return (
    a.incarnation === b.incarnation &&
    a.linkToken === b.linkToken &&
    a.dataAddress === b.dataAddress &&
    Buffer.compare(a.publicKey, b.publicKey) === 0
  );
}

/** The announcement that continues another one with this news. */
export function withNews(before: Announcement, { gone, kept, said }: News): Announcement {
  const rounds = [...before.rounds.filter(({ number }) => kept.includes(number)), ...said.rounds];
  return {
    ...said,
    view: said.view === null ? before.view : changedView(before.view, said.view, gone),
    rounds: rounds.sort((a, b) => a.number - b.number),
    lastClosed: said.lastClosed ?? before.lastClosed,
    stop: said.stop ?? before.stop,
    decision: said.decision || before.decision,
  };
}

function changedView(before: View | null, said: View, gone: readonly string[]): View {
  const members = new Map(before?.members.map((member) => [member.peerId, member]));
  for (const peerId of gone) members.delete(peerId);
  for (const member of said.members) members.set(member.peerId, member);
  const sorted = [...members.values()].sort((a, b) => (a.peerId < b.peerId ? -1 : 1));
  return { version: said.version, members: sorted };
}

/** Says a coordinator's announcements, each as news since the one before, in as many bytes as all shall get at most. */
export class NewsWriter {
  readonly #speaker: number;
  #last: Announcement | null = null;
  #whole: Uint8Array | null = null;

  /** @param speaker - Drawn for this process, below 2³². */
  constructor(speaker: number) {
    this.#speaker = speaker;
  }

  /** The next announcement. One that is too long for all says only that it is there: who hears it asks for the whole. */
  say(announcement: Announcement): Uint8Array {
    const news = this.#encode(newsSince(this.#last, announcement));
    this.#last = announcement;
    this.#whole = null;
    return news.length <= LIMITS.announcementBytesMax
      ? news
      : this.#encode(newsSince(announcement, announcement));
  }

  /** The whole of the newest one; `null` before the first. */
  whole(): Uint8Array | null {
    if (this.#last === null) return null;
    this.#whole ??= this.#encode(newsSince(null, this.#last));
    return this.#whole;
  }

  #encode(news: Omit<News, 'speaker'>): Uint8Array {
    return newsCodec.encode({ ...news, speaker: this.#speaker });
  }
}

/** Makes whole announcements of news. */
export class NewsReader {
  #known: { readonly speaker: number; readonly announcement: Announcement } | null = null;

  /** @returns `null` where what it continues was not heard: the whole is to be asked for. */
  hear(news: News): Announcement | null {
    const { speaker, base, said } = news;
    const known = this.#known?.speaker === speaker ? this.#known.announcement : undefined;
    if (base !== 0 && (known?.term !== said.term || known.sequence !== base)) return null;
    const announcement = base === 0 ? said : withNews(known!, news);
    this.#known = { speaker, announcement };
    return announcement;
  }
}
