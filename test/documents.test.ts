import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { temporaryDirectory } from './support/launch.js';
import { REPOSITORY, repositoryFiles } from './support/repository.js';

const files = repositoryFiles();
const read = (file: string): string => readFileSync(join(REPOSITORY, file), 'utf8');
const documents = files.filter(
  (file) => /^(docs\/|proto\/)?[^/]+\.md$/.test(file) && file !== 'CHANGELOG.md',
);

/** Names of files that readers make: the examples of `docs/extending.md`, a folder of pictures. */
const MADE_BY_READERS = /lenet|kmnist|brier|restlessness|commands\/spec\b|CLASS/;

const isThere = (path: string): boolean => MADE_BY_READERS.test(path) || existsSync(join(REPOSITORY, path));

/** A document without its blocks of code in a language. Blocks without one hold pictures and lists of files. */
function prose(document: string): string {
  return read(document).replace(/^```\w+\n.*?^```$/gms, '');
}

/** References to sources: `[peer/core/exchange/deadline.ts, waiting.ts]`, or with a function, `[…, \`name\`]`. */
function references(document: string): string[][] {
  const found = prose(document).matchAll(/\[([^[\]]*\.(?:ts|proto|mjs)[^[\]]*)\](?!\()/g);
  return [...found].map((match) => match[1]!.split(',').map((part) => part.trim()));
}

/** What is wrong with a reference: the first name is a path from the root, the others lie beside the one before. */
function wrongWith(reference: readonly string[]): string[] {
  let last = '';
  return reference.flatMap((part) => {
    const name = /^`(.+)`$/.exec(part)?.[1];
    if (name !== undefined) {
      return existsSync(join(REPOSITORY, last)) && read(last).includes(name) ? [] : [`no ${name} in ${last}`];
    }
    last = part.includes('/') || last === '' ? part : join(dirname(last), part);
    return isThere(last) ? [] : [last];
  });
}

test('every reference in brackets names a file that exists, and a function that it holds', () => {
  const wrong = documents.flatMap((document) =>
    references(document).flatMap((reference) =>
      wrongWith(reference).map((what) => `${document}: [${reference.join(', ')}]: ${what}`),
    ),
  );
  assert.deepEqual(wrong, []);
});

test('every path of a source or folder that a document names exists', () => {
  const named =
    /(?<![\w./<>-])(?:peer|proto|coordinator|scripts|bench|study|examples|docs|test)\/(?:[\w-]+\/)*(?:[\w-]+(?:\.[\w-]+)*\.(?:ts|mjs|proto|md|yaml|json)\b)?/g;
  const wrong = documents.flatMap((document) =>
    [...prose(document).matchAll(named)]
      .map((match) => match[0])
      .filter((path) => !isThere(path))
      .map((path) => `${document}: ${path}`),
  );
  assert.deepEqual(wrong, []);
});

/** The fragment that GitHub gives a heading. */
function fragment(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/ /g, '-');
}

test('every link from a document to another one, or to a heading, leads somewhere', () => {
  const wrong = documents.flatMap((document) =>
    [...prose(document).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)].flatMap(
      ([, path, heading]) => {
        const target = path === '' ? document : normalize(join(dirname(document), path!));
        if (!existsSync(join(REPOSITORY, target))) return [`${document}: ${target}`];
        if (heading === undefined) return [];
        const headings = [...read(target).matchAll(/^#+ (.*)$/gm)].map((match) => fragment(match[1]!));
        return headings.includes(heading) ? [] : [`${document}: ${target}#${heading}`];
      },
    ),
  );
  assert.deepEqual(wrong, []);
});

test('the documents have references, and links', () => {
  assert.ok(documents.length > 12, documents.join(' '));
  assert.ok(references('docs/protocol.md').length > 40);
});

test('the example that drives stepPeer prints what docs/architecture.md says', async (t) => {
  const [, code, printed] = /```js\n(.*?)```.*?```\n(.*?)```/s.exec(read('docs/architecture.md'))!;
  const folder = temporaryDirectory(t);
  const built = new URL('../', import.meta.url).href;
  writeFileSync(join(folder, 'example.mjs'), code!.replaceAll("from './", `from '${built}`));
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'example.mjs')]);
  assert.equal(stdout, printed);
});

test('the way of one prediction names functions that exist, and counts them', () => {
  const section = /\n## One prediction's way\n(.*?)\n## /s.exec(read('docs/architecture.md'))![1]!;
  const calls = [...section.matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm)].flatMap(([, file, names]) =>
    [...names!.matchAll(/`([^`]+)`/g)].map(([, name]) => ({ file: file!, name: name! })),
  );
  const named = calls.map(({ file, name }) => `${file} ${name}`);
  const missing = calls.filter(({ file, name }) => !read(file).includes(name));
  assert.deepEqual(missing, []);
  const counts = `${calls.length} calls of ${new Set(named).size} functions in ${new Set(calls.map(({ file }) => file)).size} files`;
  assert.ok(section.includes(counts), counts);
});
