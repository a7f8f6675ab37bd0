import assert from 'node:assert/strict';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CodistillError } from '../../../proto/errors.js';
import { checkNamedFiles, moduleDigests } from '../../../proto/named-files.js';
import { parseRunSpec, type RunSpec } from '../../../proto/run-spec.js';
import { temporaryDirectory } from '../../support/launch.js';

interface Folder {
  readonly path: string;
  file(name: string, text?: string): string;
}

function folder(t: { after(hook: () => void): void }): Folder {
  const path = temporaryDirectory(t);
  return {
    path,
    file(name, text = 'export default () => 1;') {
      writeFileSync(join(path, name), text);
      return join(path, name);
    },
  };
}

/** Specs that name one file each, of every kind that a peer loads as a program. */
const MODULES: readonly (readonly [string, (file: string) => RunSpec])[] = [
  ['network of peer-0', (network) => parseRunSpec({ peers: [{ id: 'peer-0', network }] })],
  ['network of peer-1', (network) => parseRunSpec({ peers: [{ id: 'peer-0' }, { id: 'peer-1', network }] })],
  ['view of peer-0', (view) => parseRunSpec({ peers: [{ id: 'peer-0', view }] })],
  ['data.name', (name) => parseRunSpec({ data: { name } })],
  ['distillation.loss', (loss) => parseRunSpec({ distillation: { loss } })],
];
const refusal = (field: string, problem: RegExp) => (error: CodistillError) => {
  assert.equal(error.code, 'ERR_MODULE_NOT_ALLOWED');
  assert(error.message.startsWith(`${field}: `), error.message);
  assert.match(error.message, problem);
  assert.match(error.fix, /--allow-modules/);
  return true;
};

test('a spec from the wire names no module of any kind, unless its folder was named here', (t) => {
  const own = folder(t);
  const other = folder(t);
  for (const [field, specOf] of MODULES) {
    for (const path of [own.file('module.js'), pathToFileURL(own.file('module.js')).href]) {
      const spec = specOf(path);
      const digests = moduleDigests(spec);
      const check = (...allowModules: string[]): void =>
        checkNamedFiles(spec, digests, { peerId: 'peer-0', allowModules });
      assert.throws(() => check(), refusal(field, /module\.js, which nobody has allowed here/));
      assert.throws(() => check(other.path), refusal(field, /nobody has allowed/));
      assert.throws(() => check(`${own.path}x`, join(own.path, 'module.js', 'x')), refusal(field, /allowed/));
      check(other.path, own.path);
      assert.throws(() => checkNamedFiles(spec, digests, { peerId: 'peer-0' }), refusal(field, /allowed/));
    }
  }
});

test('the module of a graph is digested, too; peers, which do not load it, need not have it', (t) => {
  const own = folder(t);
  const graph = own.file('graph.js');
  const spec = parseRunSpec({ exchange: { graph } });
  assert.deepEqual(
    moduleDigests(spec).map(({ path }) => path),
    [graph],
  );
  checkNamedFiles(spec, [], { peerId: 'peer-0' });
});

test('what is there and cannot be a module has no digest: who loads it says why', (t) => {
  const own = folder(t);
  mkdirSync(join(own.path, 'nets'));
  for (const [, specOf] of MODULES.slice(0, 2))
    assert.deepEqual(moduleDigests(specOf(join(own.path, 'nets'))), []);
});

test('a module whose text here is another than that of the coordinator is not loaded', (t) => {
  const own = folder(t);
  for (const [field, specOf] of MODULES) {
    const spec = specOf(own.file('module.js'));
    const digests = moduleDigests(spec);
    const check = (known = digests): void =>
      checkNamedFiles(spec, known, { peerId: 'peer-0', allowModules: [own.path] });
    check();
    own.file('module.js', 'export default () => 2;');
    assert.throws(() => check(), refusal(field, /its text here is not the coordinator/));
    assert.throws(() => check([]), refusal(field, /the coordinator has no such file/));
    rmSync(join(own.path, 'module.js'));
    assert.throws(() => check(), refusal(field, /its text here is not/));
  }
});

