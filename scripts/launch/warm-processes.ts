import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { withoutNatsVariables } from '../nats-settings.js';
import {
  type BeginProcess,
  type BegunProcess,
  beginProcess,
  hasEnded,
  type ProcessEars,
  type ProcessPlan,
  signalGroup,
  spawnLeader,
} from './begun-process.js';
import { codistillFile } from './child-arguments.js';

/** A command for a warm process, a line of JSON on its standard input. */
export interface WarmRequest {
  /** As typed after `codistill`. */
  readonly args: readonly string[];
  /** The whole environment. */
  readonly environment: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Ends the last line of its standard error when the command has ended well. */
  readonly mark: string;
}

/**
 * Processes of `codistill` that take one command after the other, such as the peers of one run after those of another: to
 * start a peer takes longer than a small network trains.
 *
 * A process is lent again only after a command that ended well and was sent no signal. One that failed, or was interrupted
 * or killed, has ended, and another one begins in its place, as without this class. Node's flags and the environment, which
 * libraries read once, are those that a process of its own would have.
 */
export class WarmProcesses {
  readonly #processes = new Set<WarmProcess>();

  /** Carries out a plan; one of another program by a process of its own. */
  readonly begin: BeginProcess = (plan, ears) => {
    const at = plan.args.indexOf(codistillFile());
    if (plan.command !== process.execPath || at < 0) return beginProcess(plan, ears);
    const [flags, args] = [plan.args.slice(0, at), plan.args.slice(at + 1)];
    const key = JSON.stringify([
      flags,
      args[0],
      Object.entries(withoutNatsVariables(plan.environment)).sort(),
    ]);
    const idle = [...this.#processes].filter((one) => one.isIdle);
    return (idle.find((one) => one.key === key) ?? this.#start(key, flags, plan, idle)).lend(
      plan,
      args,
      ears,
    );
  };

  /** There are never more processes than were at work at once: one that nobody wants makes room. */
  #start(
    key: string,
    flags: readonly string[],
    plan: ProcessPlan,
    idle: readonly WarmProcess[],
  ): WarmProcess {
    idle[0]?.end();
    const one: WarmProcess = new WarmProcess(key, flags, plan.environment, () => this.#processes.delete(one));
    this.#processes.add(one);
    return one;
  }

  /** Ends every process, whatever it does. */
  close(): void {
    for (const one of this.#processes) one.end();
  }
}

/** One process, lent from time to time. */
class WarmProcess {
  readonly key: string;
  readonly #child: ChildProcess;
  #ears: ProcessEars | undefined;
  #mark = '';
  #isEnding = false;

  /** @param onEnd - Called when it is gone. */
  constructor(key: string, flags: readonly string[], environment: NodeJS.ProcessEnv, onEnd: () => void) {
    this.key = key;
    const args = [...flags, codistillFile(), 'serve-commands'];
    const plan = { command: process.execPath, args, environment };
    const child = spawnLeader(plan, 'pipe', (...end) => {
      onEnd();
      this.#giveBack()?.onEnd(...end);
    });
    this.#child = child;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#ears?.onText(text));
    if (child.stderr) createInterface(child.stderr).on('line', (line) => this.#heard(line));
  }

  get isIdle(): boolean {
    return !hasEnded(this.#child) && this.#ears === undefined && !this.#isEnding;
  }

  lend({ environment, logFile }: ProcessPlan, args: readonly string[], ears: ProcessEars): BegunProcess {
    this.#ears = ears;
    this.#mark = randomUUID();
    const request: WarmRequest = { args, environment, logFile, mark: this.#mark };
    this.#child.stdin?.write(`${JSON.stringify(request)}\n`);
    return {
      pid: this.#child.pid,
      signal: (signal) => {
        if (this.#ears !== ears) return;
        this.#isEnding = true; // it may end of it only when its command has ended well
        signalGroup(this.#child.pid, signal);
      },
      closeInput: () => void this.#child.stdin?.end(),
    };
  }

  end(): void {
    this.#isEnding = true;
    signalGroup(this.#child.pid, 'SIGKILL');
  }

  #heard(line: string): void {
    const isLast = this.#mark !== '' && line.endsWith(this.#mark);
    const said = isLast ? line.slice(0, -this.#mark.length) : line;
    if (!isLast || said !== '') {
      this.#ears?.onText(`${said}\n`);
      this.#ears?.onLine(said);
    }
    if (!isLast) return;
    this.#giveBack()?.onEnd(0, null);
    if (this.#isEnding) this.end();
  }

  #giveBack(): ProcessEars | undefined {
    const ears = this.#ears;
    this.#ears = undefined;
    this.#mark = '';
    return ears;
  }
}
