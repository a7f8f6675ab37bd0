"""Mutual learning in PyTorch with one process a network, which exchange their logits over gloo.

The harness talks to the first process, which starts the others and passes on what it is told.
Variants: as in torch_mutual.py.
"""

import datetime
import json
import os
import subprocess
import sys
import tempfile

import torch
import torch.distributed as dist

from mutual import mutual_loss
from protocol import configuration, serve
from torch_networks import create_network, parameter_count
from torch_training import compiled, training_step

# The others wait in a broadcast while the harness measures somebody else.
IDLE = datetime.timedelta(hours=1)

asked = configuration()
peers = asked["peers"]
rank = asked.get("rank", 0)
with tempfile.TemporaryDirectory() as folder:
    meeting = asked.get("meeting", f"file://{folder}/meeting")
    others = []
    if rank == 0:
        for other in range(1, peers):
            told = json.dumps({**asked, "rank": other, "meeting": meeting})
            others.append(subprocess.Popen([sys.executable, __file__, told], stdin=subprocess.DEVNULL))
    os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo")
    dist.init_process_group("gloo", init_method=meeting, rank=rank, world_size=peers, timeout=IDLE)
    dist.barrier()

torch.manual_seed(1 + rank)
torch.set_num_threads(max(1, asked["threads"] // peers))
network = create_network(asked["network"]).train()
forward = compiled(network, asked)
own_loss = compiled(mutual_loss, asked)


def loss_of(images, truth):
    logits = forward(images)
    own = logits.detach().contiguous()
    gathered = [torch.empty_like(own) for _ in range(peers)]
    dist.all_gather(gathered, own)
    return own_loss(logits, [other for j, other in enumerate(gathered) if j != rank], truth)


def announce(steps):
    """Tells the other processes how many steps come next; 0 ends them."""
    dist.broadcast(torch.tensor([steps]), src=0)


step = training_step(network, loss_of, asked)
if rank == 0:
    try:
        serve(step, announce, parameters=parameter_count(network), version=torch.__version__)
    finally:
        announce(0)
        for other in others:
            other.wait(timeout=10)
else:
    steps = torch.ones(1, dtype=torch.int64)
    while steps.item() > 0:
        dist.broadcast(steps, src=0)
        for _ in range(steps.item()):
            step()
dist.destroy_process_group()
