import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Served } from '../../peer/core/exchange/offer.js';
import type { ExchangeOptions } from '../../peer/core/exchange/options.js';
import type { Announcement, Round } from '../../proto/codec.js';
import type { BySample, Way } from '../../proto/scheme.js';
import { firstFailure, type Mutation } from './mutation.js';
import type { PeerProcess } from './peer-process.js';
import { stampedAnswer } from './trainer.js';

/** A peer whose exchange believes something else of the run than its spec says. */
function believing(change: (options: ExchangeOptions) => Partial<ExchangeOptions>): Mutation {
  return { believe: (options) => ({ ...options, ...change(options) }) };
}

/** A peer that believes something else of the epochs that are taught by sample. */
function bySample(change: (way: BySample) => Way): Mutation {
  return believing(({ ways }) => ({
    ways: ways.map(({ way, epochs }) => ({ epochs, way: way.kind === 'by-sample' ? change(way) : way })),
  }));
}

/** A peer whose trainer answers requests wrongly. */
function answering(change: (served: Served, peer: PeerProcess) => Float32Array | undefined): Mutation {
  return {
    receive: (peer, event) => {
      if (event.kind !== 'served') return event;
      const logits = change(event.served, peer);
      return logits === undefined ? event : { ...event, served: { ...event.served, logits } };
    },
  };
}

/** An announcement in which each round has the edges of the one before it. */
function behindByARound(announcement: Announcement): Announcement {
  const rounds = announcement.rounds.map((round, i): Round => {
    const edges = announcement.rounds[i - 1]?.edges ?? round.edges;
    return { ...round, edges };
  });
  return { ...announcement, rounds };
}

const MUTANTS: readonly { readonly name: string; readonly mutation: Mutation; readonly caughtBy: RegExp }[] =
  [
    {
      name: 'a peer that uses predictions far older than its mode allows',
      mutation: bySample((way) => ({ ...way, ageStepsMax: way.ageStepsMax + 50 })),
      caughtBy: /learned at step \d+ from what peer-\d said \d+ steps ago/,
    },
    {
      name: 'a cache without an end',
      mutation: bySample((way) =>
        way.cache === undefined
          ? way
          : { ...way, cache: { ...way.cache, entriesMax: Number.POSITIVE_INFINITY } },
      ),
      caughtBy: /keeps \d+ predictions of a teacher/,
    },
    {
      name: 'a strict peer that goes on without a teacher',
      mutation: believing(({ strict, frozen }) => (strict && frozen.size === 0 ? { strict: false } : {})),
      caughtBy: /from fewer teachers than it has|in a strict run/,
    },
    {
      name: 'a frozen teacher that learns',
      mutation: answering(({ request, madeAtStep }, { frozen, index }) =>
        frozen ? stampedAnswer({ index, weights: 0, step: madeAtStep + 1 }, request) : undefined,
      ),
      caughtBy: /is frozen and has learned/,
    },
    {
      name: 'a trainer that answers for other samples than it was asked about',
      mutation: answering(({ logits }) => logits.map((value, i) => (i % 5 === 3 ? value + 1 : value))),
      caughtBy: /from another batch/,
    },
    {
      name: 'a peer that learns from the teachers of the round before',
      mutation: {
        receive: (peer, event) =>
          peer.scheme.redrawn && event.kind === 'announcement'
            ? { ...event, announcement: behindByARound(event.announcement) }
            : event,
      },
      caughtBy: /not its teacher in round|from fewer teachers than it has|failed with ERR_STRICT_TIMEOUT/,
    },
    {
      name: 'a peer that waits where nobody does',
      mutation: bySample(() => ({ kind: 'lockstep' })),
      caughtBy: /waits at step \d+, where nobody does/,
    },
  ];

for (const { name, mutation, caughtBy } of MUTANTS) {
  test(`the simulation catches ${name}`, () => {
    assert.match(firstFailure(mutation), caughtBy);
  });
}
