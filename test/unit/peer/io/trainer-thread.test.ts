import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { startTrainer, TrainerRest, type TrainerThread } from '../../../../peer/io/trainer-thread.js';
import type { TrainerMessage, TrainerOptions } from '../../../../peer/mailbox/messages.js';
import type { CodistillError } from '../../../../proto/errors.js';
import { specOf } from '../../../support/specs.js';

const OPTIONS: TrainerOptions = { spec: specOf(), peerId: 'peer-0', runDir: '.', cacheDir: '.' };

interface Started {
  readonly thread: TrainerThread;
  readonly messages: TrainerMessage[];
  readonly message: Promise<TrainerMessage>;
  readonly death: Promise<CodistillError>;
}

/** Starts a thread that runs a few lines with `port` and `options` at hand. */
function start(t: TestContext, body: string): Started {
  const source = `import { parentPort as port, workerData as options } from 'node:worker_threads';\n${body}`;
  const messages: TrainerMessage[] = [];
  let onMessage: (message: TrainerMessage) => void = () => undefined;
  let onDeath: (error: CodistillError) => void = () => undefined;
  const message = new Promise<TrainerMessage>((resolve) => {
    onMessage = resolve;
  });
  const death = new Promise<CodistillError>((resolve) => {
    onDeath = resolve;
  });
  const url = new URL(`data:text/javascript,${encodeURIComponent(source)}`);
  const thread = startTrainer(url, OPTIONS, {
    onMessage(received) {
      messages.push(received);
      onMessage(received);
    },
    onDeath: (error) => onDeath(error),
  });
  t.after(() => thread.end(0));
  return { thread, messages, message, death };
}

test('the trainer is given its options and its start, and its messages come back', async (t) => {
  const { thread, message } = start(
    t,
    `port.once('message', ({ kind, step }) => port.postMessage({ kind: 'busy', step, forMs: options.peerId.length + kind.length }));`,
  );
  thread.tell({ kind: 'start', step: 40 });
  assert.deepEqual(await message, { kind: 'busy', step: 40, forMs: 'peer-0'.length + 'start'.length });
});

test('a trainer that throws, or ends without a word, is a death that says how', async (t) => {
  const thrown = await start(t, `throw new Error('a fault of the trainer');`).death;
  assert.equal(thrown.code, 'ERR_INTERNAL');
  assert.match(thrown.message, /a fault of the trainer/);
  const exited = await start(t, 'process.exit(7);').death;
  assert.match(exited.message, /ended with code 7/);
});

test('a trainer that ends by itself in time is waited for', async (t) => {
  const { thread, messages } = start(
    t,
    `port.once('message', () => { port.postMessage({ kind: 'call' }); port.close(); });`,
  );
  thread.tell({ kind: 'start', step: 0 });
  await thread.end(30_000);
  assert.deepEqual(messages, [{ kind: 'call' }]);
});

test('a trainer that hangs is ended by force after its grace', async (t) => {
  const { thread, message, death } = start(t, `port.postMessage({ kind: 'call' }); for (;;);`);
  await message;
  await thread.end(20);
  assert.match((await death).message, /ended with code 1/); // it would not end by itself
});

test('a thread that rests takes the next run, and hears nothing more of the last', async () => {
  const rest = new TrainerRest();
  const url = new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort as port, workerData, threadId } from 'node:worker_threads';
     const run = ({ peerId, stays }) => port.postMessage({ kind: 'busy', step: threadId, forMs: stays ? peerId.length : 0 });
     run(workerData);
     port.on('message', (message) => {
       if (message.kind === 'next') run(message.options);
       else port.postMessage({ kind: message.step === 1 ? 'rested' : 'call' });
     });`)}`,
  );
  const heard: TrainerMessage[][] = [];
  const begin = (peerId: string): { thread: TrainerThread; message: Promise<void> } => {
    const own: TrainerMessage[] = [];
    heard.push(own);
    let onMessage!: () => void;
    const message = new Promise<void>((resolve) => {
      onMessage = resolve;
    });
    const handlers = {
      onMessage(received: TrainerMessage) {
        own.push(received);
        onMessage();
      },
      onDeath: (error: CodistillError) => assert.fail(error),
    };
    return { thread: startTrainer(url, { ...OPTIONS, peerId }, handlers, rest), message };
  };
  const first = begin('a');
  await first.message;
  first.thread.tell({ kind: 'start', step: 1 });
  await first.thread.end(30_000);
  const second = begin('four');
  await second.message;
  const step = heard[0]![0]!.kind === 'busy' ? heard[0]![0]!.step : 0;
  assert.deepEqual(heard, [[{ kind: 'busy', step, forMs: 1 }], [{ kind: 'busy', step, forMs: 4 }]]);
  second.thread.tell({ kind: 'start', step: 1 });
  await second.thread.end(30_000);
  await rest.take()?.terminate();
});
