import { CodistillError, type ErrorCode, EXIT_CODES } from '../../proto/errors.js';
import { PERMANENT } from '../../proto/nats-refusal.js';

/** The last thing a child said before it ended with an error: one JSON line on its standard error. */
export interface ReportedError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly fix: string;
}

/** How a child process ended. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly error?: ReportedError;
}

/** The meaning of its end for the supervisor. */
export type ExitKind = 'finished' | 'hopeless' | 'restartable';

/**
 * A new start meets the same input, machine and spec again, so these would only fail again.
 * ERR_NON_FINITE is among them: the same seed diverges at the same step.
 */
const HOPELESS: readonly ErrorCode[] = [
  ...PERMANENT,
  'ERR_USAGE',
  'ERR_NETWORK_UNKNOWN',
  'ERR_DATA_UNKNOWN',
  'ERR_INSECURE_BIND',
  'ERR_RUN_DIR_BUSY',
  'ERR_RUN_DIR',
  'ERR_DATA_MISSING',
  'ERR_DATA_CORRUPT',
  'ERR_SHAPE',
  'ERR_CLASS_COUNT',
  'ERR_CLASS_NAMES',
  'ERR_NETWORK_MODULE',
  'ERR_MODULE',
  'ERR_MODULE_NOT_ALLOWED',
  'ERR_CHECKPOINT_CORRUPT',
  'ERR_NON_FINITE',
  'ERR_NATIVE_LIBRARY',
  'ERR_DEVICE_MISSING',
  'ERR_PORT_TAKEN',
  'ERR_DISK',
  'ERR_DESCRIPTORS',
  'ERR_JOIN_REFUSED',
  'ERR_STRICT_TIMEOUT',
  'ERR_STRICT_RESUME',
  'ERR_UNTAUGHT',
  'ERR_NO_PEERS',
];

/** The code a child ended with: as it reported it, else the first of that exit status. */
export function errorCodeOf(exit: ProcessExit): ErrorCode | undefined {
  if (exit.error !== undefined) return exit.error.code;
  const found = Object.entries(EXIT_CODES).find(([, status]) => status === exit.code);
  return found?.[0] as ErrorCode | undefined;
}

export function exitKind(exit: ProcessExit): ExitKind {
  if (exit.code === 0) return 'finished';
  if (exit.signal !== null) return 'restartable';
  const code = errorCodeOf(exit);
  return code !== undefined && HOPELESS.includes(code) ? 'hopeless' : 'restartable';
}

/** Codes of waits for somebody else, which time may mend. */
const PASSING: readonly ErrorCode[] = [
  'ERR_COORDINATOR_UNREACHABLE',
  'ERR_NATS_SERVER',
  'ERR_SUPERSEDED',
  'ERR_RUN_DIR_BUSY',
];

/**
 * The error that a process reported last, as one text; two deaths with equal ones have the same cause.
 *
 * @returns `undefined` where it was killed, reported none, or waited for somebody else.
 */
export function lastWords({ signal, error }: ProcessExit): string | undefined {
  if (signal !== null || error === undefined || PASSING.includes(error.code)) return undefined;
  return `${error.code}: ${error.message}`;
}

/** One line for people: the signal, or the error's code and message. */
export function exitReason(exit: ProcessExit): string {
  if (exit.signal !== null) return `killed by ${exit.signal}`;
  if (exit.code === 0) return 'finished';
  const code = errorCodeOf(exit);
  const name = code === undefined ? `exit status ${exit.code}` : `${code} (exit status ${exit.code})`;
  return exit.error === undefined ? name : `${name}: ${exit.error.message.split('\n')[0]}`;
}

/** The error among the last lines that a child wrote to its standard error. */
export function reportedError(tail: string): ReportedError | undefined {
  for (const line of tail.split('\n').reverse()) {
    if (!line.startsWith('{"error":')) continue;
    try {
      const { error } = JSON.parse(line) as { error: ReportedError };
      if (typeof error.message === 'string' && Object.hasOwn(EXIT_CODES, error.code)) {
        return { code: error.code, message: error.message, fix: error.fix ?? '' };
      }
    } catch {
      // Cut off by the child's death: an earlier line may still be whole.
    }
  }
  return undefined;
}

/** The error of a run that lost a process for good: the child's own where it left one, which knows what was wrong and what to do. */
export function errorOf(
  name: string,
  exit: ProcessExit,
  fallback: ErrorCode,
  logFile: string,
): CodistillError {
  const facts = { process: name, logFile };
  // An internal error is the child's own; here it is a process that failed, and its log has the stack.
  const ownCode = errorCodeOf(exit);
  const code = ownCode === undefined || ownCode === 'ERR_INTERNAL' ? fallback : ownCode;
  const fix = ownCode === 'ERR_INTERNAL' ? '' : (exit.error?.fix ?? '');
  return new CodistillError(code, `${name}: ${exit.error?.message ?? exitReason(exit)}`, {
    fix: fix === '' ? `read ${logFile}` : fix,
    facts,
  });
}
