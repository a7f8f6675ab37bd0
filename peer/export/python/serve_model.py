"""Predicts with the model in a folder: reads samples on standard input and writes their outputs on standard output.

A message is its length in bytes, a little-endian uint32, and float32 numbers. The first two that it writes are texts: the
module that loads the model, once the packages are there that this needs, and the name of the runtime, once it has loaded it.
"""

import importlib
import importlib.util
import json
import os
import struct
import sys

sys.dont_write_bytecode = True
answers = os.fdopen(os.dup(1), "wb")
os.dup2(2, 1)  # what a library prints is no answer
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")


def main(directory):
    name = first_loader()
    import numpy as np
    import safetensors  # noqa: F401

    send(name.encode())
    sys.path.insert(0, directory)
    loader = importlib.import_module(name)
    with open(os.path.join(directory, "architecture.json"), encoding="utf8") as file:
        shape = json.load(file)["input"]["shape"][1:]
    model = loader.load(directory)
    send(loader.runtime().encode())
    while (head := sys.stdin.buffer.read(4)) != b"":
        (length,) = struct.unpack("<I", head)
        samples = np.frombuffer(bytearray(sys.stdin.buffer.read(length)), "<f4").reshape([-1, *shape])
        send(np.ascontiguousarray(loader.predict(model, samples), "<f4").tobytes())


def first_loader():
    """PyTorch's where it is installed, else that of Keras."""
    if importlib.util.find_spec("torch") is not None:
        importlib.import_module("torch")
        return "load_pytorch"
    if importlib.util.find_spec("keras") is not None:
        importlib.import_module("keras")
        return "load_keras"
    raise SystemExit("this Python has neither torch nor keras")


def send(message):
    answers.write(struct.pack("<I", len(message)) + message)
    answers.flush()


main(sys.argv[1])
