import { byPlainPath, checkVariables } from '../files/saved-model-folder.js';
import { tf } from './backend.js';

type SavedModel = Awaited<ReturnType<typeof tf.node.loadSavedModel>>;

/**
 * Loads a SavedModel with TensorFlow's own loader, by the tag `serve` and the signature `serving_default`.
 *
 * @param name - What it is, to begin a message with.
 * @throws {CodistillError} `ERR_DATA_MISSING` when its variables are not there.
 * @throws {Error} TensorFlow's own, when it cannot be loaded.
 */
export async function loadSavedModel(folder: string, name: string): Promise<SavedModel> {
  const model = await byPlainPath(folder, (path) =>
    tf.node.loadSavedModel(path, ['serve'], 'serving_default'),
  );
  try {
    checkVariables(folder, name);
    return model;
  } catch (error) {
    model.dispose();
    throw error;
  }
}
