import { join } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import { isFrozen, type RunSpec } from '../../proto/run-spec.js';
import type { DataPlaces } from '../data/peer-data.js';
import { peerDirectory } from '../files/life.js';
import { type Preprocessing, preprocessingOf } from '../files/preprocessing.js';
import { type LoadedPeer, loadPeerNetwork } from '../model/peer-network.js';
import { graphPlan } from './graph-plan.js';
import type { OutputName } from './inference-graph.js';
import { layersPlan } from './layers-plan.js';
import { describeModel, newFolder, writeFiles } from './model-folder.js';
import type { ModelPlan, Planned } from './model-plan.js';
import { openRuntime } from './open-runtime.js';
import { type Format, isLayersFormat, type OtherRuntime } from './other-runtime.js';
import { DIFFERENCE_MAX, differenceError, type Proof, prove } from './proof.js';
import { proofSamples } from './proof-samples.js';
import { provingSamples } from './work.js';

export interface ExportOptions {
  readonly runDir: string;
  readonly spec: RunSpec;
  /** Absent: the ensemble of all learners. */
  readonly peerId?: string | undefined;
  readonly checkpoint: 'last' | 'best';
  readonly format: Format;
  /** The folder to make. */
  readonly out: string;
  /** Whether the model subtracts the mean and divides by the deviation itself. */
  readonly withPreprocessing: boolean;
  readonly places: DataPlaces;
  /** The Python that proves safetensors. @default python3 */
  readonly python?: string | undefined;
}

/** An export that was proved. */
export interface Exported {
  readonly path: string;
  readonly format: Format;
  readonly peers: readonly { readonly id: string; readonly network: string; readonly step: number }[];
  readonly output: OutputName;
  readonly proof: Proof;
}

/** A saved peer, and how samples are fed to it. */
export interface SavedPeer extends LoadedPeer {
  readonly id: string;
  readonly preprocessing: Preprocessing;
}

/**
 * Exports a saved peer of a run, or the ensemble of its learners, and proves that another runtime predicts the same.
 *
 * @throws {CodistillError} `ERR_RUN_DIR` when there is no such checkpoint; `ERR_CHECKPOINT_CORRUPT` when it is damaged;
 *   `ERR_DATA_MISSING` when it does not say what it takes; `ERR_EXPORT_LAYER` when the format cannot hold a layer;
 *   `ERR_EXPORT_DIFFERS` when another runtime computes something else; `ERR_EXPORT_RUNTIME` when there is none; as `newFolder`.
 */
export async function exportRun(options: ExportOptions): Promise<Exported> {
  const { format, out, withPreprocessing: takesPixels } = options;
  return newFolder(out, async (directory) => {
    const saved = await loadPeers(options);
    try {
      const { preprocessing } = saved[0]!;
      const pixels = takesPixels ? picturesOnly(preprocessing) : undefined;
      const plan = planFor(options, { peers: saved, pixels });
      writeFiles(directory, plan.files());
      const { output } = plan;
      const names = saved.map(({ id, step, preprocessing: { network } }) => ({ id, network, step }));
      const network = names.map(({ network: one }) => one).join(' + ');
      describeModel(directory, { ...preprocessing, network, format, takesPixels, output });
      const proof = await proofOf(options, directory, saved, plan);
      return { path: out, format, peers: names, output, proof };
    } finally {
      for (const { network } of saved) network.dispose();
    }
  });
}

function planFor({ format, python }: ExportOptions, planned: Planned): ModelPlan {
  return isLayersFormat(format) ? layersPlan(format, planned, python) : graphPlan(format, planned);
}

