import { tf } from '../backend.js';

/** A layer of our own that keeps the options it is made with. */
export class LayerWithOptions<Options extends { readonly name: string }> extends tf.layers.Layer {
  readonly options: Options;

  constructor(options: Options) {
    super({ name: options.name });
    this.options = options;
  }
}