test('neither a path with dots nor a link leads out of an allowed folder', (t) => {
  const own = folder(t);
  const other = folder(t);
  mkdirSync(join(own.path, 'in'));
  const outside = other.file('module.js');
  symlinkSync(outside, join(own.path, 'in', 'link.js'));
  for (const path of [
    join(own.path, 'in', 'link.js'),
    `${own.path}/in/../../${outside.split('/').slice(-2).join('/')}`,
  ]) {
    const spec = MODULES[0]![1](path);
    const allow = { peerId: 'peer-0', allowModules: [join(own.path, 'in')] };
    assert.throws(
      () => checkNamedFiles(spec, moduleDigests(spec), allow),
      refusal('network of peer-0', /allowed/),
    );
  }
});

test('of frozen teachers a peer reads its own weights alone, from an allowed folder', (t) => {
  const own = folder(t);
  const source = join(own.path, 'run', 'peer-0');
  const spec = parseRunSpec({ peers: [{ id: 'a' }, { id: 't', role: 'teacher', source }] });
  checkNamedFiles(spec, [], { peerId: 'a' });
  assert.throws(
    () => checkNamedFiles(spec, [], { peerId: 't' }),
    refusal('source of t', /run\/peer-0, which nobody/),
  );
  checkNamedFiles(spec, [], { peerId: 't', allowModules: [own.path] });
});

test('the weights that a peer begins with are its own to read, from an allowed folder', (t) => {
  const own = folder(t);
  const weights = own.file('weights.safetensors', '');
  const spec = parseRunSpec({ peers: [{ id: 'a' }, { id: 'b', weights }] });
  checkNamedFiles(spec, [], { peerId: 'a' });
  assert.throws(
    () => checkNamedFiles(spec, [], { peerId: 'b' }),
    refusal('weights of b', /safetensors, which nobody/),
  );
  checkNamedFiles(spec, [], { peerId: 'b', allowModules: [own.path] });
});

test('a text to train on lies in the data folder or an allowed one', (t) => {
  const own = folder(t);
  const other = folder(t);
  for (const set of ['text', 'bytes']) {
    const relative = parseRunSpec({ data: { name: `${set}:book.txt,window=8` } });
    own.file('book.txt');
    checkNamedFiles(relative, [], { peerId: 'peer-0', dataDir: own.path });
    assert.throws(
      () => checkNamedFiles(relative, [], { peerId: 'peer-0' }),
      refusal('data.name', /book\.txt/),
    );
    assert.throws(
      () => checkNamedFiles(relative, [], { peerId: 'peer-0', dataDir: other.path }),
      refusal('data.name', /book\.txt/),
    );
    const out = parseRunSpec({ data: { name: `${set}:../${own.path.split('/').at(-1)}/book.txt` } });
    assert.throws(
      () => checkNamedFiles(out, [], { peerId: 'peer-0', dataDir: other.path }),
      refusal('data.name', /book\.txt/),
    );
    const absolute = parseRunSpec({ data: { name: `${set}:${join(own.path, 'book.txt')}` } });
    assert.throws(
      () => checkNamedFiles(absolute, [], { peerId: 'peer-0', dataDir: other.path }),
      refusal('data.name', /book\.txt/),
    );
    checkNamedFiles(absolute, [], { peerId: 'peer-0', allowModules: [own.path] });
  }
});

test('a spec of names alone needs nothing, also with a graph of the coordinator’s own', () => {
  const names = {
    peers: [{ id: 'peer-0', network: 'cnn', view: 'left' }],
    data: { name: 'synthetic:classes=3' },
  };
  checkNamedFiles(parseRunSpec({ ...names, exchange: { graph: './graph.js' } }), [], { peerId: 'peer-0' });
  assert.deepEqual(moduleDigests(parseRunSpec({ exchange: { graph: './graph.js' } })), []);
});
