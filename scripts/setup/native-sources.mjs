import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isCheckout } from './paths.mjs';

/** Where they lie in an installed package, from its root. */
const PACKED = 'dist/native';

/**
 * The C++ of tfjs-node-gpu's addon and of our own.
 *
 * @param {string} root - A checkout, or an installed package, which has a copy in place of its parts.
 * @returns {{ binding: readonly string[], session: string }} The files of tfjs's, headers with them, and of ours.
 */
export function nativeSources(root) {
  const [binding, session] = isCheckout(root)
    ? ['node_modules/@tensorflow/tfjs-node-gpu/binding', 'peer/graph/session.cc']
    : [`${PACKED}/binding`, `${PACKED}/session.cc`];
  const files = readdirSync(join(root, binding)).sort();
  return { binding: files.map((name) => join(root, binding, name)), session: join(root, session) };
}

/**
 * Copies them to where they lie in a package.
 *
 * @param {string} root - A checkout.
 * @returns {string} A key of all that an installed package makes set-up do.
 */
export function copyNativeSources(root) {
  const hash = createHash('sha256');
  const rules = join(root, 'scripts', 'setup');
  if (!existsSync(rules)) return '';
  for (const name of readdirSync(rules).sort()) hash.update(name).update(readFileSync(join(rules, name)));
  const packed = join(root, PACKED);
  rmSync(packed, { recursive: true, force: true });
  mkdirSync(join(packed, 'binding'), { recursive: true });
  const { binding, session } = nativeSources(root);
  for (const [files, folder] of /** @type {const} */ ([
    [binding, join(packed, 'binding')],
    [[session], packed],
  ])) {
    for (const file of files) {
      hash.update(readFileSync(file));
      cpSync(file, join(folder, file.slice(file.lastIndexOf('/') + 1)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
