"""Trains the second voice's head on token vectors: questions asked of each token, one answer."""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn

from mediation.danger_ear import LAYERS, LENGTH, Floats

HEADS, VALUES, HIDDEN, DROPPED = 6, 96, 128, 0.4
ROUNDS, TOGETHER, SPEED, DECAY, SMOOTHED = 14, 64, 2e-3, 1e-2, 0.02
SEEDS = (0, 1, 2)  # as many heads, whose opinions are averaged


class Head(nn.Module):
    """The same sums as `mediation.danger_ear.Ear.judge`, that can be trained."""

    def __init__(self, size: int, subjects: int, kinds: int) -> None:
        super().__init__()
        self.value, self.ask = nn.Linear(size, VALUES), nn.Linear(size, HEADS)
        self.hidden = nn.Linear(size + subjects + HEADS * VALUES, HIDDEN)
        self.out = nn.Linear(HIDDEN, kinds)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, seen: Tensor, mask: Tensor, subjects: Tensor) -> Tensor:
        """Return one number a kind for each message of the batch."""
        mean = (seen * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        values = torch.relu(self.value(self.drop(seen)))
        weights = self.ask(seen).masked_fill(mask[..., None] == 0, -1e4).softmax(1)
        pooled = torch.einsum("bth,btv->bhv", weights, values).flatten(1)
        told = torch.cat([nn.functional.normalize(mean, dim=1) * LENGTH, subjects * LENGTH, pooled],
                         1)
        answer: Tensor = self.out(self.drop(torch.relu(self.hidden(self.drop(told)))))
        return answer


def train(rows: Sequence[Floats], subjects: Floats, labels: Sequence[int], weigh: Floats,
          kinds: int) -> dict[str, Floats]:
    """Return the figures that `Ear` reads. `rows`: the token vectors of each message."""
    mean, spread = _measured(rows)
    heads = [_trained(rows, mean, spread, subjects, labels, weigh, kinds, seed) for seed in SEEDS]
    figures: dict[str, Floats] = {"mean": mean, "spread": spread}
    for name in LAYERS:
        layers: list[nn.Linear] = [getattr(head, name) for head in heads]
        figures[name] = np.stack([each.weight.detach().numpy().T for each in layers])
        figures[f"{name}_bias"] = np.stack([each.bias.detach().numpy() for each in layers])
    return figures


def _trained(rows: Sequence[Floats], mean: Floats, spread: Floats, subjects: Floats,
             labels: Sequence[int], weigh: Floats, kinds: int, seed: int) -> Head:
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    head = Head(len(mean), subjects.shape[1], kinds)
    steps = ROUNDS * (len(rows) // TOGETHER + len(rows) // 4096 + 2)
    learner = torch.optim.AdamW(head.parameters(), lr=SPEED / 2, weight_decay=DECAY)
    pace = torch.optim.lr_scheduler.OneCycleLR(learner, SPEED, total_steps=steps)
    right, weights = torch.tensor(list(labels)), torch.tensor(weigh)
    head.train()
    for _ in range(ROUNDS):
        for batch in _batches(rows, chance):
            seen, mask = _padded([rows[at] for at in batch], mean, spread)
            lost = nn.functional.cross_entropy(
                head(seen, mask, torch.tensor(subjects[batch])), right[batch], reduction="none",
                label_smoothing=SMOOTHED) * weights[batch]
            learner.zero_grad()
            torch.autograd.backward(lost.sum() / weights[batch].sum())
            learner.step()
            pace.step()
    return head


def _measured(rows: Sequence[Floats]) -> tuple[Floats, Floats]:
    count = sum(len(each) for each in rows)
    mean = sum(each.sum(axis=0, dtype=np.float64) for each in rows) / count
    square = sum((each.astype(np.float32) ** 2).sum(axis=0, dtype=np.float64) for each in rows)
    return mean.astype(np.float32), np.sqrt(square / count - mean ** 2).astype(np.float32)


def _batches(rows: Sequence[Floats], chance: np.random.Generator) -> list[list[int]]:
    """Return messages put together by length, in a drawn order."""
    made: list[list[int]] = []
    drawn = chance.permutation(len(rows))
    for begin in range(0, len(drawn), 4096):
        some = sorted(drawn[begin:begin + 4096].tolist(), key=lambda at: len(rows[at]))
        parts = [some[at:at + TOGETHER] for at in range(0, len(some), TOGETHER)]
        made += [parts[at] for at in chance.permutation(len(parts))]
    return made


def _padded(some: Sequence[Floats], mean: Floats, spread: Floats) -> tuple[Tensor, Tensor]:
    longest = max(len(each) for each in some)
    seen = np.zeros((len(some), longest, len(mean)), np.float32)
    mask = np.zeros((len(some), longest), np.float32)
    for at, each in enumerate(some):
        seen[at, :len(each)] = (each - mean) / spread
        mask[at, :len(each)] = 1.0
    return torch.tensor(seen), torch.tensor(mask)
