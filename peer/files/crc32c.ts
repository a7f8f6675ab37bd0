/** Bytes that are taken at once. */
const SLICES = 8;

type Table = Uint32Array;
type Tables = [Table, Table, Table, Table, Table, Table, Table, Table];

/** The change that a byte makes in the sum, by how many bytes of its slice follow it. */
const TABLES = tables();

/** The Castagnoli checksum, by which TensorFlow guards its files (zlib has another one). */
export function crc32c(bytes: Uint8Array): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES as Tables;
  let sum = 0xffffffff;
  let at = 0;
  for (; at + SLICES <= bytes.length; at += SLICES) {
    sum ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    sum =
      t7[sum & 0xff]! ^
      t6[(sum >>> 8) & 0xff]! ^
      t5[(sum >>> 16) & 0xff]! ^
      t4[sum >>> 24]! ^
      t3[bytes[at + 4]!]! ^
      t2[bytes[at + 5]!]! ^
      t1[bytes[at + 6]!]! ^
      t0[bytes[at + 7]!]!;
  }
  for (; at < bytes.length; at++) sum = t0[(sum ^ bytes[at]!) & 0xff]! ^ (sum >>> 8);
  return ~sum >>> 0;
}

function tables(): Table[] {
  const made = [Uint32Array.from({ length: 256 }, (_, byte) => shifted(byte))];
  for (let i = 1; i < SLICES; i++) {
    made.push(made[i - 1]!.map((sum) => made[0]![sum & 0xff]! ^ (sum >>> 8)));
  }
  return made;
}

function shifted(byte: number): number {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? 0x82f63b78 ^ (sum >>> 1) : sum >>> 1;
  return sum;
}
