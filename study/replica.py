"""The noisy-label studies once more, in PyTorch and one process: an independent check of what codistill finds.

    python study/replica.py DIR mutual-learning
    python study/replica.py DIR partition --steps 600 --noise any

DIR holds Fashion-MNIST's four files. Needs torch and numpy; some minutes a study on one core. Prints, for each metric, the
means of the arms and the paired difference with its 95 % interval.
"""

import argparse
import copy
import gzip
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

# As `training` in the studies.
RATE, BATCH, DECAY = 0.05, 50, 5e-4
# 97.5 % quantile of Student's t, by degrees of freedom.
T = {5: 2.571, 7: 2.365, 13: 2.160}

# Arms from a baseline on; `every`: steps between copies of the teachers, as `checkpoint:K`.
STUDIES = {
    "mutual-learning": dict(samples=2000, steps=1200, seeds=8, arms=["alone", "same"]),
    "unequal-peers": dict(
        samples=2000, steps=1200, seeds=14, arms=["alone", "same"], widths=[(128, 128), (16, 16)]
    ),
    "partition": dict(samples=1000, steps=1200, seeds=8, arms=["alone", "same", "disjoint"], every=10),
    "cohort-size": dict(samples=500, steps=400, seeds=6, arms=["disjoint"], every=10, peers=[1, 2, 4, 8]),
}


def read(folder, name):
    data = np.frombuffer(gzip.decompress(next(Path(folder).glob(f"{name}*.gz")).read_bytes()), np.uint8)
    if "labels" in name:
        return data[8:].astype(np.int64)
    return ((data[16:].reshape(-1, 784) / 255 - 0.286) / 0.353).astype(np.float32)


def network(widths, seed):
    torch.manual_seed(seed)
    sizes = [784, *widths]
    hidden = [m for a, b in zip(sizes, sizes[1:]) for m in (torch.nn.Linear(a, b), torch.nn.ReLU())]
    return torch.nn.Sequential(*hidden, torch.nn.Linear(sizes[-1], 10))


def noisy(labels, share, kind, random):
    """Labels of which a share is replaced: by another class, or by any."""
    labels, chosen = labels.copy(), random.permutation(len(labels))[: round(share * len(labels))]
    drawn = random.integers(1, 10, len(chosen)) if kind == "other" else random.integers(0, 10, len(chosen))
    labels[chosen] = (labels[chosen] + drawn) % 10 if kind == "other" else drawn
    return labels


def train(data, arm, seed, *, samples, steps, widths, every, noise):
    """Trains a cohort: `alone`, on the `same` batches, or on `disjoint` samples, where teachers predict the student's.

    Returns test accuracy and loss of each peer.
    """
    pictures, labels, test_pictures, test_labels = data
    random = np.random.default_rng(1000 + seed // 2)  # two seeds a draw of the data
    shards = len(widths) if arm == "disjoint" else 1
    dealt = random.permutation(len(labels))[: samples * shards]
    x = torch.from_numpy(pictures[dealt])
    y = torch.from_numpy(noisy(labels[dealt], 0.2, noise, random))
    networks = [network(one, 10 * seed + i) for i, one in enumerate(widths)]
    optimizers = [
        torch.optim.SGD(one.parameters(), RATE, momentum=0.9, nesterov=True, weight_decay=DECAY)
        for one in networks
    ]
    order = np.random.default_rng(seed)
    batches = np.empty(0, np.int64)
    for step in range(steps):
        if len(batches) < BATCH:
            batches = order.permutation(samples)
        own, batches = batches[:BATCH], batches[BATCH:]
        if step % every == 0:
            teachers = copy.deepcopy(networks)
        losses = []
        for i, student in enumerate(networks):
            batch = torch.from_numpy(own + samples * (i % shards))
            logits = student(x[batch])
            loss = F.cross_entropy(logits, y[batch])
            others = [one for j, one in enumerate(teachers) if j != i and arm != "alone"]
            for teacher in others:
                with torch.no_grad():
                    target = F.softmax(teacher(x[batch]), 1)
                kl = F.kl_div(F.log_softmax(logits, 1), target, reduction="batchmean")
                loss = loss + kl / len(others)
            losses.append(loss)
        for optimizer, loss in zip(optimizers, losses):
            optimizer.param_groups[0]["lr"] = RATE * (1 + np.cos(np.pi * step / steps)) / 2
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    with torch.no_grad():
        scored = [one(test_pictures) for one in networks]
    right = [(s.argmax(1) == test_labels).float().mean().item() * 100 for s in scored]
    return right, [F.cross_entropy(s, test_labels).item() for s in scored]


def report(name, before, after):
    difference = np.array(after) - np.array(before)
    half = T[len(difference) - 1] * difference.std(ddof=1) / np.sqrt(len(difference))
    mean = difference.mean()
    print(
        f"{name}: {np.mean(before):.3f} -> {np.mean(after):.3f}, "
        f"{mean:+.3f} [{mean - half:+.3f}, {mean + half:+.3f}], n = {len(difference)}",
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="DIR")
    parser.add_argument("study", choices=STUDIES)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--noise", choices=["other", "any"], default="other")
    asked = parser.parse_args()
    study = STUDIES[asked.study]
    torch.set_num_threads(1)
    parts = ("train-images", "train-labels", "t10k-images", "t10k-labels")
    pictures, labels, test_pictures, test_labels = [read(asked.folder, part) for part in parts]
    data = pictures, labels, torch.from_numpy(test_pictures), torch.from_numpy(test_labels)
    options = dict(
        samples=study["samples"],
        steps=asked.steps or study["steps"],
        every=study.get("every", 1),
        noise=asked.noise,
    )
    cohorts = [[(128, 128)] * peers for peers in study.get("peers", [2])]
    if "widths" in study:
        cohorts = [study["widths"]]
    arms = [(f"{arm}, {len(widths)} peers", arm, widths) for widths in cohorts for arm in study["arms"]]
    scores = {
        name: [train(data, arm, seed, widths=widths, **options) for seed in range(study["seeds"])]
        for name, arm, widths in arms
    }
    names = [name for name, _, _ in arms]
    for before, after in zip(names, names[1:]):
        for metric, title in ((0, "test accuracy, %"), (1, "test loss")):
            pick = lambda name, peer: [
                np.mean(one[metric]) if peer is None else one[metric][peer] for one in scores[name]
            ]
            report(f"{before} -> {after}: {title}", pick(before, None), pick(after, None))
            if "widths" in study:
                for peer, widths in enumerate(study["widths"]):
                    report(f"  of {widths}", pick(before, peer), pick(after, peer))


main()
