/**
 * Thrown when a set-up step cannot finish for a reason that the user can act on.
 *
 * Every failure of set-up is one of these: a stable `code` to search for, one sentence that says
 * what was wrong, and one that says what to do. Anything else that is thrown is a bug of ours.
 */
export class SetupError extends Error {
  /**
   * @param {string} code - Stable, starts with `ERR_SETUP_`.
   * @param {string} message - What was wrong, one sentence.
   * @param {string} fix - What to do about it: a command where there is one.
   */
  constructor(code, message, fix) {
    super(message);
    this.name = 'SetupError';
    this.code = code;
    this.fix = fix;
  }
}

/**
 * The text that ends a failed set-up.
 *
 * @param {unknown} error
 * @returns {string}
 */
export function describeFailure(error) {
  if (error instanceof SetupError) {
    return `set-up failed: ${error.code}: ${error.message}\nwhat to do: ${error.fix}\n`;
  }
  const stack = error instanceof Error ? error.stack : String(error);
  return `set-up failed: ERR_SETUP_BUG: an error that set-up did not expect.\n${stack}\n`;
}
