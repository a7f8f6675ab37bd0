import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Machines } from './machines.js';

/** Writes the frames of every interface to a file, each once: as it comes in. */
const PROGRAM = `
import socket, sys
taken = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.ntohs(3))
taken.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 26)
with open(sys.argv[1], 'wb', buffering=0) as file:
    print('ready', flush=True)
    while True:
        frame, (_, _, kind, *_) = taken.recvfrom(1 << 17)
        if kind != socket.PACKET_OUTGOING:
            file.write(len(frame).to_bytes(4, 'little') + frame)
`;

/** Everything that passes between machines. */
export interface Capture {
  /** @returns The payloads of TCP, one after the other, and those of UDP. */
  stop(): Promise<{ readonly tcp: Buffer; readonly udp: Buffer }>;
}

/** Begins to capture; a test waits for that. */
export async function startCapture({ onSwitch }: Machines, file: string): Promise<Capture> {
  const [command, ...prefix] = onSwitch;
  const child = spawn(command!, [...prefix, 'python3', '-c', PROGRAM, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return {
    async stop() {
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
      const frames = framesIn(readFileSync(file));
      const of = (protocol: number): Buffer =>
        Buffer.concat(
          frames.filter((frame) => isIp(frame) && frame[23] === protocol).map((frame) => frame.subarray(34)),
        );
      return { tcp: of(6), udp: of(17) };
    },
  };
}

function isIp(frame: Buffer): boolean {
  return frame.readUInt16BE(12) === 0x0800;
}

function framesIn(bytes: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at + 4 <= bytes.length; ) {
    const { length } = frames[frames.push(bytes.subarray(at + 4, at + 4 + bytes.readUInt32LE(at))) - 1]!;
    at += 4 + length;
  }
  return frames;
}
