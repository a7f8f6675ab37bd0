"""Deep mutual learning in PyTorch (Zhang et al. 2018), temperature 1, simultaneous updates: what both forms share."""

import torch
from torch.nn import functional as F


def mutual_loss(own, others, labels):
    """H(labels, p) + KL(mean of the others' probabilities ‖ p); the others' logits are constants.

    own: logits [batch, classes]; others: list of the same.
    """
    targets = torch.stack([torch.softmax(logits.detach(), dim=1) for logits in others]).mean(dim=0)
    soft = F.kl_div(F.log_softmax(own, dim=1), targets, reduction="batchmean")
    return F.cross_entropy(own, labels) + soft
