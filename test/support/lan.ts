import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { braked } from './brake.js';
import { eventually, Running, temporaryDirectory } from './launch.js';
import { createMachines, type Machines } from './machines.js';

/** Samples of a batch. */
const BATCH = 32;
/** A step of a cohort that leaves the cores to what a test does to it takes so long, milliseconds. */
const BRAKED_MS = 20;
const DATA = 'synthetic:classes=4,size=4x4x1,train=800,test=100';
const SPEC = ['--network', 'mlp:16', '--data', DATA, '--batch', String(BATCH)];

/** Machines on a network, the first of which lets the others in. */
export class Lan {
  readonly machines: Machines;
  readonly root: string;
  /** What a command that joins needs besides its line. */
  #modules: readonly string[] = [];

  constructor(t: TestContext, count: number) {
    this.root = temporaryDirectory(t);
    this.machines = createMachines(count);
    t.after(() => this.machines.remove());
  }

  /** A command on a machine, each with a folder of its own. */
  run(machine: number, ...args: string[]): Running {
    const cwd = join(this.root, String(machine));
    mkdirSync(cwd, { recursive: true });
    const more = args[0] === 'join' ? this.#modules : [];
    return new Running([...args, ...more], { prefix: this.machines.on(machine), cwd });
  }

  /** @returns The process, and the words that come after `codistill` in the line that it prints. */
  async up(...args: string[]): Promise<{ readonly up: Running; readonly line: readonly string[] }> {
    const up = this.run(0, 'up', '--run-dir', 'run', ...SPEC, ...args);
    return { up, line: await lineOf(up) };
  }

  /** Likewise, of a cohort that trains until the test is through, slowly: at full speed nothing else would have a core. */
  upForLong(t: TestContext, peers: number, ...args: string[]): ReturnType<Lan['up']> {
    const { view } = braked(t, BATCH, BRAKED_MS);
    this.#modules = ['--allow-modules', dirname(view)];
    const wishes = Array.from({ length: peers }, () => ['--peer', `view=${view}`]).flat();
    return this.up(...args, '--peers', String(peers), ...wishes, '--steps', '1000000');
  }

  directory(machine: number, name = 'run'): string {
    return join(this.root, String(machine), name);
  }
}

/** The words that come after `codistill` in the line with which others join. */
export async function lineOf(up: Running): Promise<readonly string[]> {
  const [, token] = await up.seen(/npm run codistill -- join (codistill1\w+)/);
  return ['join', token!];
}

/** The peer that a guest runs. */
export async function placeOf(guest: Running): Promise<string> {
  const [, peerId] = await guest.seen(/joined run \S+ as (peer-\d)/);
  return peerId!;
}

export async function endedWell(...processes: readonly Running[]): Promise<void> {
  for (const one of processes) {
    const { code, stdout, stderr } = await one.finished;
    assert.equal(code, 0, stdout + stderr);
  }
}

/** The step that a peer has come to, as a launcher's lines tell. */
function stepOf(peerId: string, { output }: Running): number {
  return Number([...output.matchAll(new RegExp(`${peerId} .*?step (\\d+)/`, 'g'))].at(-1)?.[1] ?? 0);
}

/** Waits until the peers have trained on for a good while. */
export async function trainsOn(launcher: Running, ...peerIds: readonly string[]): Promise<void> {
  for (const peerId of peerIds) {
    const from = stepOf(peerId, launcher);
    await eventually(() => stepOf(peerId, launcher) > from + 20, `${peerId} trains on from step ${from}`);
  }
}
