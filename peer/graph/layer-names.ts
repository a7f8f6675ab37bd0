import type { LayersModel } from '../model/backend.js';
import type { Recorder } from './recorder.js';

/** Tells the recorder which layer runs, while the body does. */
export function withLayerNames<T>(network: LayersModel, recorder: Recorder, body: () => T): T {
  const undo = network.layers.map((layer) => {
    const own = Object.getOwnPropertyDescriptor(layer, 'call');
    const original = layer.call;
    layer.call = function (this: typeof layer, ...args: Parameters<typeof layer.call>) {
      recorder.enter(layer.name);
      return original.apply(this, args);
    };
    return () => {
      if (own === undefined)
        Reflect.deleteProperty(layer, 'call'); // the class's own shows again
      else Object.defineProperty(layer, 'call', own);
    };
  });
  try {
    return body();
  } finally {
    for (const restore of undo) restore();
  }
}
