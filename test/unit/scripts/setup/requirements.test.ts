import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeProgram, importSetup, temporaryDir } from './setup-module.js';

const { findPython, findCompiler } = await importSetup<{
  findPython(env: NodeJS.ProcessEnv): Promise<string>;
  findCompiler(env: NodeJS.ProcessEnv): Promise<readonly string[]>;
}>('requirements.mjs');

test('without Python the error says how to install it', async (t) => {
  await assert.rejects(findPython({ PATH: temporaryDir(t) }), {
    code: 'ERR_SETUP_NO_PYTHON',
    fix: /install/,
  });
});

test('a Python without pip is named, with how to get pip', async (t) => {
  const dir = temporaryDir(t);
  fakeProgram(
    dir,
    'python3',
    '[ "$1" = --version ] && echo "Python 3.12.1" && exit 0; echo "No module named pip" >&2; exit 1',
  );
  await assert.rejects(findPython({ PATH: dir }), {
    code: 'ERR_SETUP_NO_PIP',
    message: /Python 3\.12\.1 has no pip/,
    fix: /pip/,
  });
});

test('a Python 2 is not taken for Python 3', async (t) => {
  const dir = temporaryDir(t);
  fakeProgram(dir, 'python', 'echo "Python 2.7.18"');
  await assert.rejects(findPython({ PATH: dir }), { code: 'ERR_SETUP_NO_PYTHON' });
});

test('a Python 3 that has pip is found', async (t) => {
  const dir = temporaryDir(t);
  const python = fakeProgram(dir, 'python3', 'echo "Python 3.9.2"');
  assert.equal(await findPython({ PATH: dir }), python);
});

test('without a compiler the error says how to install one', async (t) => {
  await assert.rejects(findCompiler({ PATH: temporaryDir(t) }), {
    code: 'ERR_SETUP_NO_COMPILER',
    fix: /install|xcode/,
  });
});

test('CXX is respected, with its arguments', async (t) => {
  const dir = temporaryDir(t);
  const program = fakeProgram(dir, 'my-launcher', 'echo fine');
  fakeProgram(dir, 'c++', 'echo fine');
  assert.deepEqual(await findCompiler({ PATH: dir, CXX: 'my-launcher g++ -pipe' }), [
    program,
    'g++',
    '-pipe',
  ]);
});

test('a CXX that is not there is an error, even when another compiler is', async (t) => {
  const dir = temporaryDir(t);
  fakeProgram(dir, 'c++', 'echo fine');
  await assert.rejects(findCompiler({ PATH: dir, CXX: 'no-such-compiler' }), {
    code: 'ERR_SETUP_NO_COMPILER',
    message: /no-such-compiler/,
  });
});

test('a compiler that does not run is no compiler', async (t) => {
  const dir = temporaryDir(t);
  fakeProgram(dir, 'c++', 'echo "license not accepted"; exit 69');
  await assert.rejects(findCompiler({ PATH: dir }), {
    code: 'ERR_SETUP_NO_COMPILER',
    message: /license not accepted/,
  });
});
