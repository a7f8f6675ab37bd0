import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Announcement, newsCodec } from '../../../proto/codec.js';
import { LIMITS } from '../../../proto/limits.js';
import { NewsReader, NewsWriter } from '../../../proto/news.js';
import { cohortAnnouncement, roundOf } from '../../support/large-cohort.js';
import '../../support/property-seed.js';

/** What may become of the state of a coordinator from one announcement to the next. */
const CHANGES: Readonly<Record<string, (before: Announcement, at: number) => Partial<Announcement>>> = {
  beacon: () => ({}),
  join: (before, at) => withMember(before, `peer-${at % 7}`, at),
  leave: (before, at) => ({
    view: {
      version: at,
      members: before.view!.members.filter(({ peerId }) => peerId !== `peer-${at % 7}`),
    },
  }),
  round: ({ rounds, view }, at) => ({
    rounds: [
      ...rounds.slice(-3),
      roundOf(
        at,
        view!.members.map(({ peerId }) => peerId),
        1,
      ),
    ],
  }),
  close: ({ rounds }, at) => ({
    rounds: rounds.filter((_, i) => i !== at % 3),
    lastClosed: { number: at, completed: ['peer-1'], missing: [], reason: 'quorum' },
  }),
  stop: (_, at) => ({ stop: { step: at, code: 'target', reason: 'reached' }, decision: `stop before ${at}` }),
  formAnew: () => ({ rounds: [], lastClosed: null, formed: false }),
  newTerm: ({ term }) => ({ term: term + 1 }),
};

function withMember({ view }: Announcement, peerId: string, version: number): Partial<Announcement> {
  const member = {
    peerId,
    incarnation: version,
    dataAddress: `tcp://${version}`,
    publicKey: Buffer.from([version]),
    linkToken: '',
  };
  const others = view!.members.filter((one) => one.peerId !== peerId);
  const members = [...others, member].sort((a, b) => (a.peerId < b.peerId ? -1 : 1));
  return { view: { version, members } };
}

const FIRST: Announcement = {
  ...{ runId: 'run', term: 1, sequence: 1, view: { version: 1, members: [] }, rounds: [], lastClosed: null },
  ...{ stop: null, decision: 'waiting', formed: false, reachedStep: 0 },
};

/** The announcements of a coordinator, a beacon under the sequence of the one before. */
function history(changes: readonly string[]): readonly Announcement[] {
  const told = [FIRST];
  for (const [i, kind] of changes.entries()) {
    const before = told.at(-1)!;
    const sequence = before.sequence + (kind === 'beacon' ? 0 : 1);
    told.push({ ...before, sequence, reachedStep: i, ...CHANGES[kind]!(before, i + 2) });
  }
  return told;
}

const changes = fc.array(fc.constantFrom(...Object.keys(CHANGES)), { maxLength: 30 });

test('who hears all news knows what was announced, each time', () => {
  fc.assert(
    fc.property(changes, (kinds) => {
      const [writer, reader] = [new NewsWriter(7), new NewsReader()];
      for (const announcement of history(kinds)) {
        assert.deepEqual(reader.hear(newsCodec.decode(writer.say(announcement))), announcement);
      }
    }),
  );
});

test('whatever is lost, doubled or late: what a reader makes of news is what was said, or it asks', () => {
  const fates = fc.array(fc.constantFrom('heard', 'lost', 'doubled', 'late', 'other'), {
    minLength: 31,
    maxLength: 31,
  });
  fc.assert(
    fc.property(changes, fates, (kinds, fate) => {
      const [writer, rival, reader] = [new NewsWriter(7), new NewsWriter(8), new NewsReader()];
      const late: [Uint8Array, Announcement][] = [];
      const hear = (bytes: Uint8Array, said: Announcement): void => {
        const heard = reader.hear(newsCodec.decode(bytes));
        if (heard !== null) assert.deepEqual(heard, said);
      };
      for (const [i, announcement] of history(kinds).entries()) {
        const bytes = writer.say(announcement);
        if (fate[i] === 'late') late.push([bytes, announcement]);
        if (fate[i] === 'heard' || fate[i] === 'doubled') hear(bytes, announcement);
        if (fate[i] === 'doubled') hear(bytes, announcement);
        // A rival in the same term with the same numbers, but another view.
        const others = { ...announcement, ...withMember(announcement, 'rival', i) };
        if (fate[i] === 'other') hear(rival.say(others), others);
        for (const one of late.splice(i % 2)) hear(...one);
        if (i % 5 === 4) assert.deepEqual(reader.hear(newsCodec.decode(writer.whole()!)), announcement);
      }
    }),
  );
});

test('nobody goes on from what was never heard', () => {
  const writer = new NewsWriter(7);
  const [first, second, third] = history(['join', 'round', 'beacon']).map((one) =>
    newsCodec.decode(writer.say(one)),
  );
  assert.equal(new NewsReader().hear(second!), null);
  const reader = new NewsReader();
  assert.notEqual(reader.hear(first!), null);
  assert.equal(reader.hear(third!), null);
});

test('at 1,000 peers on random:3 every announcement is below 64 KiB, and what one peer changes below 1 KiB', () => {
  const before = cohortAnnouncement(1_000, 3);
  const writer = new NewsWriter(7);
  const first = writer.say(before);
  assert.ok(
    writer.whole()!.length > LIMITS.announcementBytesMax,
    `the whole has ${writer.whole()!.length} bytes`,
  );
  assert.equal(
    newsCodec.decode(first).base,
    before.sequence,
    'too long for all: it says only that it is there',
  );
  const sized = (change: Partial<Announcement>): number => {
    const next = new NewsWriter(7);
    next.say(before);
    const bytes = next.say({ ...before, sequence: before.sequence + 1, ...change });
    assert.equal(
      newsCodec.decode(bytes).said.rounds.length,
      change.rounds === undefined ? 0 : 4 - keptOf(bytes),
    );
    return bytes.length;
  };
  const ids = before.view!.members.map(({ peerId }) => peerId);
  const oneRound = sized({ rounds: [...before.rounds.slice(1), roundOf(9, ids, 3)] });
  const allRounds = sized({ rounds: [6, 7, 8, 9].map((number) => roundOf(number, ids, 3)) });
  const joined = sized(withMember(before, 'peer-5', 77));
  const beacon = sized({ sequence: before.sequence });
  assert.ok(oneRound < 24 * 1024, `${oneRound} bytes with one new round`);
  assert.ok(allRounds < LIMITS.announcementBytesMax, `${allRounds} bytes with four`);
  assert.ok(joined < 1024 && beacon < 256, `${joined} and ${beacon} bytes`);
});

function keptOf(bytes: Uint8Array): number {
  return newsCodec.decode(bytes).kept.length;
}
