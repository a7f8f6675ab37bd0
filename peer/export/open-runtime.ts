import { assertNever } from '../../proto/errors.js';
import type { ModelInterface, OtherRuntime } from './other-runtime.js';

/**
 * Opens an exported model.
 *
 * @throws {CodistillError} `ERR_EXPORT_RUNTIME` when the package that reads the format is not installed.
 */
export async function openRuntime(directory: string, model: ModelInterface): Promise<OtherRuntime> {
  switch (model.format) {
    case 'savedmodel':
      return (await import('./saved-model-runtime.js')).openSavedModelRuntime(directory, model);
    case 'tfjs':
      return (await import('./graph-model-runtime.js')).openGraphModelRuntime(directory, model);
    case 'onnx':
      return (await import('./onnx-runtime.js')).openOnnxRuntime(directory, model);
    case 'tfjs-layers':
      return (await import('./graph-model-runtime.js')).openLayersModelRuntime(directory, model);
    case 'safetensors':
      return (await import('./python-runtime.js')).openPythonRuntime(directory, model.python ?? 'python3');
    default:
      return assertNever(model.format);
  }
}
