"""How a contender talks to bench/contender.ts: lines on standard input, one JSON object a line on standard output."""

import json
import math
import os
import sys
import time

# Libraries may print whatever they like: their standard output is standard error, and ours a copy of the real one.
_answers = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)


def configuration():
    """What the harness asked for: the JSON object that is the first argument."""
    return json.loads(sys.argv[1])


def answer(**facts):
    _answers.write(json.dumps(facts) + "\n")


def serve(step, announce=lambda steps: None, **facts):
    """Says that everything is built, then trains when told to, and is idle in between.

    `run WARM MEASURED` trains that many steps, and says how many milliseconds the measured ones took together.

    step: one training step; returns its loss, a float.
    announce: called before each run with the number of its steps.
    """
    answer(ready=True, **facts)
    for line in sys.stdin:
        warm, measured = map(int, line.split()[1:])
        announce(warm + measured)
        for _ in range(warm):
            step()
        start = time.perf_counter_ns()
        for _ in range(measured):
            loss = step()
        elapsed_ms = (time.perf_counter_ns() - start) / 1e6
        if not math.isfinite(loss):
            raise ArithmeticError(f"the loss is {loss}")
        answer(ms=elapsed_ms, loss=loss)
