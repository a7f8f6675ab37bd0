import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a directory, and those above it that are missing; one that is there keeps its rights.
 *
 * Node's own recursion goes on for ever below a directory that is there and takes no other, such as /proc: the system says
 * of both that something is missing.
 *
 * @param mode - Rights of each that is made. @default as the process makes directories
 * @throws What the disk says, with the path that it says it of.
 */
export function makeDirectory(path: string, mode?: number): void {
  if (isDirectory(path)) return;
  if (dirname(path) !== path) makeDirectory(dirname(path), mode);
  try {
    mkdirSync(path, mode);
  } catch (error) {
    if (!isDirectory(path)) throw error; // else somebody was faster
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
