import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { ErrorCode } from '../proto/errors.js';
import { Running } from '../test/support/launch.js';
import type { Ends } from '../test/support/nats-refusals.js';

/** A command line with what stands around it. */
export interface CommandLine {
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Words before it, such as a shell's. */
  readonly prefix?: readonly string[];
}

/** Where one mistake is made. */
export interface Workplace extends Ends {
  /** For files that are there before the mistake. */
  readonly folder: string;
  /** Runs a command to its good end. */
  ran(args: readonly string[]): Promise<void>;
  /** Starts a command that goes on until the mistake is over; resolves when it has said something. */
  started(args: readonly string[], said: RegExp): Promise<void>;
}

/** Something that a user does wrong. */
export interface Mistake {
  /** The error that answers it. */
  readonly code: ErrorCode;
  /** In a reader's words. */
  readonly what: string;
  /** Whether it can be known before any process of a run starts. */
  readonly known: 'before' | 'later';
  /** Makes what the command needs. */
  readonly prepare: (place: Workplace) => CommandLine | Promise<CommandLine>;
}

/** Longest time to the prompt that is good enough, seconds. */
export const BOUND_SECONDS: Readonly<Record<Mistake['known'], number>> = { before: 2, later: 8 };

/** How one mistake ended. */
export interface Outcome {
  /** From the command to the prompt. */
  readonly seconds: number;
  readonly exitCode: number | null;
  /** The error that was printed first, or the last words. */
  readonly said: string;
  /** Processes that are still there; they are killed. `null` where this system does not tell. */
  readonly childrenLeft: number | null;
  /** Files and folders that were made where the command was typed. */
  readonly made: readonly string[];
}

const LIFE_MS_MAX = 120_000;
const GIVEN = 'given';
/** Every process of one mistake has it in its environment, with a value of its own. */
const MARK = 'CODISTILL_MISTAKE';

/** Makes a mistake once, in a folder of its own that is removed again. */
export async function make({ prepare }: Mistake): Promise<Outcome> {
  const directory = mkdtempSync(join(tmpdir(), 'codistill-mistake-'));
  const folder = join(directory, GIVEN);
  mkdirSync(folder);
  const ends: (() => void | Promise<void>)[] = [];
  const place: Workplace = {
    folder,
    after: (hook) => ends.push(hook),
    async ran(args) {
      const { code, stderr } = await new Running(args, { cwd: folder, lifeMsMax: LIFE_MS_MAX }).finished;
      if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stderr}`);
    },
    async started(args, said) {
      const running = new Running(args, { cwd: folder, lifeMsMax: LIFE_MS_MAX });
      ends.push(async () => {
        running.child.kill('SIGINT');
        await running.finished;
      });
      await running.seen(said);
    },
  };
  try {
    const { args, env, prefix } = await prepare(place);
    const mark = randomUUID();
    const fromMs = performance.now();
    const running = new Running(args, {
      cwd: directory,
      env: { ...env, [MARK]: mark, CI: 'true' },
      ...(prefix === undefined ? {} : { prefix }),
      lifeMsMax: LIFE_MS_MAX,
    });
    const { code, stderr } = await running.finished;
    const seconds = (performance.now() - fromMs) / 1000;
    const made = readdirSync(directory).filter((name) => name !== GIVEN);
    return { seconds, exitCode: code, said: errorIn(stderr), childrenLeft: killMarked(mark), made };
  } finally {
    for (const end of ends.toReversed()) await end();
    rmSync(directory, { recursive: true, force: true });
  }
}

function errorIn(stderr: string): string {
  return /^error (ERR_\w+)/m.exec(stderr)?.[1] ?? stderr.trim().split('\n').at(-1) ?? '';
}

function killMarked(mark: string): number | null {
  if (process.platform !== 'linux') return null;
  const marked = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isMarked(pid, mark));
  for (const pid of marked) process.kill(Number(pid), 'SIGKILL');
  return marked.length;
}

function isMarked(pid: string, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`${MARK}=${mark}`);
  } catch {
    return false; // it has just ended, or is another user's
  }
}
