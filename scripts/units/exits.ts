import { type ErrorCode, EXIT_CODES } from '../../proto/errors.js';

/** Errors that the same unit, started again, may not meet any more, with the reason. The files in `deploy/` start it again after these. */
export const MENDED_BY_A_START: Readonly<Partial<Record<ErrorCode, string>>> = {
  ERR_INTERNAL: 'a fault may depend on the moment',
  ERR_RUN_DIR_BUSY: 'the lock of a machine that died is free after ten seconds',
  ERR_DEVICE_MISSING: 'another machine may have the GPU',
  ERR_PORT_TAKEN: 'another machine, or a later moment, has it free',
  ERR_DISK: 'another machine, or a later moment, has room',
  ERR_NATS_SERVER: 'it may be on its way, or have another address by then',
  ERR_SETUP: 'what it fetches may be there by then',
  ERR_COORDINATOR_UNREACHABLE: "the coordinator's unit may still be in the queue",
  ERR_STRICT_TIMEOUT: 'a strict cohort goes on when all its peers are there again',
  ERR_PEER_FAILED: 'the others finished, and the run goes on from its checkpoints',
  ERR_COORDINATOR_FAILED: 'the run goes on from its checkpoints',
  ERR_TRAINER_STALLED: 'a stalled device may be another one by then',
  ERR_NO_PEERS: "the peers' units may still be in the queue",
  ERR_INTERRUPTED: 'it was preempted, or its time was over',
};

/**
 * Exit codes after which nobody starts a unit again, ascending: all errors that end with them would only come again. One that a fault of
 * the moment shares is not among them.
 */
export function finalExits(): readonly number[] {
  const mended = new Set(Object.keys(MENDED_BY_A_START).map((code) => EXIT_CODES[code as ErrorCode]));
  const final = Object.values(EXIT_CODES).filter((exit) => !mended.has(exit));
  return [...new Set(final)].sort((a, b) => a - b);
}
