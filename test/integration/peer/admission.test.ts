import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { Context, Dealer } from 'zeromq';
import { Admission } from '../../../peer/net/admission.js';
import { LIMITS } from '../../../proto/limits.js';

const TIMEOUT = { timeout: 60_000 };

interface Asked {
  readonly admission: Admission;
  /** Asks about a key as libzmq does, under a number. */
  ask(number: number, key: string): Promise<void>;
  /** The next so many answers, each `number: status`. */
  answers(count: number): Promise<string[]>;
}

async function open(t: TestContext): Promise<Asked> {
  const context = new Context({ blocky: false });
  const fail = (error: unknown): void => {
    throw error;
  };
  const admission = await Admission.open(context, fail);
  const asker = new Dealer({ context, linger: 0 });
  asker.connect('inproc://zeromq.zap.01');
  t.after(async () => {
    asker.close();
    await admission.close();
  });
  return {
    admission,
    ask: (number, key) =>
      asker.send([
        '',
        '1.0',
        String(number),
        'codistill',
        '127.0.0.1',
        '',
        'CURVE',
        Buffer.from(key, 'base64url'),
      ]),
    answers: async (count) => {
      const all: string[] = [];
      while (all.length < count) {
        const [, version, number, status, ...rest] = (await asker.receive()).map(String);
        assert.deepEqual([version, ...rest], ['1.0', '', '', '']);
        all.push(`${number}: ${status}`);
      }
      return all;
    },
  };
}

const drawn = (): string => randomBytes(LIMITS.keyBytes).toString('base64url');
const memberOf = (peerId: string) => ({ peerId, key: drawn() });
const [a, b, stranger] = [memberOf('a'), memberOf('b'), memberOf('stranger')];

test('a member comes in, as often as it likes; who is not listed waits', TIMEOUT, async (t) => {
  const { admission, ask, answers } = await open(t);
  admission.set([a]);
  await ask(1, b.key);
  await ask(2, a.key);
  await ask(3, a.key);
  assert.deepEqual(await answers(2), ['2: 200', '3: 200']);
  assert.deepEqual([admission.entries(a.key), admission.entries(b.key)], [2, 0]);
  admission.forgetEntries();
  assert.equal(admission.entries(a.key), 0);
});

test('who waits comes in as soon as it is listed', TIMEOUT, async (t) => {
  const { admission, ask, answers } = await open(t);
  await ask(1, stranger.key);
  await ask(2, b.key);
  await ask(3, stranger.key);
  assert.deepEqual(await answers(1), ['1: 300']); // it asked again: nobody waits for the first answer
  admission.set([a, b]);
  assert.deepEqual(await answers(1), ['2: 200']);
});

test('a member that is removed waits until it is listed again', TIMEOUT, async (t) => {
  const { admission, ask, answers } = await open(t);
  admission.set([a, b]);
  admission.set([a]);
  await ask(1, b.key);
  await ask(2, a.key);
  assert.deepEqual(await answers(1), ['2: 200']);
  admission.set([a, b]);
  assert.deepEqual(await answers(1), ['1: 200']);
});

test(
  'the key of a process that was replaced is refused for good, also while it waits',
  TIMEOUT,
  async (t) => {
    const { admission, ask, answers } = await open(t);
    admission.set([a, b]);
    admission.set([a]);
    await ask(1, b.key);
    await ask(2, a.key);
    assert.deepEqual(await answers(1), ['2: 200']);
    admission.set([a, memberOf('b')]);
    assert.deepEqual(await answers(1), ['1: 400']);
    await ask(3, b.key);
    assert.deepEqual(await answers(1), ['3: 400']);
  },
);

test('many who wait push out the one that waits longest, and no member', TIMEOUT, async (t) => {
  const { admission, ask, answers } = await open(t);
  const most = LIMITS.teachersMax;
  for (let number = 1; number <= most; number++) await ask(number, drawn());
  await ask(most + 1, b.key);
  await ask(most + 2, drawn());
  assert.deepEqual(await answers(2), ['1: 300', '2: 300']);
  admission.set([a, b]);
  assert.deepEqual(await answers(1), [`${most + 1}: 200`]);
});

test('a question that is none harms nobody', TIMEOUT, async (t) => {
  const { admission, ask, answers } = await open(t);
  admission.set([a]);
  await ask(1, 'short');
  await ask(2, a.key);
  assert.deepEqual(await answers(1), ['2: 200']);
});
