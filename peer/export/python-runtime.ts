import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { CodistillError } from '../../proto/errors.js';
import { bytesOf, floatsOf } from '../../proto/float-bytes.js';
import { reasonOf } from '../../proto/user-module.js';
import type { OtherRuntime } from './other-runtime.js';
import { pythonFile } from './safetensors-model.js';

/** How long Python may take to load its libraries and a model, or to predict a batch. */
const ANSWER_MS = 300_000;
/** How much of what Python complains of is kept. */
const COMPLAINT_CHARACTERS = 2_000;
const LENGTH_BYTES = 4;

/**
 * PyTorch or Keras, in a process of Python that loads the files as anybody would, by the loader beside them.
 *
 * @param program - Of Python.
 * @throws {CodistillError} `ERR_EXPORT_RUNTIME` when it does not run, or has neither.
 * @throws {Error} What Python says of a model that does not load.
 */
export async function openPythonRuntime(directory: string, program: string): Promise<OtherRuntime> {
  const python = new ServingPython(spawn(program, [pythonFile('serve_model.py'), directory]));
  try {
    await python.answer().catch((cause: unknown) => {
      throw noPython(program, cause);
    });
    const name = String(await python.answer());
    return {
      name,
      predict: (inputs) => python.ask(inputs),
      close: () => python.close(),
    };
  } catch (error) {
    await python.close();
    throw error;
  }
}

function noPython(program: string, cause: unknown): CodistillError {
  return new CodistillError(
    'ERR_EXPORT_RUNTIME',
    `${program} cannot load safetensors models: ${reasonOf(cause)}`,
    { fix: 'name with --python a Python that has torch or keras, and numpy and safetensors', cause },
  );
}

/** A process of `serve_model.py`: each message is its length in bytes and the bytes. */
class ServingPython {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #ended: Promise<never>;
  #complaint = '';

  constructor(process: ChildProcessWithoutNullStreams) {
    this.#process = process;
    process.stderr.on('data', (text: Buffer) => {
      this.#complaint = (this.#complaint + String(text)).slice(-COMPLAINT_CHARACTERS);
    });
    process.stdin.on('error', () => {}); // of one that ended: its end is told below
    this.#ended = new Promise((_, reject) => {
      process.once('error', reject);
      process.once('close', () => reject(new Error(this.#complaint.trim().split('\n').at(-1) || 'it ended')));
    });
    this.#ended.catch(() => {});
  }

  async ask(inputs: Float32Array): Promise<Float32Array> {
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32LE(inputs.byteLength);
    this.#process.stdin.write(Buffer.concat([length, bytesOf(inputs)]));
    return floatsOf(await this.answer());
  }

  async answer(): Promise<Buffer> {
    const signal = AbortSignal.timeout(ANSWER_MS);
    const length = await this.#take(LENGTH_BYTES, signal);
    return this.#take(length.readUInt32LE(), signal);
  }

  async close(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#ended.catch(() => {});
  }

  async #take(bytes: number, signal: AbortSignal): Promise<Buffer> {
    const { stdout } = this.#process;
    for (;;) {
      const chunk = stdout.read(bytes) as Buffer | null;
      if (chunk?.length === bytes) return chunk;
      await Promise.race([once(stdout, 'readable', { signal }), this.#ended]);
    }
  }
}
