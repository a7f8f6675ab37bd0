interface Due {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

/** Virtual time: a heap of what is due, run in order of (time, order of request). */
export class Clock {
  readonly #heap: Due[] = [];
  #order = 0;
  #sleptMs = 0;
  /** Time in which the machine was awake: what is due counts by it. */
  awakeMs = 0;

  /** The time that every process reads off its own clock. */
  get nowMs(): number {
    return this.awakeMs + this.#sleptMs;
  }

  /** The whole machine stands still: whatever was due goes on afterwards, late by so long. */
  sleep(forMs: number): void {
    this.#sleptMs += forMs;
  }

  /** Runs something later. A delay below zero counts as zero. */
  after(delayMs: number, run: () => void): void {
    this.#push({ atMs: this.awakeMs + Math.max(0, delayMs), order: this.#order++, run });
  }

  /** Lets time awake pass until `untilMs`, or until `isOver` says so after an event. */
  run(untilMs: number, isOver: () => boolean): void {
    for (;;) {
      const next = this.#heap[0];
      if (next === undefined || next.atMs > untilMs) break;
      this.#pop();
      this.awakeMs = next.atMs;
      next.run();
      if (isOver()) return;
    }
    this.awakeMs = untilMs;
  }

  #push(due: Due): void {
    const heap = this.#heap;
    let i = heap.push(due) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!isEarlier(due, heap[parent]!)) break;
      heap[i] = heap[parent]!;
      i = parent;
    }
    heap[i] = due;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isEarlier(heap[child + 1]!, heap[child]!)) child++;
      if (!isEarlier(heap[child]!, last)) break;
      heap[i] = heap[child]!;
      i = child;
    }
    heap[i] = last;
  }
}

function isEarlier(a: Due, b: Due): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}
