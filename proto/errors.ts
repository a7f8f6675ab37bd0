/**
 * Every error a user or a peer can meet, with its stable code and the exit code of the process that ends on it.
 * `docs/errors.md` has one line for each; a test keeps the two equal.
 */
export const EXIT_CODES = {
  ERR_INTERNAL: 1,
  // 2..9: what the user typed or wrote
  ERR_USAGE: 2,
  ERR_CONFIG: 3,
  ERR_NETWORK_UNKNOWN: 3,
  ERR_DATA_UNKNOWN: 3,
  ERR_INSECURE_BIND: 3,
  ERR_JOIN_TOKEN: 3,
  ERR_FROM_ENV: 3,
  ERR_RUN_DIR_BUSY: 4,
  ERR_RUN_DIR: 4,
  ERR_OUTPUT_EXISTS: 4,
  ERR_REPORT_DIFFERS: 4,
  // 10..19: data and model
  ERR_DATA_MISSING: 10,
  ERR_DATA_CORRUPT: 11,
  ERR_SHAPE: 12,
  ERR_CLASS_COUNT: 12,
  ERR_CLASS_NAMES: 12,
  ERR_NETWORK_MODULE: 13,
  ERR_MODULE: 13,
  ERR_MODULE_NOT_ALLOWED: 13,
  ERR_CHECKPOINT_CORRUPT: 14,
  ERR_NON_FINITE: 15,
  ERR_EXPORT_LAYER: 16,
  ERR_EXPORT_DIFFERS: 17,
  // 20..29: the machine
  ERR_NATIVE_LIBRARY: 20,
  ERR_DEVICE_MISSING: 21,
  ERR_PORT_TAKEN: 22,
  ERR_DISK: 23,
  ERR_NATS_SERVER: 24,
  ERR_NATS_NAME: 24,
  ERR_NATS_PROTOCOL: 24,
  ERR_NATS_TLS: 24,
  ERR_NATS_LOGIN: 24,
  ERR_NATS_PERMISSION: 24,
  ERR_NATS_JETSTREAM: 24,
  ERR_NATS_CLUSTER: 24,
  ERR_DESCRIPTORS: 25,
  ERR_EXPORT_RUNTIME: 26,
  ERR_SETUP: 27,
  // 30..39: the cohort
  ERR_JOIN_REFUSED: 30,
  ERR_COORDINATOR_UNREACHABLE: 31,
  ERR_PEER_UNREACHABLE: 31,
  ERR_SUPERSEDED: 32,
  ERR_STRICT_TIMEOUT: 33,
  ERR_PEER_FAILED: 34,
  ERR_HOST_FAILED: 34,
  ERR_COORDINATOR_FAILED: 35,
  ERR_TRAINER_STALLED: 36,
  ERR_STRICT_RESUME: 37,
  ERR_UNTAUGHT: 38,
  ERR_NO_PEERS: 39,
  // messages; they end no process by themselves
  ERR_DECODE: 40,
  ERR_INTERRUPTED: 130,
} as const;

export type ErrorCode = keyof typeof EXIT_CODES;

/** Facts an error carries, for logs and `--json`. */
export type Facts = Readonly<Record<string, string | number | boolean | readonly string[] | null>>;

/**
 * Thrown when something that can be expected went wrong. `message` says what and where, `fix` what to do.
 *
 * @example
 * throw new CodistillError('ERR_DATA_MISSING', `no file ${path}`, { fix: 'give --data-dir', facts: { path } });
 */
export class CodistillError extends Error {
  override readonly name: string = 'CodistillError';
  readonly code: ErrorCode;
  readonly fix: string;
  readonly facts: Facts;

  constructor(
    code: ErrorCode,
    message: string,
    details: { fix?: string; facts?: Facts; cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.fix = details.fix ?? '';
    this.facts = details.facts ?? {};
  }

  get exitCode(): number {
    return EXIT_CODES[this.code];
  }
}

/** Thrown when bytes from the wire or the disk are not the message they should be. */
export class DecodeError extends CodistillError {
  override readonly name = 'DecodeError';

  constructor(message: string, facts: Facts = {}) {
    super('ERR_DECODE', message, { facts });
  }
}

/** Thrown when two tensors or buffers that must agree in shape do not. */
export class ShapeError extends CodistillError {
  override readonly name = 'ShapeError';

  constructor(message: string, facts: Facts = {}) {
    super('ERR_SHAPE', message, {
      fix: 'check the network, and modules of your own, against the data',
      facts,
    });
  }
}

/** Ends an exhaustive switch: the compiler proves that no case is left, and this says so at run time. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}
