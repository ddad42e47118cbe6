"""Training speed of the same presets in PyTorch: torch 2.13.0 (CPU), fp32, fused Adam.

  python torch_benchmark.py small|basset LENGTH BATCH BATCHES THREADS

Whole steps (forward, loss, backward, optimiser), best of two passes after one warm-up pass. Variable
lengths are padded to LENGTH, as PyTorch users do. Print with and without tuned malloc, see run.sh.
"""
import os
import sys
import time

import torch
from torch import nn

preset, length, batch, batches, threads = sys.argv[1], *map(int, sys.argv[2:6])
torch.set_num_threads(threads)
torch.manual_seed(1)


def block(c, f, k, p):
    return [nn.Conv1d(c, f, k, padding=k // 2, bias=False), nn.BatchNorm1d(f), nn.ReLU(),
            nn.MaxPool1d(p, ceil_mode=True)]


if preset == "basset":
    trunk = block(4, 300, 19, 3) + block(300, 200, 11, 4) + block(200, 200, 7, 4)
    pools, hidden = (3, 4, 4), [1000, 1000]
else:
    trunk = block(4, 64, 15, 4) + block(64, 64, 9, 4) + block(64, 64, 5, 4)
    pools, hidden = (4, 4, 4), [128]
positions = length
for p in pools:
    positions = -(-positions // p)
width = positions * (200 if preset == "basset" else 64)
layers = trunk + [nn.Flatten()]
for units in hidden:
    layers.append(nn.Linear(width, units))
    if preset == "basset":
        layers += [nn.BatchNorm1d(units), nn.ReLU(), nn.Dropout(0.3)]
    else:
        layers.append(nn.ReLU())
    width = units
net = nn.Sequential(*layers, nn.Linear(width, 1))
optimizer = torch.optim.Adam(net.parameters(), lr=1e-3, fused=True)
codes = torch.randint(0, 4, (batch, length))
x = nn.functional.one_hot(codes, 4).permute(0, 2, 1).float().contiguous()
y = torch.rand(batch, 1)
best = 0.0
for attempt in range(3):
    start = time.perf_counter()
    for _ in range(batches):
        optimizer.zero_grad(set_to_none=True)
        nn.functional.mse_loss(net(x), y).backward()
        optimizer.step()
    rate = batch * batches / (time.perf_counter() - start)
    if attempt > 0:
        best = max(best, rate)
tuned = "tuned malloc" if "MALLOC_TOP_PAD_" in os.environ else "default malloc"
print(f"torch {torch.__version__} {preset} length {length} batch {batch} threads {threads} "
      f"{tuned}: {best:.0f} fragments/s")
