import { type LayersModel, tf } from '../backend.js';

/** A layer of TensorFlow.js. */
export type Layer = InstanceType<typeof tf.layers.Layer>;

/**
 * Every layer of a network once, an outer one before its inner ones: layers of nested models, wrapped layers, both
 * directions of a bidirectional one, cells of recurrent ones. tfjs has no such list, so the fields of layers are read.
 */
export function layersWithin(network: LayersModel): Layer[] {
  const found = new Set<Layer>();
  const visit = (layer: Layer): void => {
    if (found.has(layer)) return;
    found.add(layer);
    for (const value of Object.values(layer).flat()) if (value instanceof tf.layers.Layer) visit(value);
  };
  network.layers.forEach(visit);
  return [...found];
}
