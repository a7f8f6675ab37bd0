import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { assertNever } from '../../proto/errors.js';
import { isAlive } from '../support/launch.js';
import type { ChaosEvent } from './events.js';
import { type Role, signal } from './family.js';
import type { ObservedRun } from './observed-run.js';

/** Does to a run what an event says, and returns when that is over; the run may be anything but whole then. */
export async function inflict(run: ObservedRun, event: ChaosEvent): Promise<void> {
  const { kind, forMs } = event;
  const peer = run.peers[event.peer]!;
  switch (kind) {
    case 'pause-peer-briefly':
    case 'pause-peer-beyond-lease':
      return paused(run, [await run.pidOf(peer)], forMs);
    case 'pause-coordinator':
      return paused(run, [await run.pidOf('coordinator')], forMs);
    case 'pause-nats-server':
      return paused(run, [await run.pidOf('nats-server')], forMs);
    case 'pause-launcher':
      return paused(run, [run.launcher], forMs);
    case 'pause-everything':
      return paused(run, run.pids, forMs);
    case 'kill-peer':
      return kill(run, peer);
    case 'kill-coordinator':
    case 'wipe-store-and-kill-coordinator':
      await run.untilMayDie('coordinator');
      if (kind === 'wipe-store-and-kill-coordinator') await killServer(run, true);
      return kill(run, 'coordinator');
    case 'kill-nats-server':
    case 'wipe-store':
      return killServer(run, kind === 'wipe-store');
    case 'fill-disk': {
      const filler = join(run.disk, 'filler');
      fill(filler);
      await delay(forMs);
      return rmSync(filler, { force: true });
    }
    case 'close-stdout':
      run.running.child.stdout!.destroy();
      return;
    default:
      return assertNever(kind);
  }
}

async function paused(run: ObservedRun, pids: readonly number[], forMs: number): Promise<void> {
  for (const pid of pids) signal(pid, 'SIGSTOP');
  await delay(forMs);
  const still = run.pids;
  for (const pid of pids) if (still.includes(pid)) signal(pid, 'SIGCONT');
}

async function kill(run: ObservedRun, role: Role): Promise<void> {
  await run.untilMayDie(role);
  signal(await run.pidOf(role), 'SIGKILL');
}

/** The guard stands still meanwhile, so that the launcher hears of the death when the store is as it should be. */
async function killServer(run: ObservedRun, wipes: boolean): Promise<void> {
  await run.untilMayDie('nats-server');
  const [guard, server] = [await run.pidOf('guard'), await run.pidOf('nats-server')];
  signal(guard, 'SIGSTOP');
  signal(server, 'SIGKILL');
  await run.until(() => !isAlive(server), 'nats-server is dead');
  if (wipes) rmSync(join(run.runDir, 'nats', 'jetstream'), { recursive: true, force: true });
  signal(guard, 'SIGCONT');
}

/** Fills a disk to its last byte. */
export function fill(file: string): void {
  try {
    for (;;) writeFileSync(file, Buffer.alloc(64 * 1024), { flag: 'a' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
