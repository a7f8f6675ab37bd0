import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  circles,
  forbiddenWays,
  importsOf,
  misplaced,
  type Room,
  strangersIn,
  strayPackages,
} from '../support/import-rules.js';
import { REPOSITORY, sourceFiles } from '../support/repository.js';

const sources = sourceFiles();
const imports = importsOf(
  new Map(sources.map((file) => [file, readFileSync(join(REPOSITORY, file), 'utf8')])),
);

/** The rooms of which one that works on a run that is over may know. */
const OF_A_RUN = ['peer/files/', 'peer/data/', 'peer/graph/', 'peer/model/', 'peer/core/scoring/', 'proto/'];
const TRAINER: Room = {
  from: [
    'peer/trainer/',
    'peer/mailbox/',
    'peer/core/metrics.ts',
    'peer/core/exchange/edge-ledger.ts',
    'peer/core/teaching/',
    'peer/core/scoring/',
    'peer/model/',
    'peer/graph/',
    'peer/data/',
    'peer/files/',
    'peer/export/assign-weights.ts', // what an export wrote comes in by the same description of layers
    'proto/',
  ],
  typesFrom: ['peer/core/exchange/offer.ts', 'peer/core/exchange/options.ts'],
};

/** Room → rooms it may import from. The longest matching prefix rules. */
const ROOMS: Readonly<Record<string, Room>> = {
  'proto/': { from: ['proto/'] },
  'coordinator/core/': { from: ['coordinator/core/', 'proto/'] },
  'coordinator/net/': { from: ['coordinator/net/', 'coordinator/core/', 'proto/'] },
  'coordinator/': { from: ['coordinator/', 'proto/'] },
  // Two cores that do not know each other: the protocol (membership, exchange), and the teaching with its scores.
  'peer/core/membership/': {
    from: ['peer/core/membership/', 'proto/'],
    typesFrom: ['peer/core/metrics.ts'],
  },
  'peer/core/exchange/': {
    from: ['peer/core/exchange/', 'peer/core/membership/', 'proto/'],
    typesFrom: ['peer/core/teaching/teaching.ts'],
  },
  'peer/core/teaching/': { from: ['peer/core/teaching/', 'proto/'] },
  'peer/core/scoring/': { from: ['peer/core/scoring/', 'peer/core/teaching/', 'proto/'] },
  'peer/core/': { from: ['peer/core/*', 'peer/core/membership/', 'peer/core/exchange/', 'proto/'] },
  // Both threads.
  'peer/mailbox/': { from: ['peer/mailbox/', 'peer/core/', 'proto/'] },
  'peer/files/': { from: ['peer/files/', 'peer/core/', 'proto/'] },
  // The main thread.
  'peer/net/': { from: ['peer/net/', 'peer/core/', 'proto/'] },
  'peer/io/': { from: ['peer/io/', 'peer/mailbox/', 'peer/core/', 'peer/net/', 'peer/files/', 'proto/'] },
  'peer/main.ts': {
    from: ['peer/io/', 'peer/mailbox/', 'peer/core/', 'peer/net/', 'peer/files/', 'proto/'],
  },
  // The trainer's thread.
  'peer/data/': { from: ['peer/data/', 'peer/files/', 'peer/core/', 'proto/'] },
  'peer/model/': {
    from: ['peer/model/', 'peer/data/', 'peer/files/', 'peer/core/teaching/', 'peer/core/scoring/', 'proto/'],
  },
  'peer/graph/': { from: ['peer/graph/', 'peer/model/', 'peer/files/', 'peer/core/teaching/', 'proto/'] },
  'peer/trainer/': TRAINER,
  'peer/trainer.ts': TRAINER,
  // After a run.
  'peer/evaluation/': { from: ['peer/evaluation/', ...OF_A_RUN] },
  'peer/export/': { from: ['peer/export/', ...OF_A_RUN] },
  'scripts/': { from: ['scripts/', 'coordinator/', 'peer/', 'proto/'] },
  // What is timed is set up as the tests set it up.
  'bench/': {
    from: ['bench/', 'scripts/', 'coordinator/', 'peer/', 'proto/', 'test/support/', 'test/chaos/'],
  },
};

/** Package → folders that may import it; other packages are free. */
const PACKAGE_HOMES: Readonly<Record<string, readonly string[]>> = {
  protobufjs: ['proto/'],
  nats: ['proto/net/', 'coordinator/net/', 'peer/net/', 'scripts/net/'],
  'nats-jwt': ['proto/net/'],
  'multicast-dns': ['scripts/net/'],
  '@peculiar/x509': ['scripts/net/'],
  '@scure/base': ['proto/'],
  'nkeys.js': ['proto/net/'],
  zeromq: ['peer/net/', 'scripts/doctor'],
  '@tensorflow/tfjs-node-gpu': ['peer/model/backend.ts', 'scripts/doctor'],
  yargs: ['scripts/', 'bench/'],
  vega: ['scripts/compare/'],
  'vega-lite': ['scripts/compare/'],
  cephes: ['scripts/compare/'],
  'kubernetes-models': ['scripts/units/manifests.ts'],
};

test('every file imports only from the rooms that its own may know', () => {
  assert.deepEqual(misplaced(imports, ROOMS), []);
});

test('native and network packages are imported only where they are at home', () => {
  assert.deepEqual(strayPackages(imports, PACKAGE_HOMES), []);
});

test('no imports form a circle, types counted', () => {
  assert.deepEqual(circles(imports), []);
});

test('no way leads from a pure core to a socket', () => {
  const never = ['proto/net/', 'coordinator/net/', 'peer/net/', 'nats', 'zeromq'];
  assert.deepEqual(forbiddenWays(imports, ['coordinator/core/', 'peer/core/'], never), []);
});

test('no way leads from the main thread to a tensor', () => {
  const never = ['peer/model/', 'peer/graph/', 'peer/data/', 'peer/trainer', '@tensorflow/'];
  assert.deepEqual(forbiddenWays(imports, ['peer/main.ts', 'peer/io/', 'peer/net/'], never), []);
});

test('no way leads from the trainer’s thread to a socket', () => {
  const never = ['peer/net/', 'peer/io/', 'peer/main.ts', 'zeromq', 'nats'];
  const from = [
    'peer/trainer',
    'peer/model/',
    'peer/graph/',
    'peer/data/',
    'peer/evaluation/',
    'peer/export/',
  ];
  assert.deepEqual(forbiddenWays(imports, from, never), []);
});

test('the root of peer holds its two entries and nothing else', () => {
  assert.deepEqual(strangersIn(sources, 'peer', ['main.ts', 'trainer.ts']), []);
});
