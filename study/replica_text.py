"""How an old teacher acts on a character model, once more in PyTorch: an independent check of what codistill finds.

    python study/replica_text.py FILE --batch 1024 --steps 600 --every 10 --weight 1

FILE is tinyshakespeare. Two models learn from batches of their own; from step n - n mod EVERY on each is also taught by the
other's weights of that step. EVERY 0: not at all. Needs torch and numpy. Prints the mean validation loss, nats.
"""

import argparse
import copy

import numpy as np
import torch
from torch.nn import functional as F

CONTEXT, EMBEDDING, WIDTH, RATE = 16, 16, 256, 1e-3


def model(classes, seed):
    torch.manual_seed(seed)
    return torch.nn.Sequential(
        torch.nn.Embedding(classes, EMBEDDING),
        torch.nn.Flatten(),
        torch.nn.Linear(CONTEXT * EMBEDDING, WIDTH),
        torch.nn.ReLU(),
        torch.nn.Linear(WIDTH, WIDTH),
        torch.nn.ReLU(),
        torch.nn.Linear(WIDTH, classes),
    )


def windows(tokens):
    """Every stretch of CONTEXT tokens, and the one after each."""
    tokens = torch.from_numpy(tokens)
    return tokens.unfold(0, CONTEXT, 1)[:-1], tokens[CONTEXT:]


def train(learned, held, classes, seed, asked):
    models = [model(classes, 10 * seed + peer) for peer in range(2)]
    optimizers = [torch.optim.Adam(one.parameters(), RATE) for one in models]
    random = [np.random.default_rng(10 * seed + peer) for peer in range(2)]
    curve = []
    for step in range(asked.steps):
        if asked.every and step % asked.every == 0:
            teachers = copy.deepcopy(models)
        for peer, (one, optimizer) in enumerate(zip(models, optimizers)):
            rows = random[peer].integers(0, len(learned[1]), asked.batch)
            x, y = learned[0][rows], learned[1][rows]
            logits = one(x)
            loss = F.cross_entropy(logits, y)
            if asked.every:
                with torch.no_grad():
                    soft = teachers[1 - peer](x).softmax(1)
                loss = loss + asked.weight * F.cross_entropy(logits, soft)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        if (step + 1) % 100 == 0:
            with torch.no_grad():
                curve.append(np.mean([F.cross_entropy(one(held[0]), held[1]).item() for one in models]))
    return curve


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--batch", type=int, default=1024)
    parser.add_argument("--steps", type=int, default=600)
    parser.add_argument("--every", type=int, default=10)
    parser.add_argument("--weight", type=float, default=1)
    parser.add_argument("--seeds", type=int, default=2)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    with open(asked.file, encoding="utf-8") as file:
        text = file.read()
    vocabulary = {c: i for i, c in enumerate(sorted(set(text)))}
    tokens = np.array([vocabulary[c] for c in text])
    cut = round(0.9 * len(tokens))
    learned, held = windows(tokens[:cut]), windows(tokens[cut:])
    curves = [train(learned, held, len(vocabulary), seed, asked) for seed in range(asked.seeds)]
    means = [f"{100 * (i + 1)}: {loss:.3f}" for i, loss in enumerate(np.mean(curves, axis=0))]
    print(f"every {asked.every}, weight {asked.weight:g}, batch {asked.batch}: {', '.join(means)}", flush=True)


main()
