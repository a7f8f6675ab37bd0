import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { test } from 'node:test';

const MADE = 5_000;
const [NKEY, LINK_KEYS, CERTIFICATE] = [
  'proto/net/nkey.js',
  'peer/net/link-keys.js',
  'scripts/net/run-certificate.js',
].map((file) => JSON.stringify(new URL(`../../../../${file}`, import.meta.url).href));

/** Each makes a key and writes it; what Node collects meanwhile must not stand in its way. */
for (const [what, made] of [
  [
    'key pairs of NATS',
    `const { Nkey } = await import(${NKEY}); const make = () => Nkey.generate('user').getSeed();`,
  ],
  [
    'key pairs of links',
    `const { LinkKeys } = await import(${LINK_KEYS}); const make = () => new LinkKeys().identity;`,
  ],
  ['keys of certificates', `const { newServerKey: make } = await import(${CERTIFICATE});`],
] as const) {
  test(`a process makes thousands of ${what} and does not stand still`, () => {
    const code = `${made} for (let i = 0; i < ${MADE}; i++) make(); console.log('made');`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    assert.equal(stdout, 'made\n', stderr);
  });
}
