/** Bytes of one message of a file that travels over NATS; its own limit is 1 MiB. */
export const CHUNK_BYTES = 128 * 1024;

/** The number of messages that so many bytes take. */
export function chunkCount(bytes: number): number {
  return Math.ceil(bytes / CHUNK_BYTES);
}

/** One message's part of a content, as a view of the same memory. */
export function chunkOf(content: Uint8Array, index: number): Uint8Array {
  return content.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES);
}
