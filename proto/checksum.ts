import { crc32 } from 'node:zlib';

/** CRC-32 (ISO 3309) of a payload frame, an unsigned 32-bit integer: `Prediction.checksum`. */
export function payloadChecksum(payload: Uint8Array): number {
  return crc32(payload);
}
