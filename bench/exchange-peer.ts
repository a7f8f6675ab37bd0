/** One peer whose trainer only exchanges: `node exchange-peer.js '<json>'`, started by `exchange-cohort.ts`. */
import process from 'node:process';
import { type PeerOptions, runPeer } from '../peer/main.js';
import { runChild } from '../scripts/child-process.js';

/** The options of a peer that travel as JSON. */
export type ExchangePeerOptions = Omit<PeerOptions, 'log' | 'signal' | 'trainerUrl'>;

const options = JSON.parse(process.argv[2] ?? '') as ExchangePeerOptions;
await runChild(options.peerId, options.runDir, async (log, signal) => {
  const trainerUrl = new URL('./exchange-trainer.js', import.meta.url);
  await runPeer({ ...options, log, signal, trainerUrl });
});
