#!/bin/bash
# nats 2.29.3: a client that reconnects by itself comes to have two connections once its server has stood still.
#
# A good guess: one client, one connection. But an attempt to reconnect that runs out of time is not closed (`_closed` in
# lib/src/node_transport.js returns at once where `connected` is false). When the server goes on, it greets that socket,
# then ends it, as no CONNECT comes. The client takes this for the loss of its connection and dials again, without closing
# the connection that it meanwhile has (`prepare` in protocol.js calls `discard`, which does nothing): both stay open and
# subscribed, every message comes twice, and `noEcho` no longer keeps a client from hearing itself.
#
# Seen with Node 20.20.2: "connections that the client uses: 2".
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund nats@2.29.3
cat > seen.mjs <<'JS'
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from 'nats';

const INFO = `INFO ${JSON.stringify({ server_id: 'S', version: '2.15.1', host: '127.0.0.1', port: 1, max_payload: 1e6, headers: true, proto: 1 })}\r\n`;
let standsStill = false;
const used = new Set(); // sockets on which the client has said CONNECT
const waiting = [];
const server = createServer((socket) => {
  socket.on('error', () => {});
  socket.on('close', () => used.delete(socket));
  socket.on('data', (bytes) => {
    if (standsStill) return;
    const text = String(bytes);
    if (text.includes('CONNECT')) used.add(socket);
    for (const _ of text.matchAll(/PING\r\n/g)) socket.write('PONG\r\n');
  });
  const greet = () => {
    socket.write(INFO);
    setTimeout(() => used.has(socket) || socket.destroy(), 500); // as a server that wants to know who is there
  };
  if (standsStill) waiting.push(greet);
  else greet();
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

await connect({
  servers: `127.0.0.1:${server.address().port}`,
  pingInterval: 500,
  maxPingOut: 2,
  timeout: 2_000,
  maxReconnectAttempts: -1,
  reconnectDelayHandler: () => 50, // sooner than its pings find out
});
standsStill = true;
while (waiting.length < 2) await delay(10); // the first attempt has run out of time, the second one waits
standsStill = false;
for (const greet of waiting) greet();
await delay(3_000);
console.log(`connections that the client uses: ${used.size}`);
process.exit();
JS
seen=$(node seen.mjs)
echo "$seen"
[ "$seen" = 'connections that the client uses: 2' ]
