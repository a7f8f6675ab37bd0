import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SendingSocket, SocketWriter } from '../../../../peer/net/socket-loops.js';

/** Keeps what it is given, and fails where a message begins with the name of an error. */
class FakeSocket implements SendingSocket {
  closed = false;
  readonly sent: string[] = [];
  #sending = false;

  async send([part]: Uint8Array[]): Promise<void> {
    assert.ok(!this.#sending, 'ZeroMQ allows one pending send');
    this.#sending = true;
    await new Promise((resolve) => setImmediate(resolve));
    this.#sending = false;
    const text = Buffer.from(part!).toString();
    if (text.startsWith('E')) throw Object.assign(new Error(text), { code: text });
    this.sent.push(text);
  }
}

const parts = (text: string): readonly Uint8Array[] => [Buffer.from(text)];

test('messages are sent one at a time, in order; a failed one and those beyond the queue are dropped', async () => {
  const socket = new FakeSocket();
  const writer = new SocketWriter(socket, 3);
  for (const text of ['1', 'EAGAIN', '3', '4', '5']) writer.send(parts(text));
  await writer.drained();
  assert.deepEqual(socket.sent, ['1', '3', '4']); // the first no longer waited
});

test('whether a connection is there is known after all that waited before', async () => {
  const socket = new FakeSocket();
  const writer = new SocketWriter(socket, 1);
  writer.send(parts('1'));
  writer.send(parts('2'));
  const reached = [
    writer.reaches(parts('3')),
    writer.reaches(parts('EAGAIN')),
    writer.reaches(parts('EHOSTUNREACH')),
  ];
  assert.deepEqual(await Promise.all(reached), [true, true, false]);
  assert.deepEqual(socket.sent, ['1', '2', '3']);
  socket.closed = true;
  assert.equal(await writer.reaches(parts('4')), false);
  assert.deepEqual(socket.sent, ['1', '2', '3']);
});

test('a socket that throws at once, or is closed, neither stops its writer nor keeps anybody waiting', async () => {
  const taken: string[] = [];
  let throws = true;
  const socket = {
    closed: false,
    send(sent: Uint8Array[]): Promise<void> {
      if (throws) throw Object.assign(new Error('EAGAIN'), { code: 'EAGAIN' });
      taken.push(Buffer.from(sent[0]!).toString());
      return Promise.resolve();
    },
  };
  const writer = new SocketWriter(socket, 3);
  writer.send(parts('1'));
  throws = false;
  writer.send(parts('2'));
  assert.deepEqual(taken, ['2']);
  await writer.drained();
  socket.closed = true;
  writer.send(parts('3'));
  await writer.drained();
  assert.equal(await writer.reaches(parts('4')), false);
  assert.deepEqual(taken, ['2']);
});
