import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type HostEnd, hostFailure } from '../../../../scripts/hosts/host-failure.js';
import { parseHosts } from '../../../../scripts/hosts/hosts-file.js';

const [host] = parseHosts(
  'hosts: [{host: ana@beta, options: [-p, 9], directory: /opt/c}]',
  'hosts.yaml',
).hosts;

const failure = (exit: Partial<HostEnd['exit']>, lastLine = '', hasJoined = false) => {
  const { code, message, fix, facts } = hostFailure({
    ...{ host: host!, lastLine, hasJoined, logFile: 'run/logs/host-ana@beta.log' },
    runDir: 'runs/lab-ana@beta',
    exit: { code: null, signal: null, ...exit },
  });
  assert.deepEqual(facts, { host: 'ana@beta', logFile: 'run/logs/host-ana@beta.log' });
  return [code, message, fix];
};

test('a host that ssh does not reach is told in ssh’s words, with a line to try it by', () => {
  assert.deepEqual(failure({ code: 255 }, 'ssh: connect to host beta port 9: Connection refused'), [
    'ERR_HOST_FAILED',
    'ana@beta: does not answer: ssh: connect to host beta port 9: Connection refused',
    'this has to end without a question and without an error: ssh -p 9 -o BatchMode=yes ana@beta true',
  ]);
});

test('one that had come is told from one that never did, with the line that brings it back', () => {
  assert.deepEqual(failure({ code: 255 }, 'Timeout, server beta not responding.', true), [
    'ERR_HOST_FAILED',
    'ana@beta: its part was killed, or the connection to it broke: Timeout, server beta not responding.',
    'read run/logs/host-ana@beta.log; it comes back by npm run codistill -- join --run-dir runs/lab-ana@beta, ' +
      'typed there in /opt/c',
  ]);
});

test('an ssh that was killed is no word of the host', () => {
  assert.equal(
    failure({ signal: 'SIGKILL' }, 'peer-1: epoch 3', true)[1],
    'ana@beta: its part was killed, or the connection to it broke: ssh: killed by SIGKILL',
  );
});

test('a command that is not there, or may not be run, is named', () => {
  for (const code of [126, 127])
    assert.deepEqual(failure({ code }, 'sh: 1: npm: not found'), [
      'ERR_HOST_FAILED',
      'ana@beta: "npm run codistill --" is not found there: sh: 1: npm: not found',
      'give the whole path in the `command` of the hosts file: ssh runs it without the profile of a login',
    ]);
});

test('the error that codistill had there keeps its code, and its fix is for that host', () => {
  const error = { code: 'ERR_DATA_MISSING', message: 'no file x', fix: 'give --data-dir' } as const;
  assert.deepEqual(failure({ code: 10, error }, 'whatever'), [
    'ERR_DATA_MISSING',
    'ana@beta: no file x',
    'on ana@beta: give --data-dir',
  ]);
  assert.equal(failure({ code: 10, error: { ...error, fix: '' } })[2], 'read run/logs/host-ana@beta.log');
});

test('without ssh on this machine no host is blamed', () => {
  const error = { code: 'ERR_INTERNAL', message: 'spawn ssh ENOENT', fix: '' } as const;
  assert.deepEqual(failure({ code: -2, error }), [
    'ERR_HOST_FAILED',
    'ana@beta: this machine has no ssh (spawn ssh ENOENT)',
    "install OpenSSH's client",
  ]);
});

test('any other end is told with the last words, or the status where there are none', () => {
  assert.deepEqual(failure({ code: 2 }, 'sh: 1: cd: can’t cd to /opt/c'), [
    'ERR_HOST_FAILED',
    'ana@beta: sh: 1: cd: can’t cd to /opt/c',
    'read run/logs/host-ana@beta.log; the command was run in /opt/c',
  ]);
  assert.match(failure({ code: 77 })[1]!, /^ana@beta: ssh: exit status 77/);
});
