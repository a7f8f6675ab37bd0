import { join } from 'node:path';
import process from 'node:process';
import type { CodistillError } from '../../proto/errors.js';
import { bounded } from '../../proto/net/bounded-wait.js';
import { RESTART_POLICY, type RestartPolicy } from '../launch/restart-policy.js';
import { SupervisedProcess } from '../launch/supervised-process.js';
import { hostFailure, mayGoOn, saidOf } from './host-failure.js';
import type { Host } from './hosts-file.js';
import { runDirOn, sshArguments } from './ssh-command.js';

/** Lines of a host that its launcher shows; the others are in its log. */
const SHOWN = /^((joined )?run |set-up )/;
/** Lines that are nobody's last words: errors as JSON, and npm's about the command that failed. */
const NOISE = /^(\{"error":|npm |\s*$)/;

export interface HostProcessOptions {
  readonly runId: string;
  /** With which its peers are let in. */
  readonly token: string;
  readonly logsDirectory: string;
  readonly say: (line: string) => void;
  /** Whether its part is still to go on. */
  readonly isNeeded: () => boolean;
  /** How often it is started again. @default as a peer of this machine */
  readonly policy?: RestartPolicy;
}

/** The ssh that runs a host's part of a run. It is started again where that part was cut off; peers that die start again there. */
export class HostProcess {
  readonly host: Host;
  /** The error with which its part ended too early; `undefined` where it ended well or was ended. */
  readonly done: Promise<CodistillError | undefined>;
  readonly #process: SupervisedProcess;
  #lastLine = '';
  #hasJoined = false;

  constructor(host: Host, options: HostProcessOptions) {
    const { runId, token, logsDirectory, say, isNeeded, policy = RESTART_POLICY } = options;
    this.host = host;
    const logFile = join(logsDirectory, `host-${host.name}.log`);
    const plan = {
      ...{ name: host.name, command: 'ssh', args: sshArguments(host, runId), environment: process.env },
      ...{ logFile, input: `${token}\n` },
    };
    let said = '';
    this.#process = new SupervisedProcess(plan, {
      policy,
      random: { uniform: Math.random },
      kindOf: (exit) => {
        if (exit.code === 0) return 'finished';
        said = saidOf({ exit, lastLine: this.#lastLine });
        return this.#hasJoined && isNeeded() && mayGoOn(exit) ? 'restartable' : 'hopeless';
      },
      onEvent: (event) => {
        if (event.kind === 'restarting') say(`${host.name}: its part was cut off (${said}): ${event.reason}`);
      },
      warn: say,
      onLine: (line) => this.#hear(line, say),
    });
    this.done = this.#process.done.then(({ kind, exit }) => {
      if (kind !== 'given-up') return undefined;
      const [lastLine, hasJoined] = [this.#lastLine, this.#hasJoined];
      return hostFailure({ host, exit, lastLine, hasJoined, logFile, runDir: runDirOn(host, runId) });
    });
  }

  start(): void {
    this.#process.start();
  }

  /**
   * Waits for its end, then ends it by the end of its standard input, then in any case.
   *
   * @param graceMs - How long it may take to end by itself.
   * @param limitMs - How long it may take to end in good order.
   */
  async end(graceMs: number, limitMs: number): Promise<void> {
    this.#process.expectEnd();
    await bounded(this.done, graceMs);
    this.#process.closeInput();
    await bounded(this.done, limitMs);
    this.kill();
    await this.done;
  }

  kill(): void {
    this.#process.signal('SIGKILL');
  }

  #hear(line: string, say: (line: string) => void): void {
    if (!NOISE.test(line)) this.#lastLine = line.trim();
    if (!SHOWN.test(line)) return;
    this.#hasJoined ||= !line.startsWith('set-up ');
    say(`${this.host.name}: ${line}`);
  }
}
