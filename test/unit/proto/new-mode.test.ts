import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { REPOSITORY, repositoryFiles } from '../../support/repository.js';

/** The sources that know exchange modes or ways of teaching. */
const concerned = repositoryFiles().filter(
  (file) =>
    /^(proto|coordinator|peer|scripts)\/.*\.ts$/.test(file) &&
    /\/(scheme|exchange-mode)\.js'/.test(readFileSync(join(REPOSITORY, file), 'utf8')),
);

/** What is parsed once for all programs. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** The sources that do not compile once a file reads differently. */
function broken(changed: string, from: string, to: string): string[] {
  const { config } = ts.readConfigFile(join(REPOSITORY, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, REPOSITORY);
  const host = ts.createCompilerHost(options);
  const path = join(REPOSITORY, changed);
  const before = readFileSync(path, 'utf8');
  assert.ok(before.includes(from), `${changed} has no ${from}`);
  const read = host.readFile;
  host.readFile = (file) => (file === path ? before.replace(from, to) : read(file));
  const parse = host.getSourceFile;
  host.getSourceFile = (file, ...how) => {
    if (file === path) return parse(file, ...how);
    if (!parsed.has(file)) parsed.set(file, parse(file, ...how));
    return parsed.get(file);
  };
  const files = [...new Set([...concerned, changed])];
  const program = ts.createProgram(
    files.map((file) => join(REPOSITORY, file)),
    { ...options, noEmit: true, incremental: false },
    host,
  );
  return files
    .filter(
      (file) => program.getSemanticDiagnostics(program.getSourceFile(join(REPOSITORY, file))).length > 0,
    )
    .sort();
}

test('no source asks for the kind of a way where the compiler would not name it for a new one', () => {
  const asks = /\bkind [!=]== '(alone|lockstep|by-sample|by-weights)'/;
  const loose = concerned.filter((file) => {
    const text = readFileSync(join(REPOSITORY, file), 'utf8');
    return asks.test(text) && !text.includes('assertNever(way)');
  });
  assert.deepEqual(loose, []);
});

test('a new exchange mode does not compile until it is read and has a way of teaching', () => {
  const union = 'export type ExchangeMode =';
  assert.deepEqual(broken('proto/exchange-mode.ts', union, `${union} | { readonly kind: 'pretended' }`), [
    'proto/exchange-mode.ts',
    'proto/scheme.ts',
  ]);
});

test('a new way of teaching does not compile until every place that follows the way has decided', () => {
  const union = 'export type Way =';
  assert.deepEqual(broken('proto/scheme.ts', union, `${union} | { readonly kind: 'pretended' }`), [
    'peer/core/exchange/arrival.ts',
    'peer/core/exchange/opening.ts',
    'peer/core/teaching/step-form.ts',
    'peer/trainer/teacher-exchange.ts',
    'proto/scheme.ts',
  ]);
});
