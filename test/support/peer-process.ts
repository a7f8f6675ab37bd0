/** A peer in a process of its own, with a fake trainer: `node peer-process.js '<json>'`. For tests that kill it. */
import process from 'node:process';
import { type PeerOptions, runPeer } from '../../peer/main.js';
import { lineLog } from './fake-cohort.js';

const lines: string[] = [];
const options = JSON.parse(process.argv[2] ?? '{}') as Omit<PeerOptions, 'log' | 'signal' | 'trainerUrl'>;
const stop = new AbortController();
process.once('disconnect', () => stop.abort());
await runPeer({
  ...options,
  log: lineLog(options.peerId, lines),
  signal: stop.signal,
  trainerUrl: new URL('./fake-trainer.js', import.meta.url),
}).catch((error: unknown) => {
  process.stderr.write(`${lines.join('\n')}\n${String(error)}\n`);
  process.exitCode = 1;
});
process.removeAllListeners('disconnect');
if (process.connected) process.disconnect();
