"""Predicts a folder of pictures as one writes it in Python: Pillow decodes them, onnxruntime predicts batches.

Prints the likeliest classes of each, as `codistill predict` does. Variants: `loop` decodes one after the other, `threads` on as
many threads as there are cores.
"""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import onnxruntime
from PIL import Image, ImageOps

BATCH = 64
SHOWN = 5

asked = json.loads(sys.argv[1])
with open(os.path.join(asked["model"], "preprocessing.json"), encoding="utf8") as file:
    described = json.load(file)
height, width, channels = described["input"]["shape"]
mean, std = (np.float32(described["input"][name]) for name in ("mean", "std"))
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = asked["threads"]
session = onnxruntime.InferenceSession(os.path.join(asked["model"], "model.onnx"), options)
pool = ThreadPoolExecutor(asked["threads"])


def read(path):
    with Image.open(path) as image:
        upright = ImageOps.exif_transpose(image).convert("RGB" if channels == 3 else "L")
        sized = upright if upright.size == (width, height) else upright.resize((width, height))
        pixels = np.asarray(sized, np.float32).reshape(height, width, channels)
        return (pixels / 255 - mean) / std


decode = pool.map if asked["variant"] == "threads" else map
paths = sorted(os.path.join(asked["folder"], name) for name in os.listdir(asked["folder"]))
for at in range(0, len(paths), BATCH):
    batch = paths[at : at + BATCH]
    (logits,) = session.run(["logits"], {"input": np.stack(list(decode(read, batch)))})
    powers = np.exp(logits - logits.max(1, keepdims=True))
    for path, row in zip(batch, powers / powers.sum(1, keepdims=True)):
        best = np.argsort(-row)[:SHOWN]
        names = (f"{described['classNames'][i]} {100 * row[i]:.1f} %" for i in best)
        print(f"{path}: {', '.join(names)}")
