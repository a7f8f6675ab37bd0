import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodistillError } from '../../../../proto/errors.js';
import { type StudyFlags, studyFromFlags } from '../../../../scripts/compare/study-flags.js';

const NONE: StudyFlags = { shared: {}, variants: [], vary: [], seeds: 2 };
const study = (flags: Partial<StudyFlags>): ReturnType<typeof studyFromFlags> =>
  studyFromFlags({ ...NONE, ...flags });
const refused = (message: RegExp) => (error: CodistillError) => {
  assert.equal(error.code, 'ERR_USAGE');
  assert.match(error.message, message);
  return true;
};

test('a variant is the shared options with its own over them', () => {
  const { variants } = study({
    shared: { lr: 0.1, epochs: 3 },
    variants: ['alone: --exchange none', 'fast: --lr 0.5 --graph ring --peers 3', 'plain'],
  });
  assert.deepEqual(
    variants.map(({ name, spec }) => [
      name,
      spec.exchange.mode,
      spec.training.lr,
      spec.training.epochs,
      spec.peers.length,
    ]),
    [
      ['alone', 'none', 0.1, 3, 2],
      ['fast', 'lockstep', 0.5, 3, 3],
      ['plain', 'lockstep', 0.1, 3, 2],
    ],
  );
  assert.deepEqual(new Set(variants.map(({ against }) => against)), new Set(['alone']));
});

test('values with colons and commas need no escape', () => {
  const { variants } = study({ variants: ['a: --exchange cached:0,0.2', 'b --exchange stale:50'] });
  assert.deepEqual(
    variants.map(({ name, spec }) => `${name} ${spec.exchange.mode}`),
    ['a cached:0,0.2', 'b stale:50'],
  );
});

test("a variant's peers replace the shared ones, its --set come after them", () => {
  const { variants } = study({
    shared: { peer: ['network=cnn', 'network=mlp'], set: ['training.lr=0.3', 'training.momentum=0.5'] },
    variants: ['shared', 'own: --peers 3 --set training.lr=0.4'],
  });
  assert.deepEqual(
    variants.map(({ spec }) => [
      spec.peers.length,
      spec.peers[0]!.network,
      spec.training.lr,
      spec.training.momentum,
    ]),
    [
      [2, 'cnn', 0.3, 0.5],
      [3, 'mlp', 0.4, 0.5],
    ],
  );
});

test('varied options give every combination, compared along the first', () => {
  const { variants } = study({ vary: ['exchange=none lockstep', '--network=mlp cnn'] });
  assert.deepEqual(
    variants.map(
      ({ name, against, spec }) => `${name} | ${against} | ${spec.exchange.mode} ${spec.peers[1]!.network}`,
    ),
    [
      'none mlp | none mlp | none mlp',
      'none cnn | none cnn | none cnn',
      'lockstep mlp | none mlp | lockstep mlp',
      'lockstep cnn | none cnn | lockstep cnn',
    ],
  );
});

test('without a name a study is called after what it compares', () => {
  const first = study({ vary: ['exchange=none lockstep'] }).name;
  assert.match(first, /^compare-[0-9a-f]{8}$/);
  assert.equal(study({ vary: ['exchange=none lockstep'], seeds: 9 }).name, first, 'more seeds go on with it');
  assert.notEqual(study({ vary: ['exchange=none lockstep'], shared: { lr: 0.3 } }).name, first);
  assert.equal(study({ vary: ['exchange=none lockstep'], name: 'mine' }).name, 'mine');
});

test('mistakes are told with the variant they are in', () => {
  assert.throws(() => study({}), refused(/nothing to compare/));
  assert.throws(() => study({ variants: ['a: --exchnge none'] }), refused(/variant "a".*exchnge/));
  assert.throws(() => study({ variants: [': --exchange none'] }), refused(/no name/));
  assert.throws(() => study({ vary: ['exchange'] }), refused(/OPTION=VALUE/));
});

for (const [options, message] of [
  ['--peers two', /variant "a": --peers two: not a number/],
  ['--lr 0,05', /variant "a": --lr 0,05: not a number/],
  ["--network 'mlp:8' --batch=x", /variant "a": --batch x: not a number/],
  ['--optimizer sdg', /variant "a": --optimizer "sdg": choose "sgd" or "adam"/],
  ['--epcohs 3', /variant "a": there is no option --epcohs; did you mean --epochs\?/],
] as const) {
  test(`a variant with ${options} is answered for a person`, () => {
    assert.throws(() => study({ variants: [`a: ${options}`, 'b'] }), refused(message));
  });
}

test('a value that varies and is no number is named as it was typed', () => {
  assert.throws(() => study({ vary: ['lr=0,05 0.1'] }), refused(/--lr 0,05: not a number/));
});
