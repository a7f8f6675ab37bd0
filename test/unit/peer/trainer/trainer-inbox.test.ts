import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { IoMessage } from '../../../../peer/mailbox/messages.js';
import { TrainerInbox } from '../../../../peer/trainer/trainer-inbox.js';

const weights: IoMessage = { kind: 'teacherWeights', teachers: [] };

function connected(t: TestContext): { inbox: TrainerInbox; sender: MessagePort } {
  const { port1, port2 } = new MessageChannel();
  t.after(() => port1.close());
  return { inbox: new TrainerInbox(port2), sender: port1 };
}

test('messages are taken in order without the event loop turning', (t) => {
  const { inbox, sender } = connected(t);
  assert.deepEqual(inbox.take(), []);
  sender.postMessage(weights);
  sender.postMessage({ kind: 'start', step: 3 });
  assert.deepEqual(
    inbox.take().map((message) => message.kind),
    ['teacherWeights', 'start'],
  );
  assert.deepEqual(inbox.take(), []);
});

test('the word to begin is waited for, and what else came is kept', async (t) => {
  const { inbox, sender } = connected(t);
  const begin = inbox.start();
  sender.postMessage(weights);
  sender.postMessage({ kind: 'start', step: 3 });
  sender.postMessage(weights);
  assert.deepEqual(await begin, { kind: 'start', step: 3 });
  assert.equal(inbox.take().length, 2);
});

test('who listens is called when something has come', async (t) => {
  const { inbox, sender } = connected(t);
  const heard = new Promise<void>((resolve) => inbox.listen(resolve));
  sender.postMessage(weights);
  await heard;
  assert.equal(inbox.take().length, 1);
});
