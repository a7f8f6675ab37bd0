import { nativeBackend } from '../model/backend.js';
import type { Attribute, GraphNode } from './graph.js';
import { type RecordedOp, UntraceableError } from './recording.js';

/** Reads the attributes of recorded ops as those of a graph. */
export class AttributeReader {
  readonly #kinds = attributeKinds();

  /** @throws {UntraceableError} For an attribute of a kind that graphs lack. */
  of({ attributes, op, layer }: RecordedOp): GraphNode['attributes'] {
    const entries = attributes.map(({ name, type, value }) => {
      const kind = this.#kinds.get(type);
      if (kind === undefined) {
        throw new UntraceableError(`has the attribute ${name} of a kind that graphs lack`, op, layer);
      }
      const listed = Array.isArray(value) && kind !== 'shape' ? `${kind}s` : kind;
      return [name, { kind: listed, value } as Attribute] as const;
    });
    return Object.fromEntries(entries);
  }
}

function attributeKinds(): ReadonlyMap<number, Attribute['kind']> {
  const { binding } = nativeBackend();
  return new Map<number, Attribute['kind']>([
    [binding.TF_ATTR_TYPE, 'type'],
    [binding.TF_ATTR_INT, 'int'],
    [binding.TF_ATTR_FLOAT, 'float'],
    [binding.TF_ATTR_BOOL, 'bool'],
    [binding.TF_ATTR_STRING, 'string'],
    [binding.TF_ATTR_SHAPE, 'shape'],
  ]);
}
