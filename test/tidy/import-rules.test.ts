import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  circles,
  forbiddenWays,
  type Imports,
  importsOf,
  misplaced,
  strangersIn,
  strayPackages,
} from '../support/import-rules.js';

/** A made-up tree, of which `a > b` is a value's import, `a : b` one of a type. */
function tree(...lines: string[]): Imports {
  const files = new Map<string, string>();
  for (const line of lines) {
    const [, file, sign, target] = /^(\S+) ([>:]) (\S+)$/.exec(line)!;
    const up = '../'.repeat(file!.split('/').length - 1) || './';
    const specifier = /\.ts$/.test(target!) ? `${up}${target!.replace(/ts$/, 'js')}` : target!;
    const clause = sign === '>' ? '{ thing }' : 'type { Thing }';
    files.set(file!, `${files.get(file!) ?? ''}import ${clause} from '${specifier}';\n`);
    if (/\.ts$/.test(target!) && !files.has(target!)) files.set(target!, '');
  }
  return importsOf(files);
}

test('imports of every form are seen, with whether they are types alone', () => {
  const forms: [string, boolean][] = [
    ["import { a } from './b.js';", false],
    ["import './b.js';", false],
    ["import { type A, b } from './b.js';", false],
    ["import standard, { type A } from './b.js';", false],
    ["import * as all from './b.js';", false],
    ["export * from './b.js';", false],
    ["export { a } from './b.js';", false],
    ["const late = await import('./b.js');", false],
    ["import type { A } from './b.js';", true],
    ["import { type A, type B } from './b.js';", true],
    ["export type { A } from './b.js';", true],
    ["export { type A } from './b.js';", true],
    ["let a: import('./b.js').A;", true],
  ];
  for (const [text, typeOnly] of forms) {
    assert.deepEqual(
      importsOf(new Map([['x/a.ts', text]])).get('x/a.ts'),
      [{ target: 'x/b.ts', typeOnly }],
      text,
    );
  }
  assert.deepEqual(
    importsOf(new Map([['a.ts', "// import './b.js'\nconst a = `import './b.js'`;"]])).get('a.ts'),
    [],
  );
});

test('a circle is found whatever its length, of types too, and a chain is none', () => {
  assert.deepEqual(circles(tree('a.ts > b.ts', 'b.ts > c.ts', 'a.ts > c.ts')), []);
  assert.deepEqual(circles(tree('a.ts > b.ts', 'b.ts : a.ts')), [['a.ts', 'b.ts']]);
  assert.deepEqual(circles(tree('a.ts : a.ts')), [['a.ts']]);
  assert.deepEqual(
    circles(
      tree(
        'x.ts > a.ts',
        'a.ts > b.ts',
        'b.ts > c.ts',
        'c.ts > a.ts',
        'd.ts > e.ts',
        'e.ts > d.ts',
        'c.ts > d.ts',
      ),
    ),
    [
      ['d.ts', 'e.ts'],
      ['a.ts', 'b.ts', 'c.ts'],
    ],
  );
});

test('a file in the wrong room is named with what it may not import', () => {
  const rooms = {
    'peer/io/': { from: ['peer/io/', 'peer/core/*'] },
    'peer/core/deep/': { from: [], typesFrom: ['peer/io/offer.ts'] },
    'peer/core/': { from: ['peer/core/*'] },
    'peer/model/': { from: ['peer/model/'] },
  };
  const wrong = (line: string): string[] => misplaced(tree(line), rooms);
  assert.deepEqual(wrong('peer/io/a.ts > peer/io/b.ts'), []);
  assert.deepEqual(wrong('peer/io/a.ts > peer/core/b.ts'), []);
  assert.deepEqual(wrong('peer/io/a.ts > node:fs'), []);
  assert.deepEqual(wrong('peer/io/a.ts > peer/core/deep/b.ts'), ['peer/io/a.ts imports peer/core/deep/b.ts']);
  assert.deepEqual(wrong('peer/io/a.ts : peer/model/b.ts'), ['peer/io/a.ts imports peer/model/b.ts']);
  assert.deepEqual(wrong('peer/core/deep/a.ts : peer/io/offer.ts'), []);
  assert.deepEqual(wrong('peer/core/deep/a.ts > peer/io/offer.ts'), [
    'peer/core/deep/a.ts imports peer/io/offer.ts',
  ]);
  assert.deepEqual(wrong('nowhere/a.ts > node:fs'), ['nowhere/a.ts is in no room']);
});

test('a package away from its home is named; others are free', () => {
  const homes = { zeromq: ['peer/net/'] };
  assert.deepEqual(strayPackages(tree('peer/net/a.ts > zeromq', 'peer/io/a.ts > zod'), homes), []);
  assert.deepEqual(strayPackages(tree('peer/io/a.ts > zeromq'), homes), ['peer/io/a.ts imports zeromq']);
});

test('a forbidden place is found at the end of any way, which is told', () => {
  const imports = tree(
    'peer/io/a.ts > peer/core/b.ts',
    'peer/core/b.ts : peer/core/c.ts',
    'peer/core/c.ts > zeromq',
    'peer/d.ts > nats',
  );
  assert.deepEqual(forbiddenWays(imports, ['peer/io/'], ['zeromq', 'nats']), [
    'peer/io/a.ts > peer/core/b.ts > peer/core/c.ts > zeromq',
  ]);
  assert.deepEqual(forbiddenWays(imports, ['peer/io/'], ['peer/core/c']), [
    'peer/io/a.ts > peer/core/b.ts > peer/core/c.ts',
  ]);
  assert.deepEqual(forbiddenWays(imports, ['peer/d.ts'], ['zeromq']), []);
});

test('a file that strays into the root of a folder is named, one below it is not', () => {
  const files = ['peer/main.ts', 'peer/stray.ts', 'peer/io/a.ts', 'other.ts'];
  assert.deepEqual(strangersIn(files, 'peer', ['main.ts']), ['peer/stray.ts']);
});