async function proofOf(
  { spec, format, places, withPreprocessing: takesPixels, python }: ExportOptions,
  directory: string,
  peers: readonly SavedPeer[],
  { output, multiplications, findDifference }: ModelPlan,
): Promise<Proof> {
  const { preprocessing } = peers[0]!;
  const { shape } = preprocessing.input;
  const count = provingSamples(multiplications, format);
  const samples = await proofSamples(spec, places, preprocessing, { count, takesPixels });
  let runtime: OtherRuntime | undefined;
  try {
    runtime = await openRuntime(directory, { format, shape, output, python });
    const proof = await prove(runtime, peers, samples);
    if (proof.difference <= DIFFERENCE_MAX) return proof;
    throw await differenceError(findDifference, samples, proof);
  } catch (error) {
    throw error instanceof CodistillError ? error : notRun(format, error);
  } finally {
    await runtime?.close();
  }
}

function notRun(format: Format, cause: unknown): CodistillError {
  const reason = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause);
  return new CodistillError('ERR_EXPORT_LAYER', `the runtime of ${format} refuses the model: ${reason}`, {
    fix: 'take another --format, and report this',
    cause,
  });
}

/**
 * Loads one saved peer of a run, or all its learners. The caller disposes their networks.
 *
 * @throws {CodistillError} As {@link exportRun}; `ERR_SHAPE` when learners see samples in different forms.
 */
export async function loadPeers(
  options: Pick<ExportOptions, 'runDir' | 'spec' | 'peerId' | 'checkpoint'>,
): Promise<SavedPeer[]> {
  const { spec, peerId } = options;
  const ids = spec.peers.map(({ id }) => id).filter((id) => (peerId ?? id) === id && !isFrozen(spec, id));
  const peers: SavedPeer[] = [];
  for (const id of ids) peers.push(await loadPeer(options, id));
  const [first] = peers;
  if (first === undefined) throw noPeer(options);
  const inputOf = ({ preprocessing }: SavedPeer): string => JSON.stringify(preprocessing.input);
  const other = peers.find((peer) => inputOf(peer) !== inputOf(first));
  if (other === undefined) return peers;
  for (const { network } of peers) network.dispose();
  throw new CodistillError('ERR_SHAPE', `${first.id} and ${other.id} see samples in different forms`, {
    fix: 'name one peer: RUN_DIR/PEER',
    facts: { peers: [first.id, other.id] },
  });
}

async function loadPeer(
  { runDir, spec, checkpoint }: Pick<ExportOptions, 'runDir' | 'spec' | 'checkpoint'>,
  id: string,
): Promise<SavedPeer> {
  const directory = join(peerDirectory(runDir, id), 'checkpoints');
  const loaded = await loadPeerNetwork({ spec, peerId: id, directory, which: checkpoint });
  if (loaded === undefined) {
    throw new CodistillError('ERR_RUN_DIR', `no ${checkpoint} checkpoint of ${id} in ${directory}`, {
      fix:
        checkpoint === 'best'
          ? 'give --checkpoint last, where the run did not validate'
          : 'give the run directory that `codistill launch` printed',
      facts: { directory },
    });
  }
  const { network: name } = spec.peers.find((peer) => peer.id === id)!;
  return { ...loaded, id, preprocessing: preprocessingOf({ network: name, data: loaded.data })! };
}

function noPeer({ runDir, spec, peerId }: Pick<ExportOptions, 'runDir' | 'spec' | 'peerId'>): CodistillError {
  const ids = spec.peers.map(({ id }) => id).filter((id) => !isFrozen(spec, id));
  return new CodistillError('ERR_RUN_DIR', `no learner ${peerId} in ${runDir}, but ${ids.join(', ')}`, {
    fix: 'name one of them',
    facts: { runDir, peers: ids },
  });
}

function picturesOnly({ input }: Preprocessing): {
  readonly mean: readonly number[];
  readonly std: readonly number[];
} {
  if (input.kind === 'picture') return input;
  throw new CodistillError(
    'ERR_USAGE',
    'a text has no preprocessing that a model could do: its tokens go in as they are',
    {
      fix: 'leave --with-preprocessing out',
    },
  );
}
