import { constants, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import { checkOptionKeys, type DataName, numberOption } from './data-name.js';
import { type Dataset, type Samples, sharedBytes } from './dataset.js';
import type { DataRequest, DataSurvey } from './request.js';
import { type TextWindow, textWindow } from './text-window.js';

/** Share of the text, from its beginning, that is learned from. */
const TRAIN_SHARE = 0.9;
/** A token is a byte of memory. */
const TOKENS_MAX = 256;
/** Tokens of one block of text that stays together when samples are dealt to learners. */
const BLOCK_TOKENS = 4096;
/** Longer texts do not fit one string. */
const { MAX_STRING_LENGTH } = constants;
/** Labels are held in memory, one for each prediction. */
const LABELS_MAX = 2 ** 28;

/**
 * A text as windows of tokens: `text:FILE` or `bytes:FILE`, with `window=`, `positions=` and `stride=`.
 *
 * Tokens are the text's characters, when it is UTF-8 with no more than 256 different ones, else its bytes; `bytes:`
 * always means bytes. A sample reads `window` tokens and predicts the token after each of its last `positions`. Sample
 * `i` begins at token `i · stride`, so with the default stride, `positions`, an epoch predicts every token once.
 *
 * The first 90 % of the text are learned from. Of the rest the first half validates and the second half tests, at fixed
 * places spread evenly, 3,000 and 10,000 predictions unless `validation=` and `test=` say otherwise: no sample of one
 * part sees a token of another.
 *
 * @throws {CodistillError} `ERR_DATA_MISSING` when there is no such file, `ERR_CONFIG` for options that do not fit it.
 */
export async function loadText(request: DataRequest): Promise<Dataset> {
  const { name } = request;
  const options = textOptions(name, request.networks ?? []);
  const { window } = options;
  const { path, content } = await readText(request);
  const characters = charactersOf(content);
  const { level, tokens, classNames, tokensPerCharacter } = tokenize(
    content,
    characters,
    name.set === 'bytes',
  );
  const parts = partsOf(path, tokens.length, window);
  const learned = everyWindow(parts.train, window);
  const held = evenWindows(parts.validation, window, options.validation);
  const tested = evenWindows(parts.test, window, options.test);
  const train = windowsOf(tokens, [...learned, ...held], window);
  const test = windowsOf(tokens, tested, window);
  return {
    name: name.set,
    classes: classNames.length,
    inputShape: [window.tokens],
    positions: window.positions,
    classNames,
    normalization: { mean: [0], std: [1] },
    text: {
      level,
      tokensPerCharacter,
      blockSamples: Math.max(1, Math.round(BLOCK_TOKENS / window.stride)),
    },
    heldOut: Uint32Array.from(held, (_, i) => learned.length + i),
    notes: notesOf(request, path, characters),
    train,
    test,
    digest: textDigest(level, classNames, window, train, test),
  };
}

/** The windows of a text, and how many predictions validate and test. */
export interface TextOptions {
  readonly window: TextWindow;
  readonly validation: number;
  readonly test: number;
}

/**
 * Reads the options of {@link loadText}.
 *
 * @param networks - Every network of the run, by name.
 * @throws {CodistillError} `ERR_CONFIG` for one that does not fit.
 */
export function textOptions(name: DataName, networks: readonly string[]): TextOptions {
  checkOptionKeys(name, ['file', 'window', 'positions', 'stride', 'validation', 'test']);
  const predictions = (key: string, fallback: number): number =>
    numberOption(name, key, { fallback, min: 1, max: LABELS_MAX, whole: true });
  return {
    window: textWindow(name, networks),
    validation: predictions('validation', 3_000),
    test: predictions('test', 10_000),
  };
}

/** Whether a text is read as may be expected, and is long enough. */
export async function surveyText(request: DataRequest): Promise<DataSurvey> {
  const { path, content } = await readText(request);
  const characters = charactersOf(content);
  const isBytes = request.name.set === 'bytes' || characters.reason !== '';
  const { window } = textOptions(request.name, request.networks ?? []);
  partsOf(path, isBytes ? content.length : characters.count, window);
  const classes = isBytes ? TOKENS_MAX : characters.seen.size;
  return { notes: notesOf(request, path, characters), classes };
}

function notesOf({ name }: DataRequest, path: string, { reason }: Characters): readonly string[] {
  return reason === '' || name.set === 'bytes' ? [] : [`${path} is taken by bytes: ${reason}`];
}

async function readText({ name, dataDir }: DataRequest): Promise<{ path: string; content: Uint8Array }> {
  const file = name.options.get('file');
  if (file === undefined) {
    throw new CodistillError('ERR_CONFIG', `data set "${name.set}" names no file`, {
      fix: `write --data ${name.set}:FILE`,
    });
  }
  const places = [...(dataDir === undefined ? [] : [resolve(dataDir, file)]), resolve(file)];
  let failure: unknown;
  for (const path of places) {
    try {
      if (!(await stat(path)).isFile()) throw new Error(`${path} is no file`); // a pipe would be waited for
      return { path, content: await readFile(path) };
    } catch (error) {
      failure = error;
    }
  }
  throw new CodistillError(
    'ERR_DATA_MISSING',
    `no text ${places.join(' or ')}: ${(failure as Error).message}`,
    {
      fix: 'give the path of a file, from the folder you start codistill in or from --data-dir',
      facts: { path: resolve(file) },
      cause: failure,
    },
  );
}

interface Tokenized {
  readonly level: 'characters' | 'bytes';
  /** uint8 `[length]`, in shared memory. */
  readonly tokens: Uint8Array;
  readonly classNames: readonly string[];
  readonly tokensPerCharacter: number;
}

/** Characters are numbered in the order of their code points, so that equal texts have equal tokens everywhere. */
function tokenize(
  content: Uint8Array,
  { text, seen, count, reason }: Characters,
  asBytes: boolean,
): Tokenized {
  if (asBytes || reason !== '') {
    const tokens = sharedBytes(content.length);
    tokens.set(content);
    const classNames = Array.from({ length: TOKENS_MAX }, (_, byte) => String(byte));
    return {
      level: 'bytes',
      tokens,
      classNames,
      tokensPerCharacter: count === 0 ? 1 : content.length / count,
    };
  }
  const classNames = [...seen].sort((a, b) => a.codePointAt(0)! - b.codePointAt(0)!);
  const numbers = new Map(classNames.map((character, token) => [character, token]));
  const tokens = sharedBytes(count);
  let at = 0;
  for (const character of text) tokens[at++] = numbers.get(character)!;
  return { level: 'characters', tokens, classNames, tokensPerCharacter: 1 };
}

/** The characters of a text, none of one that is no UTF-8. */
interface Characters {
  readonly text: string;
  readonly seen: ReadonlySet<string>;
  readonly count: number;
  /** Why they cannot be tokens; empty: they can. */
  readonly reason: string;
}

function charactersOf(content: Uint8Array): Characters {
  const seen = new Set<string>();
  const bytes = (reason: string): Characters => ({ text: '', seen, count: 0, reason });
  if (!isUtf8(content)) return bytes('it is not UTF-8');
  if (content.length > MAX_STRING_LENGTH) return bytes('it is too long for characters');
  // A mark of byte order is a character like any other.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
  let count = 0;
  for (const character of text) {
    seen.add(character);
    count++;
  }
  const found = `it has ${seen.size} different characters`;
  const fits = seen.size >= 2 && seen.size <= TOKENS_MAX;
  return { text, seen, count, reason: fits ? '' : `${found}, tokens need 2 to ${TOKENS_MAX}` };
}

/** A stretch of tokens. */
interface Stretch {
  readonly from: number;
  readonly end: number;
}

/**
 * The stretches that are learned from, validate and test.
 *
 * @throws {CodistillError} `ERR_CONFIG` where one of them does not hold what it must: two windows to learn from, one else.
 */
function partsOf(
  path: string,
  tokens: number,
  window: TextWindow,
): Readonly<Record<'train' | 'validation' | 'test', Stretch>> {
  const trainEnd = Math.floor(tokens * TRAIN_SHARE);
  const middle = trainEnd + Math.floor((tokens - trainEnd) / 2);
  const parts = {
    train: { from: 0, end: trainEnd },
    validation: { from: trainEnd, end: middle },
    test: { from: middle, end: tokens },
  };
  const areHeld = [parts.validation, parts.test].every((part) => placesIn(part, window) > 0);
  if (areHeld && placesIn(parts.train, window) > window.stride) return parts;
  throw new CodistillError(
    'ERR_CONFIG',
    `${path}: ${tokens} tokens are too few for windows of ${window.tokens}, of which a twentieth must hold one`,
    { fix: 'use a longer text, or a smaller window=', facts: { path, tokens } },
  );
}

/** How many places a window may begin at, with the token behind it inside the stretch. */
function placesIn({ from, end }: Stretch, { tokens }: TextWindow): number {
  return Math.max(0, end - from - tokens);
}

function everyWindow(stretch: Stretch, window: TextWindow): number[] {
  const count = Math.ceil(placesIn(stretch, window) / window.stride);
  if (count * window.positions > LABELS_MAX) {
    throw new CodistillError(
      'ERR_CONFIG',
      `${count} windows of ${window.positions} predictions are too many`,
      {
        fix: 'use a larger stride=, or fewer positions=',
      },
    );
  }
  return Array.from({ length: count }, (_, i) => stretch.from + i * window.stride);
}

function evenWindows(stretch: Stretch, window: TextWindow, predictions: number): number[] {
  const places = placesIn(stretch, window);
  const count = Math.min(Math.ceil(places / window.positions), Math.ceil(predictions / window.positions));
  return Array.from({ length: count }, (_, i) => stretch.from + Math.floor((i * places) / count));
}

function windowsOf(tokens: Uint8Array, places: readonly number[], window: TextWindow): Samples {
  const count = places.length;
  const starts = new Uint32Array(new SharedArrayBuffer(count * 4));
  starts.set(places);
  const labels = new Int32Array(new SharedArrayBuffer(count * window.positions * 4));
  const first = window.tokens - window.positions + 1;
  starts.forEach((start, sample) => {
    for (let i = 0; i < window.positions; i++)
      labels[sample * window.positions + i] = tokens[start + first + i]!;
  });
  return { count, images: tokens, starts, labels };
}

function textDigest(
  level: string,
  classNames: readonly string[],
  window: TextWindow,
  train: Samples,
  test: Samples,
): string {
  const hash = createHash('sha256');
  hash.update(`codistill text 1\n${level}\n${JSON.stringify(classNames)}\n${JSON.stringify(window)}\n`);
  hash.update(`tokens ${train.images.length}\ntrain ${train.count}\ntest ${test.count}\n`);
  hash.update(train.images);
  for (const { starts } of [train, test]) hash.update(new Uint8Array(starts!.buffer));
  return hash.digest('hex');
}
