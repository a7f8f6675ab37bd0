import { type Tensor, tf, type Variable } from '../model/backend.js';
import type { Program } from './program.js';

/**
 * Where the newest values of a step's variables are: in the network and its optimizer, or in one program. Values move
 * when they are asked for elsewhere, never step by step.
 */
export class VariableHome {
  readonly #variables: readonly Variable[];
  /** The tensors of the network's variables when this class last read them. */
  #seen: readonly Tensor['dataId'][] = [];
  #program: Program | undefined;
  #settled = true;

  constructor(variables: readonly Variable[]) {
    this.#variables = variables;
  }

  /** Makes the program's variables the newest, picking up what was assigned to the network's in the meantime. */
  moveTo(program: Program): void {
    const changed =
      this.#program !== undefined && this.#variables.some((variable, i) => variable.dataId !== this.#seen[i]);
    if (changed) this.settle();
    if (changed || this.#program === undefined) {
      program.load(this.#variables);
    } else if (this.#program !== program) {
      const values = this.#program.variables();
      program.load(values);
      tf.dispose(values);
    }
    this.#program = program;
    this.#settled = false;
    this.#look();
  }

  /** Puts the newest values into the network's variables; one that was assigned from outside keeps that value. */
  settle(): void {
    if (this.#program === undefined || this.#settled) return;
    const values = this.#program.variables();
    this.#variables.forEach((variable, i) => {
      if (variable.dataId === this.#seen[i]) variable.assign(values[i]!);
    });
    tf.dispose(values);
    this.#settled = true;
    this.#look();
  }

  /** Lets the values go that a program holds; those of the network count again. */
  forget(): void {
    this.#program = undefined;
    this.#settled = true;
  }

  #look(): void {
    this.#seen = this.#variables.map((variable) => variable.dataId);
  }
}
