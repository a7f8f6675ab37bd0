import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FULL_GRANT, type Grant, givenBack, isDue, owing, spent } from '../../peer/core/exchange/grant.js';
import {
  canSend,
  connected,
  credited,
  disconnected,
  newLink,
  nextHello,
  type StudentLink,
  sentOn,
  waitsOn,
} from '../../peer/core/exchange/student-link.js';
import { LIMITS } from '../../proto/limits.js';
import { memberOf } from '../support/exchange-kit.js';
import '../support/property-seed.js';

type Message = { readonly kind: 'prediction' } | { readonly kind: 'hello'; readonly number: number };
type Reply = { readonly batches: number; readonly hello: number };

/** Both ends of one link, whose messages keep their order until a cut loses them all. */
class LinkPair {
  sender: StudentLink = newLink(memberOf('b'), false);
  receiver: Grant | undefined;
  held = 0;
  forward: Message[] = [];
  back: Reply[] = [];

  cut(): void {
    this.sender = disconnected(this.sender, 2);
    [this.forward, this.back] = [[], []];
    this.sender = connected(this.sender);
    this.hello();
  }

  hello(): void {
    this.sender = nextHello(this.sender);
    this.repeat();
  }

  repeat(): void {
    this.forward.push({ kind: 'hello', number: this.sender.hello });
  }

  predict(): void {
    if (!canSend(this.sender)) {
      this.sender = waitsOn(this.sender, [], 2);
      return;
    }
    this.sender = sentOn(this.sender, [], 2);
    this.forward.push({ kind: 'prediction' });
  }

  arrive(): void {
    const message = this.forward.shift();
    if (message === undefined) return;
    if (message.kind === 'hello') {
      this.receiver = givenBack(this.receiver ?? FULL_GRANT);
      this.back.push({ batches: this.receiver.outstanding, hello: message.number });
      return;
    }
    const grant = spent(this.receiver);
    assert.ok(grant !== null, 'a prediction without credit');
    this.receiver = grant;
    this.held++;
  }

  consume(): void {
    if (this.held === 0) return;
    this.held--;
    const grant = owing(this.receiver!, 1);
    this.receiver = isDue(grant) ? givenBack(grant) : grant;
    if (isDue(grant)) this.back.push({ batches: grant.owed, hello: 0 });
  }

  reply(): void {
    const reply = this.back.shift();
    const next = reply === undefined ? null : credited(this.sender, reply);
    if (next === null) return;
    const waiting = this.sender.pending.length;
    this.sender = next;
    for (let i = 0; i < waiting; i++) this.predict();
  }

  /** Delivers all that is under way. */
  settle(): void {
    while (this.forward.length + this.back.length > 0) {
      this.arrive();
      this.reply();
    }
  }

  check(): void {
    const { sender, receiver, held, forward } = this;
    assert.ok(sender.credit >= 0 && sender.credit <= LIMITS.creditBatches);
    if (receiver === undefined) return;
    assert.equal(receiver.outstanding + receiver.owed + held, LIMITS.creditBatches);
    const underWay = forward.filter(({ kind }) => kind === 'prediction').length;
    assert.ok(sender.credit + underWay <= receiver.outstanding, 'no more credit than was granted');
  }
}

const actions = fc.array(
  fc.constantFrom('cut', 'hello', 'repeat', 'predict', 'predict', 'arrive', 'arrive', 'consume', 'reply'),
  { maxLength: 200, size: 'max' },
);

test('whatever is lost, no prediction is sent without credit, and none of it is granted twice', () => {
  fc.assert(
    fc.property(actions, (script) => {
      const pair = new LinkPair();
      pair.cut();
      for (const action of script) {
        pair[action as 'cut']();
        pair.check();
      }
    }),
    { numRuns: 2_000 },
  );
});

test('after a hello both ends agree on the credit again', () => {
  fc.assert(
    fc.property(actions, (script) => {
      const pair = new LinkPair();
      pair.cut();
      for (const action of script) pair[action as 'cut']();
      pair.hello();
      pair.settle();
      assert.equal(pair.sender.credit, pair.receiver!.outstanding);
    }),
    { numRuns: 2_000 },
  );
});
