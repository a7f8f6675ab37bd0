import { setTimeout as delay } from 'node:timers/promises';
import { LineFile } from '../../peer/files/line-file.js';
import type { RandomStream } from '../../proto/random.js';
import { WARNING_PREFIX } from '../parent-watch.js';
import { type BeginProcess, type BegunProcess, beginProcess, type ProcessPlan } from './begun-process.js';
import {
  type ExitKind,
  exitKind,
  exitReason,
  lastWords,
  type ProcessExit,
  reportedError,
} from './exit-reason.js';
import { decideRestart, type RestartHistory, type RestartPolicy } from './restart-policy.js';

/** A change in a process's life; shown to the user. */
export type ProcessEvent =
  | { readonly kind: 'started'; readonly name: string; readonly pid: number; readonly start: number }
  | { readonly kind: 'died'; readonly name: string; readonly reason: string }
  | { readonly kind: 'restarting'; readonly name: string; readonly reason: string }
  | { readonly kind: 'given-up'; readonly name: string; readonly reason: string }
  | { readonly kind: 'ended'; readonly name: string; readonly reason: string };

/** The end of a supervised process, after which it is not started again. */
export interface ProcessOutcome {
  readonly kind: 'finished' | 'given-up' | 'stopped';
  readonly exit: ProcessExit;
}

export interface SupervisorOptions {
  readonly policy: RestartPolicy;
  readonly random: Pick<RandomStream, 'uniform'>;
  readonly onEvent: (event: ProcessEvent) => void;
  /** Hears when the log cannot be written, which ends nothing, and what the child wants the user to know. */
  readonly warn: (message: string) => void;
  /** Hears every line of its standard error. */
  readonly onLine?: (line: string) => void;
  /** Says what an end means. @default by its status and error */
  readonly kindOf?: (exit: ProcessExit) => ExitKind;
  /** How it is begun. @default as a process of its own */
  readonly begin?: BeginProcess | undefined;
}

/** Enough of a child's last words to find its error in. */
const TAIL_CHARACTERS_MAX = 64 * 1024;

/** A child process that is started again when it dies. */
export class SupervisedProcess {
  readonly done: Promise<ProcessOutcome>;
  readonly #plan: ProcessPlan;
  readonly #options: SupervisorOptions;
  readonly #log: LineFile;
  #settle: (outcome: ProcessOutcome) => void = () => {};
  #child: BegunProcess | undefined;
  #timer: NodeJS.Timeout | undefined;
  #history: RestartHistory = [];
  #lastWords: string | undefined;
  #starts = 0;
  #stopping = false;
  #wanted = false;
  #over = false;

  constructor(plan: ProcessPlan, options: SupervisorOptions) {
    this.#plan = plan;
    this.#options = options;
    this.#log = new LineFile(plan.logFile, options.warn);
    this.done = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  get name(): string {
    return this.#plan.name;
  }

  get restarts(): number {
    return Math.max(0, this.#starts - 1);
  }

  get isOver(): boolean {
    return this.#over;
  }

  start(): void {
    if (this.#over) return;
    this.#starts += 1;
    let tail = '';
    const { begin = beginProcess, warn, onEvent } = this.#options;
    const child = begin(this.#plan, {
      warn,
      onText: (text) => {
        this.#log.append(text);
        tail = (tail + text).slice(-TAIL_CHARACTERS_MAX);
      },
      onLine: (line) => this.#heard(line),
      onEnd: (code, signal, failure) => {
        const error =
          reportedError(tail) ??
          (failure === undefined ? undefined : { code: 'ERR_INTERNAL' as const, message: failure, fix: '' });
        this.#ended({ code, signal, ...(error === undefined ? {} : { error }) });
      },
    });
    this.#child = child;
    if (child.pid !== undefined) {
      onEvent({ kind: 'started', name: this.name, pid: child.pid, start: this.#starts });
    }
  }

  #heard(line: string): void {
    this.#options.onLine?.(line);
    if (!line.startsWith(WARNING_PREFIX)) return;
    this.#options.warn(`${this.name}: ${line.slice(WARNING_PREFIX.length)}`);
  }

  /** From now on the end of this process is what is wanted: it is not started again. */
  expectEnd(): void {
    this.#stopping = true;
    if (this.#child !== undefined || this.#over) return;
    clearTimeout(this.#timer);
    this.#finish('stopped', { code: null, signal: null });
  }

  /** Ends the process, and starts it again at once: that is none of the restarts after which it would be given up. */
  restart(): void {
    this.#wanted = this.#child !== undefined;
    this.signal('SIGKILL');
  }

  /** Closes its standard input, whereupon a process that watches it ends. */
  closeInput(): void {
    this.#child?.closeInput();
  }

  /** Sends a signal to the process and everything it started; without effect once it is gone. */
  signal(signal: NodeJS.Signals): void {
    this.#child?.signal(signal);
  }

  #ended(exit: ProcessExit): void {
    this.#child = undefined;
    const reason = exitReason(exit);
    const { onEvent, kindOf = exitKind } = this.#options;
    const kind = kindOf(exit);
    if (kind === 'finished' || this.#stopping) {
      // Whoever was asked to end, and had to be pressed, has nothing to be alarmed about.
      onEvent({ kind: 'ended', name: this.name, reason: exit.signal === null ? reason : 'stopped' });
      this.#finish(kind === 'finished' ? 'finished' : 'stopped', exit);
      return;
    }
    if (this.#wanted) {
      this.#wanted = false;
      this.start();
      return;
    }
    onEvent({ kind: 'died', name: this.name, reason });
    if (kind === 'hopeless') {
      onEvent({ kind: 'given-up', name: this.name, reason: 'not restarted: it would end in the same way' });
      this.#finish('given-up', exit);
      return;
    }
    const words = lastWords(exit);
    const isSame = words !== undefined && words === this.#lastWords;
    const { policy, random } = this.#options;
    const decision = decideRestart(this.#history, policy, performance.now(), random, isSame);
    this.#history = decision.history;
    this.#lastWords = words;
    if (decision.kind === 'give-up') {
      onEvent({ kind: 'given-up', name: this.name, reason: `${decision.reason}; last: ${reason}` });
      this.#finish('given-up', exit);
      return;
    }
    onEvent({ kind: 'restarting', name: this.name, reason: decision.reason });
    this.#timer = setTimeout(() => this.start(), decision.delayMs);
  }

  #finish(kind: ProcessOutcome['kind'], exit: ProcessExit): void {
    this.#over = true;
    this.#log.close();
    this.#settle({ kind, exit });
  }
}

/** Gives a process time to end by itself, then a SIGTERM, then a SIGKILL. */
export async function endProcess(one: SupervisedProcess | undefined, graceMs: number): Promise<void> {
  if (one === undefined) return;
  one.expectEnd();
  const over = one.done.then(() => true);
  if (graceMs > 0 && (await Promise.race([over, delay(graceMs, false, { ref: false })]))) return;
  one.signal('SIGTERM');
  if (await Promise.race([over, delay(1_000, false, { ref: false })])) return;
  one.signal('SIGKILL');
  await one.done;
}
