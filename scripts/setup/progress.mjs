/**
 * Shows what set-up is doing, one line a step.
 *
 * A step that finds its work already done is only remembered; the lines are shown as soon as some
 * step does real work. So the usual run, with nothing to do, says one line in all.
 *
 * @param {{ write(text: string): unknown, isTTY?: boolean }} [stream] - Standard error by default:
 *   `npm start -- --json` keeps standard output for the result.
 * @param {() => number} [nowMs] - Monotonic, milliseconds.
 */
export function createProgress(stream = process.stderr, nowMs = () => performance.now()) {
  const startedMs = nowMs();
  /** @type {string[]} */
  let held = [];
  let worked = false;
  const seconds = (/** @type {number} */ sinceMs) => `${((nowMs() - sinceMs) / 1000).toFixed(2)} s`;
  /** @param {string} line */
  const show = (line) => {
    for (const text of [...held, line]) stream.write(`${text}\n`);
    held = [];
    worked = true;
  };

  return {
    /** Whether programs may draw progress bars of their own. */
    isTerminal: stream.isTTY === true,

    /**
     * @template T
     * @param {string} name
     * @param {(working: (what: string) => void) => Promise<T>} work - Calls `working` before it
     *   does anything slow, with what it is about to do.
     * @returns {Promise<T>}
     */
    async step(name, work) {
      const stepStartedMs = nowMs();
      let cached = true;
      const working = (/** @type {string} */ what) => {
        cached = false;
        show(`set-up  ${name}: ${what} …`);
      };
      try {
        const result = await work(working);
        if (cached) held.push(`set-up  ${name}: cached (${seconds(stepStartedMs)})`);
        else show(`set-up  ${name}: ok (${seconds(stepStartedMs)})`);
        return result;
      } catch (error) {
        show(`set-up  ${name}: FAILED (${seconds(stepStartedMs)})`);
        throw error;
      }
    },

    /** The closing line. */
    done() {
      const what = worked ? 'ready' : 'up to date';
      held = [];
      stream.write(`set-up  ${what} (${seconds(startedMs)})\n`);
    },
  };
}
