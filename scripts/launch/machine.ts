import process from 'node:process';
import { visibleGpus } from './gpus.js';
import { type LastingFacts, lastingFacts } from './run-facts.js';

/** The part of this machine that is the same for all runs of a process, and that takes other programs to find out. */
export interface Machine {
  readonly facts: LastingFacts;
  /** As CUDA names them. */
  readonly gpus: readonly string[];
}

export function lookAtMachine(): Machine {
  return { facts: lastingFacts(), gpus: visibleGpus(process.env) };
}
