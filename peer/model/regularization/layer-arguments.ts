import { tf } from '../backend.js';
import type { Layer } from './layers-within.js';

type Runtime = typeof tf;
type Arguments = Readonly<Record<string, unknown>>;

/** Arguments that say what becomes of weights or activities, misspelt ones too. */
const RULE = /(regulari[sz]er|constraint)$/i;

/**
 * The `tf` that a network module is given: where a layer of tfjs drops a regularizer or a constraint without a word, the
 * call throws instead. A recurrent layer takes no `activityRegularizer`, say, and layer normalisation no constraints.
 */
export function runtimeForModules(): Runtime {
  const made = Object.entries(tf.layers).map(([name, make]) => [
    name,
    /^[a-z]/.test(name) ? checked(make) : make,
  ]);
  return { ...tf, layers: Object.fromEntries(made) as Runtime['layers'] };
}

/** Makes layers as before, but judges them by what was asked of them. */
function checked(make: unknown): (given?: Arguments) => unknown {
  return (given, ...others: unknown[]) => {
    const layer = (make as (...all: unknown[]) => Layer)(given, ...others);
    for (const [name, value] of Object.entries(given ?? {})) {
      if (value == null || !RULE.test(name)) continue;
      if (name === 'activityRegularizer' || !keeps(layer, name)) {
        throw new Error(`layer "${layer.name}": TensorFlow.js does not honour its ${name}`);
      }
    }
    return layer;
  };
}

/** A recurrent layer's are its cell's. */
function keeps(layer: Layer, name: string): boolean {
  const fields = layer as unknown as { readonly cell?: Arguments } & Arguments;
  return (fields[name] ?? fields.cell?.[name]) != null;
}
