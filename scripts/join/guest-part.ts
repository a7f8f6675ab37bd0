import { readResult } from '../../peer/io/peer-result.js';
import { addressTowards } from '../../peer/net/route.js';
import { CodistillError } from '../../proto/errors.js';
import type { Guest } from '../launch/guest.js';
import type { Part } from '../launch/part.js';
import { proofOf } from '../nats-settings.js';
import { typedCommand } from '../project-root.js';
import { type HandOver, openHandOver } from '../results/hand-over.js';
import { shellWords } from '../shell-words.js';

/** How often it is looked whether this machine has another address, milliseconds. */
const LOOK_MS = 2_000;

/** The part of a machine that was let in to a run of another one. */
export function guestPart(guest: Guest, runDir: string, dataDir: string | undefined): Part {
  const here = [...guest.keys.keys()];
  let stopFollowing = (): void => {};
  let handOver: HandOver | undefined;
  return {
    guest,
    here,
    begin(view, cohort) {
      const { runId, natsUrl } = guest;
      const say = (line: string): void => view.say(line);
      stopFollowing = followAddress(natsUrl, (address) => {
        say(`this machine is at ${address} now: its peers start anew from their last checkpoints`);
        cohort.restartPeers();
      });
      const peers = new Map(
        [...guest.keys].map(([peerId, settings]) => [
          peerId,
          { natsUrl, natsProof: proofOf({ natsUrl, settings }) },
        ]),
      );
      const own = openHandOver({ runId, peers, runDir, dataDir, say, signal: cohort.interruption });
      handOver = own;
      return {
        member: { peerId: here[0]! },
        onTrouble(error) {
          if (error.code === 'ERR_NATS_LOGIN' && !cohort.isEnding) cohort.fail(cutOff(runId));
        },
        async bring() {
          const { stop, peers: rows } = view.state;
          // The owner of a run that is interrupted waits for no results.
          if (stop?.code === 'interrupted') return {};
          const lost = rows.flatMap(({ id, status }) => (status === 'given up' ? [id] : []));
          const done = here.filter((id) => !lost.includes(id) && readResult(runDir, id) !== undefined);
          if (done.length === 0) return {};
          try {
            return { scores: await own.finish(done) };
          } catch (loss) {
            if (!(loss instanceof CodistillError)) throw loss;
            return { loss };
          } finally {
            if (cohort.interruption.aborted)
              say(`the result is still here: ${comeBackText(runDir)} hands it over`);
          }
        },
      };
    },
    async close() {
      stopFollowing();
      await handOver?.close();
    },
  };
}

/** The command with which this machine comes back. */
export function comeBackText(runDir: string): string {
  return typedCommand(`join --run-dir ${shellWords([runDir])}`);
}

/** Whoever was let in once and is not any more was cut off. */
export function cutOff(runId: string): CodistillError {
  return new CodistillError('ERR_JOIN_REFUSED', `this machine was cut off from run "${runId}" by its owner`, {
    fix: 'ask for another line, and paste it here: the checkpoints are kept',
    facts: { code: 'CUT_OFF' },
  });
}

/**
 * Tells when this machine's address on the way to a server is another one. While no way leads there it is as it was.
 *
 * @returns Ends it.
 */
export function followAddress(
  url: string,
  onChange: (address: string) => void,
  ask: (url: string) => Promise<string> = addressTowards,
): () => void {
  let known: string | undefined;
  let isOver = false;
  const look = async (): Promise<void> => {
    const address = await ask(url).catch(() => known);
    if (isOver || address === undefined) return;
    if (known !== undefined && known !== address) onChange(address);
    known = address;
  };
  void look();
  const timer = setInterval(() => void look(), LOOK_MS);
  timer.unref();
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}
