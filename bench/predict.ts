import { randomFillSync } from 'node:crypto';
import { linkSync, mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { inTurns } from './interleaved.js';
import { outputOf } from './launched.js';
import type { BenchOptions } from './options.js';
import { type PredictFigures, predictTable } from './predict-table.js';
import { installRequirements, pythonEnvironment, pythonScript } from './python-tools.js';
import type { Json, Section } from './section.js';

const VERSIONS = { onnxruntime: '1.23.2', pillow: '13.0.0', numpy: '2.4.6' };
const NETWORKS = ['cnn', 'resnet20'];
const PICTURES: readonly Pictures[] = [
  { width: 1600, height: 1200, format: 'jpeg', count: 500 },
  { width: 500, height: 375, format: 'jpeg', count: 10_000 },
  { width: 32, height: 32, format: 'png', count: 10_000 },
];
const QUICK_COUNT = 100;
/** Different files; the others are links to them, as decoders keep nothing of a file. */
const DIFFERENT = 100;
const PROGRAM = fileURLToPath(new URL('../programs/codistill.js', import.meta.url));

const TEXT = `\`codistill predict RUN_DIR/peer-0 FOLDER\` beside a script in Python that does the same with Pillow and onnxruntime, of the
ONNX model that \`codistill export\` made of that peer [bench/python/onnx_predict.py]: the whole command, with its start, for all the
pictures of a folder, files in the page cache. Pictures a second, median (quartiles), and the ratios within each repeat. *Loop*: Pillow
decodes one picture after the other; *threads*: as many at a time as there are cores. ONNX Runtime and TensorFlow have all cores. The
networks take 32 × 32 pixels. Pictures are smooth noise, stretched.`;

interface Pictures {
  readonly width: number;
  readonly height: number;
  readonly format: 'jpeg' | 'png';
  readonly count: number;
}

/** How long a folder of pictures takes to be predicted, from the command to its end. */
export async function measurePredict(
  options: BenchOptions,
  progress: (line: string) => void,
): Promise<Section> {
  const requirements = Object.entries(VERSIONS).map(([name, version]) => `${name}==${version}`);
  const python = await installRequirements(options.cacheDir, requirements, progress);
  const folder = await mkdtemp(join(tmpdir(), 'codistill-bench-predict-'));
  const networks = options.networks ?? (options.quick ? ['cnn'] : NETWORKS);
  const kinds = PICTURES.map((one) => (options.quick ? { ...one, count: QUICK_COUNT } : one));
  try {
    const figures: PredictFigures[] = [];
    for (const kind of kinds) await makePictures(folderOf(folder, kind), kind);
    for (const network of networks) {
      await makeModel(folder, network);
      for (const kind of kinds) {
        const cell = await measureCell({ folder, network, kind, python, options });
        progress(`${network}, ${nameOf(kind)}: ${JSON.stringify([cell.ours, cell.loop, cell.threads])} s`);
        figures.push(cell);
      }
    }
    return {
      id: 'predict',
      title: 'Predicting pictures',
      text: TEXT,
      tables: [predictTable(figures)],
      data: figures as unknown as Json,
      versions: VERSIONS,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureCell(cell: {
  readonly folder: string;
  readonly network: string;
  readonly kind: Pictures;
  readonly python: string;
  readonly options: BenchOptions;
}): Promise<PredictFigures> {
  const { folder, network, kind, python, options } = cell;
  const pictures = folderOf(folder, kind);
  const [run, model] = placesOf(folder, network);
  const threads = availableParallelism();
  const byPython = (variant: string) => [
    ...[python, pythonScript('onnx_predict.py')],
    JSON.stringify({ model, folder: pictures, variant, threads }),
  ];
  const ours = [process.execPath, PROGRAM, 'predict', join(run, 'peer-0'), pictures, '--checkpoint', 'last'];
  const commands = [ours, byPython('loop'), byPython('threads')];
  const seconds = await inTurns(commands, options.repeats, async ([program, ...args]) => {
    const start = performance.now();
    const output = await outputOf(program!, args, pythonEnvironment(options.cacheDir));
    const took = (performance.now() - start) / 1000;
    const lines = output.split('\n').length - 1;
    if (lines !== kind.count) throw new Error(`${program} predicted ${lines} of ${kind.count} pictures`);
    return took;
  });
  const [mine, loop, together] = seconds as [number[], number[], number[]];
  return { network, pictures: nameOf(kind), count: kind.count, ours: mine, loop, threads: together };
}

/** A run of one peer that hardly trained, and its export as ONNX. */
async function makeModel(folder: string, network: string): Promise<void> {
  const [run, model] = placesOf(folder, network);
  const asked = ['--network', network, '--data', 'synthetic:size=32x32x3', '--steps', '3', '--run-dir', run];
  await outputOf(process.execPath, [PROGRAM, 'launch', '--peers', '1', ...asked]);
  const wanted = ['--format', 'onnx', '--checkpoint', 'last', '--out', model];
  await outputOf(process.execPath, [PROGRAM, 'export', join(run, 'peer-0'), ...wanted]);
}

async function makePictures(folder: string, { width, height, format, count }: Pictures): Promise<void> {
  mkdirSync(folder);
  for (let i = 0; i < Math.min(DIFFERENT, count); i++) {
    const raw = { width: 16, height: 12, channels: 3 } as const;
    const noise = sharp(randomFillSync(new Uint8Array(raw.width * raw.height * raw.channels)), { raw });
    const file = (copy: number): string => join(folder, `${copy * DIFFERENT + i}.${format}`);
    await noise.resize(width, height, { fit: 'fill' }).toFormat(format).toFile(file(0));
    for (let copy = 1; copy * DIFFERENT + i < count; copy++) linkSync(file(0), file(copy));
  }
}

function placesOf(folder: string, network: string): [run: string, model: string] {
  return [join(folder, `run-${network}`), join(folder, `onnx-${network}`)];
}

function folderOf(folder: string, kind: Pictures): string {
  return join(folder, nameOf(kind).replaceAll(' ', '-'));
}

function nameOf({ width, height, format }: Pictures): string {
  return `${format.toUpperCase()} of ${width}×${height}`;
}
