import { createHash } from 'node:crypto';
import type { Origin } from './recording.js';
import type { TracedStep } from './traced-step.js';

/**
 * SHA-256, hex, of everything that two traces of a step show: ops, attributes, wiring, every bit of every constant,
 * results and new values of variables. It is the same for two traces later exactly when the step is the same; names of
 * layers and of tensors do not count.
 */
export function traceDigest(first: TracedStep, second: TracedStep): string {
  const hash = createHash('sha256');
  for (const trace of [first, second]) hash.update(`${oneDigest(trace)}\n`);
  return hash.digest('hex');
}

function oneDigest({ recording, results, variables, scalars }: TracedStep): string {
  const hash = createHash('sha256');
  const names = new Map<number, string>();
  const hashes = new Map<Uint8Array, string>();
  const nameOf = (id: number): string => {
    const known = names.get(id);
    if (known !== undefined) return known;
    const name = leafName(recording.origins.get(id), hashes);
    names.set(id, name);
    return name;
  };
  recording.ops.forEach(({ op, attributes, inputs, outputs }, position) => {
    hash.update(`${JSON.stringify([op, attributes, inputs.map(nameOf)])}\n`);
    outputs.forEach(({ id }, output) => {
      names.set(id, `${position}:${output}`);
    });
  });
  const { logits, supervised, distillation } = results;
  const ends = [logits, supervised, ...(distillation === undefined ? [] : [distillation])];
  hash.update(JSON.stringify([ends.map(nameOf), variables.map(nameOf), scalars]));
  return hash.digest('hex');
}

/** @param hashes - Those of the constants met so far, since many share their bytes. */
function leafName(origin: Origin | undefined, hashes: Map<Uint8Array, string>): string {
  if (origin === undefined) throw new Error('a tensor of a trace comes from nowhere');
  if (origin.kind !== 'constant') return JSON.stringify(origin);
  const { dtype, shape, bytes } = origin.value;
  const known = hashes.get(bytes) ?? createHash('sha256').update(bytes).digest('hex');
  hashes.set(bytes, known);
  return JSON.stringify([dtype, shape, known]);
}
