import { type Tensor, tf, type Variable } from '../model/backend.js';
import { DATA_TYPE, type TensorType } from './graph.js';
import type { KeptSession } from './kept-session.js';
import { Program } from './program.js';
import { SharedSession } from './shared-session.js';

/**
 * Where the newest values of a step's variables are: in the network and its optimizer, or in the session of all programs
 * that train and run the network. Values move when they are asked for elsewhere, never step by step.
 */
export class VariableHome {
  /** Its programs have these variables, or the first of them. */
  readonly session: SharedSession;
  readonly #isOwn: boolean;
  readonly #variables: readonly Variable[];
  /** Loads and reads the session's variables. */
  #values: Program | undefined;
  /** The tensors of the network's variables when this class last read them; `undefined`: the session has no values. */
  #seen: readonly Tensor['dataId'][] | undefined;
  #settled = true;

  /** @param kept - Whence the session is, and where it stays. Absent: it is closed with this home. */
  constructor(variables: readonly Variable[], kept?: KeptSession) {
    this.session = kept?.sessionFor(variables.map(typeOf)) ?? new SharedSession();
    this.#isOwn = kept === undefined;
    this.#variables = variables;
  }

  /** Gives the session the newest values, picking up what was assigned to the network's variables in the meantime. */
  bring(): void {
    const seen = this.#seen;
    if (seen !== undefined && this.#variables.every((variable, i) => variable.dataId === seen[i])) return;
    this.settle();
    this.#values ??= new Program([], this.#variables.map(typeOf), this.session);
    this.#values.load(this.#variables);
    this.#look();
  }

  /** As `bring`, for a run that will change them. */
  moveIn(): void {
    this.bring();
    this.#settled = false;
  }

  /** Puts the newest values into the network's variables; one that was assigned from outside keeps that value. */
  settle(): void {
    if (this.#settled) return;
    const values = this.#values!.variables();
    this.#variables.forEach((variable, i) => {
      if (variable.dataId === this.#seen?.[i]) variable.assign(values[i]!);
    });
    tf.dispose(values);
    this.#settled = true;
    this.#look();
  }

  /** Lets the values go that the session holds; those of the network count again. */
  forget(): void {
    this.#seen = undefined;
    this.#settled = true;
  }

  /** Closes the session, unless it is kept. */
  dispose(): void {
    this.forget();
    if (this.#isOwn) this.session.close();
  }

  #look(): void {
    this.#seen = this.#variables.map((variable) => variable.dataId);
  }
}

function typeOf({ dtype, shape }: Variable): TensorType {
  return { dtype: dtype === 'int32' ? DATA_TYPE.int32 : DATA_TYPE.float32, shape };
}
