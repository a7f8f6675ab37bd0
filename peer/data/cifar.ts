import { basename, dirname, join } from 'node:path';
import type { CodistillError } from '../../proto/errors.js';
import { readTarGz } from './archive.js';
import { createDataset, type Dataset, type ImageShape, sampleBytes } from './dataset.js';
import { download, type PinnedFile } from './download.js';
import type { Normalization } from './normalization.js';
import { damaged, findFile, missing, missingUnlessOther, type Origin, readDataFile } from './places.js';
import type { DataRequest, DataSurvey } from './request.js';

/** The differences between the binary distributions of the two CIFAR sets. */
export interface CifarLayout {
  readonly set: string;
  readonly archive: PinnedFile;
  /** Folder in the archive. */
  readonly folder: string;
  readonly trainFiles: readonly string[];
  readonly testFile: string;
  /** Images in one training file and in the test file. */
  readonly trainFileCount: number;
  readonly testFileCount: number;
  /** Bytes before the pixels of each record; the last of them is the label that counts. */
  readonly labelBytes: number;
  readonly classNames: readonly string[];
  readonly normalization: Normalization;
}

const SHAPE: ImageShape = [32, 32, 3];
const PLANE_BYTES = 32 * 32;

/**
 * Loads a CIFAR set from its binary distribution: the folder of `.bin` files or the `.tar.gz` as published, from
 * `dataDir`, else from the cache, else downloaded there.
 *
 * @throws {CodistillError} As `loadDataset` does.
 */
export async function loadCifar(request: DataRequest, layout: CifarLayout): Promise<Dataset> {
  const files = await readFiles(request, layout);
  const parts = layout.trainFiles.map((name) => decode(files, name, layout, layout.trainFileCount));
  const test = decode(files, layout.testFile, layout, layout.testFileCount);
  return createDataset({
    name: layout.set,
    source: files.source,
    classes: layout.classNames.length,
    inputShape: SHAPE,
    classNames: layout.classNames,
    normalization: layout.normalization,
    train: {
      images: Buffer.concat(parts.map((part) => part.images)),
      labels: parts.flatMap((part) => part.labels),
    },
    test,
  });
}

/** Looks whether the files are in the folder that the user names; elsewhere they are fetched when they are needed. */
export async function surveyCifar(request: DataRequest, layout: CifarLayout): Promise<DataSurvey> {
  const { dataDir } = request;
  const survey = { notes: [], classes: layout.classNames.length };
  if (dataDir === undefined) return survey;
  const found = await findSet([dataDir], layout);
  if (found === undefined) throw missingSet([dataDir], layout);
  if (found.endsWith('.bin'))
    await Promise.all(namesOf(layout).map((name) => requireFile(dirname(found), name, layout)));
  return survey;
}

interface CifarFiles {
  /** Folder or archive. */
  readonly source: string;
  readonly contents: ReadonlyMap<string, Uint8Array>;
}

async function readFiles(request: DataRequest, layout: CifarLayout): Promise<CifarFiles> {
  const names = namesOf(layout);
  const archive = archiveOf(layout);
  const cached = join(request.cacheDir, 'data', layout.set);
  const places = [request.dataDir ?? cached];
  const found = await findSet(places, layout);
  if (found?.endsWith('.bin')) return readFolder(dirname(found), names, layout);
  if (found === undefined && request.dataDir !== undefined) throw missingSet(places, layout);
  const path = found ?? join(cached, archive);
  if (found === undefined) {
    await download(layout.archive, path, request).catch((cause: unknown) => {
      throw missingUnlessOther(originOf(layout), [archive], places, cause);
    });
  }
  const longest = Math.max(layout.trainFileCount, layout.testFileCount) * recordBytes(layout);
  return { source: path, contents: await readTarGz(path, names, longest) };
}

async function readFolder(
  folder: string,
  names: readonly string[],
  layout: CifarLayout,
): Promise<CifarFiles> {
  const contents = new Map<string, Uint8Array>();
  for (const name of names) {
    contents.set(name, await readDataFile(await requireFile(folder, name, layout)));
  }
  return { source: folder, contents };
}

async function requireFile(folder: string, name: string, layout: CifarLayout): Promise<string> {
  const path = await findFile([name], [folder]);
  if (path === undefined) throw missing(originOf(layout), [name], [folder]);
  return path;
}

function namesOf({ trainFiles, testFile }: CifarLayout): readonly string[] {
  return [...trainFiles, testFile];
}

function archiveOf({ archive }: CifarLayout): string {
  return basename(new URL(archive.url).pathname);
}

function originOf({ set, archive }: CifarLayout): Origin {
  return { set, url: archive.url };
}

/** The set's first file, or its archive. */
function findSet(places: readonly string[], layout: CifarLayout): Promise<string | undefined> {
  const [first = ''] = layout.trainFiles;
  return findFile([first, join(layout.folder, first), archiveOf(layout)], places);
}

function missingSet(places: readonly string[], layout: CifarLayout): CodistillError {
  return missing(originOf(layout), [layout.trainFiles[0]!, archiveOf(layout)], places);
}

function recordBytes(layout: CifarLayout): number {
  return layout.labelBytes + sampleBytes(SHAPE);
}

/** Turns records of label bytes and three colour planes into labels and interleaved pixels. */
function decode(
  files: CifarFiles,
  name: string,
  layout: CifarLayout,
  count: number,
): { images: Uint8Array; labels: number[] } {
  const where = join(files.source, name);
  const bytes = files.contents.get(name);
  const record = recordBytes(layout);
  if (bytes === undefined || bytes.length !== count * record) {
    const offset = Math.min(bytes?.length ?? 0, count * record);
    const found = bytes === undefined ? 'not in the archive' : `${bytes.length} bytes`;
    const problem = `${found}, expected ${count * record} (${count} records of ${record})`;
    throw damaged(where, problem, { offset, bytesExpected: count * record });
  }
  const images = new Uint8Array(count * sampleBytes(SHAPE));
  const labels: number[] = [];
  for (let i = 0; i < count; i++) {
    const label = bytes[i * record + layout.labelBytes - 1]!;
    if (label >= layout.classNames.length) {
      const offset = i * record + layout.labelBytes - 1;
      const expected = `a label from 0 to ${layout.classNames.length - 1}`;
      throw damaged(where, `at byte ${offset} expected ${expected}, found ${label}`, { offset, label });
    }
    labels.push(label);
    interleave(bytes.subarray(i * record + layout.labelBytes, (i + 1) * record), images, i);
  }
  return { images, labels };
}

function interleave(planes: Uint8Array, images: Uint8Array, index: number): void {
  const offset = index * sampleBytes(SHAPE);
  for (let pixel = 0; pixel < PLANE_BYTES; pixel++) {
    images[offset + pixel * 3] = planes[pixel]!;
    images[offset + pixel * 3 + 1] = planes[PLANE_BYTES + pixel]!;
    images[offset + pixel * 3 + 2] = planes[2 * PLANE_BYTES + pixel]!;
  }
}
