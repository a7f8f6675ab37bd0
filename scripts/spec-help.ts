import { runSpecSchema } from '../proto/run-spec-schema.js';

/** The words of one field of the run spec, for `--help`. */
export interface FieldHelp {
  readonly text: string;
  readonly fallback?: unknown;
  readonly choices?: readonly string[];
}

/** The slice of zod's schema objects that help needs. */
interface SchemaNode {
  readonly description?: string;
  readonly shape?: Readonly<Record<string, SchemaNode>>;
  readonly element?: SchemaNode;
  readonly options?: readonly string[];
  readonly def: { readonly innerType?: SchemaNode; readonly defaultValue?: unknown };
}

/** The help of every field by its path, such as `training.lr`; that of a peer's is `peers.network`. */
export function specHelp(): Readonly<Record<string, FieldHelp>> {
  const { shape = {} } = runSpecSchema as unknown as SchemaNode;
  return Object.fromEntries(
    Object.entries(shape).flatMap(([section, node]) => {
      const fields = unwrap(node).element ?? unwrap(node);
      return Object.entries(fields.shape ?? {}).map(([key, field]) => [`${section}.${key}`, helpOf(field)]);
    }),
  );
}

function helpOf(field: SchemaNode): FieldHelp {
  const { options } = unwrap(field);
  const { defaultValue } = field.def;
  return {
    text: field.description ?? '',
    ...(defaultValue === undefined ? {} : { fallback: defaultValue }),
    ...(options === undefined ? {} : { choices: options }),
  };
}

function unwrap(node: SchemaNode): SchemaNode {
  return node.def.innerType === undefined ? node : unwrap(node.def.innerType);
}
