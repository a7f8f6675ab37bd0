import type { ChildProcess } from 'node:child_process';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { hasEnded, spawnLeader } from '../launch/begun-process.js';
import { codistillFile } from '../launch/child-arguments.js';
import type { ScoreAnswer, ScoreRequest } from '../launch/score-request.js';
import { SCORE_MS_MAX, scorerEnvironment } from '../launch/score-run.js';

/**
 * One process that scores the runs of a study, one after the other: to begin one, and to load TensorFlow where a peer has not
 * left its test logits, takes several times as long as to score a small network. Another one begins in its place where it has
 * died when a run is to be scored.
 */
export class WarmScorer {
  #child: ChildProcess | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  /** Of the process, once there is one. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Lets the process begin while the first run starts. */
  begin(): void {
    if (this.#child === undefined || hasEnded(this.#child)) this.#child = start();
  }

  /** Never rejects. */
  score(request: ScoreRequest): Promise<ScoreAnswer> {
    const answer = this.#last.then(() => this.#ask(request));
    this.#last = answer;
    return answer;
  }

  /** Ends the process, whatever it does, and whatever it was still to do. */
  close(): void {
    this.#isClosed = true;
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  async #ask(request: ScoreRequest): Promise<ScoreAnswer> {
    if (this.#isClosed) return { kind: 'died' };
    this.begin();
    const child = this.#child!;
    const { stdin, stdout } = child;
    if (!stdin || !stdout) return { kind: 'died' };
    return new Promise((resolve) => {
      const lines = createInterface(stdout);
      const overdue = setTimeout(() => child.kill('SIGKILL'), SCORE_MS_MAX);
      const end = (answer: ScoreAnswer): void => {
        clearTimeout(overdue);
        lines.close();
        child.off('close', died).off('error', died);
        resolve(answer);
      };
      const died = (): void => end({ kind: 'died' });
      child.once('close', died).once('error', died);
      lines.once('line', (line) => end(JSON.parse(line) as ScoreAnswer));
      stdin.write(`${JSON.stringify(request)}\n`);
    });
  }
}

/** It ends when we are gone, as every child of a launcher. */
function start(): ChildProcess {
  const plan = {
    ...{ command: process.execPath, args: [codistillFile(), 'serve-scores'] },
    environment: scorerEnvironment(process.env),
  };
  const child = spawnLeader(plan, 'pipe', () => {});
  child.stderr?.resume(); // what it warns of, the peers have told when they loaded the same data
  return child;
}
