import { LIMITS } from '../../proto/limits.js';

/** Whole messages under way on one connection, either side: all the credit twice over, and hellos. */
const HIGH_WATER_MARK = 4 * LIMITS.creditBatches;

/** By which an encrypted part is longer than what it holds: a command name, a nonce, flags and an authenticator. */
const CURVE_BYTES = 8 + 8 + 1 + 16;

/**
 * Options that both socket types set; libzmq's defaults wait forever, queue without a sensible bound and never notice
 * a dead connection. See docs/protocol.md, "links".
 */
export interface CommonOptions {
  readonly linger: number;
  readonly immediate: boolean;
  readonly sendHighWaterMark: number;
  readonly receiveHighWaterMark: number;
  readonly sendTimeout: number;
  readonly receiveTimeout: number;
  readonly maxMessageSize: number;
  readonly handshakeInterval: number;
  readonly heartbeatInterval: number;
  readonly heartbeatTimeout: number;
  readonly heartbeatTimeToLive: number;
  readonly reconnectInterval: number;
  readonly reconnectMaxInterval: number;
  readonly backlog: number;
  readonly ipv6: boolean;
}

export function commonOptions(endpoint: string): CommonOptions {
  return {
    linger: 0,
    immediate: true,
    sendHighWaterMark: HIGH_WATER_MARK,
    receiveHighWaterMark: HIGH_WATER_MARK,
    // A send that cannot go at once is dropped: a newer prediction follows it anyway.
    sendTimeout: 0,
    receiveTimeout: -1,
    // Per part; the number of parts is checked before anything else is.
    maxMessageSize: LIMITS.payloadBytesMax + CURVE_BYTES,
    handshakeInterval: LIMITS.zmqHandshakeMs,
    heartbeatInterval: LIMITS.zmqHeartbeatMs,
    heartbeatTimeout: LIMITS.zmqHeartbeatTimeoutMs,
    heartbeatTimeToLive: LIMITS.zmqHeartbeatTimeoutMs,
    reconnectInterval: 50,
    reconnectMaxInterval: 1_000,
    backlog: 128,
    ipv6: endpoint.includes('['),
  };
}
