import { CodistillError } from '../../proto/errors.js';
import { exitReason, type ProcessExit } from '../launch/exit-reason.js';
import { shellWords } from '../shell-words.js';
import type { Host } from './hosts-file.js';

/** The exit status of ssh where it is its own, not that of the command. */
const SSH_FAILED = 255;
/** Those of a shell that finds no command, or none that it may run. */
const NO_COMMAND: readonly (number | null)[] = [126, 127];

/** The end of a host's part in a run. */
export interface HostEnd {
  readonly host: Host;
  readonly exit: ProcessExit;
  /** The last line that came from there, or from ssh. */
  readonly lastLine: string;
  /** Whether one of its peers was let in. */
  readonly hasJoined: boolean;
  readonly logFile: string;
  /** Its run directory there. */
  readonly runDir: string;
}

/** Whether a part that had joined was cut off there, or still ends there, so that another start may go on with it. */
export function mayGoOn({ code, signal, error }: ProcessExit): boolean {
  if (error !== undefined) return error.code === 'ERR_RUN_DIR_BUSY';
  return code === SSH_FAILED || signal !== null;
}

/** The end of a host's part in the words of the host or of ssh. */
export function saidOf({ exit, lastLine }: Pick<HostEnd, 'exit' | 'lastLine'>): string {
  if (exit.error !== undefined) return exit.error.message;
  return exit.signal !== null || lastLine === '' ? `ssh: ${exitReason(exit)}` : lastLine;
}

/** Says why a host is lost, in ssh's own words or those of the command there, and what to do. */
export function hostFailure(end: HostEnd): CodistillError {
  const { host, exit, hasJoined, logFile, runDir } = end;
  const { name, directory, command } = host;
  const facts = { host: name, logFile };
  const { error, code, signal } = exit;
  const said = saidOf(end);
  if (error?.message.startsWith('spawn ssh')) {
    return new CodistillError('ERR_HOST_FAILED', `${name}: this machine has no ssh (${error.message})`, {
      fix: "install OpenSSH's client",
      facts,
    });
  }
  if (error !== undefined) {
    const fix = error.fix === '' ? `read ${logFile}` : `on ${name}: ${error.fix}`;
    return new CodistillError(error.code, `${name}: ${error.message}`, { fix, facts });
  }
  if (code === SSH_FAILED || signal !== null) {
    const trial = shellWords(['ssh', ...host.options, '-o', 'BatchMode=yes', host.host, 'true']);
    const [what, fix] = hasJoined
      ? [
          'its part was killed, or the connection to it broke',
          `read ${logFile}; it comes back by ${command} join --run-dir ${runDir}, typed there in ${directory}`,
        ]
      : ['does not answer', `this has to end without a question and without an error: ${trial}`];
    return new CodistillError('ERR_HOST_FAILED', `${name}: ${what}: ${said}`, { fix, facts });
  }
  if (NO_COMMAND.includes(code)) {
    return new CodistillError('ERR_HOST_FAILED', `${name}: "${command}" is not found there: ${said}`, {
      fix: 'give the whole path in the `command` of the hosts file: ssh runs it without the profile of a login',
      facts,
    });
  }
  return new CodistillError('ERR_HOST_FAILED', `${name}: ${said}`, {
    fix: `read ${logFile}; the command was run in ${directory}`,
    facts,
  });
}
