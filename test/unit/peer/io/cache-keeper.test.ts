import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { PredictionStore } from '../../../../peer/core/exchange/prediction-store.js';
import { createExchange, type ExchangeState } from '../../../../peer/core/exchange/state.js';
import { peerDirectory } from '../../../../peer/files/life.js';
import { CacheKeeper } from '../../../../peer/io/cache-keeper.js';
import { CLASSES, optionsOf, waysOf } from '../../../support/exchange-kit.js';
import { temporaryDirectory } from '../../../support/launch.js';

function keeperIn(t: TestContext): { keeper: CacheKeeper; file: string; warnings: string[] } {
  const runDir = temporaryDirectory(t);
  const directory = peerDirectory(runDir, 'a');
  mkdirSync(directory, { recursive: true });
  const warnings: string[] = [];
  const none = (): void => undefined;
  const log = {
    debug: none,
    info: none,
    warn: (_: object, text: string) => warnings.push(text),
    error: none,
  };
  return {
    keeper: new CacheKeeper(runDir, 'a', 'x', log),
    file: join(directory, 'predictions.cache'),
    warnings,
  };
}

function exchangeIn(mode: string): ExchangeState {
  return createExchange(optionsOf(waysOf(mode)), 1);
}

function fill(state: ExchangeState): void {
  const store = new PredictionStore({ valuesPerSample: CLASSES, entriesMax: 10 });
  store.put(4, 2, new Float32Array(CLASSES).fill(1.5));
  state.stores.set('b', store);
}

test('a cache that was saved is there in the next process, in runs that cache', (t) => {
  const { keeper, warnings } = keeperIn(t);
  const before = exchangeIn('mixed:lockstep@1+cached:0,0@1');
  fill(before);
  keeper.save(before);
  const after = exchangeIn('cached:0,0');
  keeper.restore(after);
  assert.deepEqual([...after.stores.get('b')!.get(4)!], new Array<number>(CLASSES).fill(1.5));
  const stale = exchangeIn('stale:5');
  keeper.restore(stale);
  assert.equal(stale.stores.size, 0);
  assert.deepEqual(warnings, []);
});

test('a damaged file is one warning, and the cache begins empty', (t) => {
  const { keeper, file, warnings } = keeperIn(t);
  writeFileSync(file, 'not a cache');
  const state = exchangeIn('cached:0,0');
  keeper.restore(state);
  assert.equal(state.stores.size, 0);
  assert.match(warnings.join(), /cannot be read/);
});

test('a disk that cannot be written to is a warning, not the end', (t) => {
  const { keeper, file, warnings } = keeperIn(t);
  mkdirSync(`${file}.new`);
  const state = exchangeIn('cached:0,0');
  fill(state);
  keeper.save(state);
  assert.match(warnings.join(), /cannot be written/);
});
