"""Makes the fixtures of the TensorKernels and ConvolutionalNetworks tests.

Python 3.11, torch 2.13.0 (CPU), numpy; fp64 throughout. Usage: python make_fixtures.py
Writes fixtures.json beside this file. Weights are (taps, inputs, outputs) and activations (position,
channel), the layout of cupel; torch's own layers see the transposes.

Fragments of one batch have different lengths. Every layer runs on each fragment by itself; batch
normalisation is written out over the concatenation of all real positions. On equal lengths the same
network is also built from torch.nn layers and both must agree to 1e-12 (asserted here).
"""
import json
import math
import os

import torch
from torch import nn
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(20170409)
EPS, MOMENTUM = 1e-5, 0.1
LETTERS = "ACGTN"


def flat(t):
    return [float(f"{v:.10g}") for v in t.detach().reshape(-1).tolist()]


def one_hot(codes):
    x = torch.zeros(len(codes), 4)
    for i, c in enumerate(codes):
        if c < 4:
            x[i, c] = 1
    return x


def conv(x, w):
    """x (L, C), w (k, C, F): SAME, left reach (k - 1) // 2."""
    k = w.shape[0]
    q = (k - 1) // 2
    padded = F.pad(x.T[None], (q, k - 1 - q))
    return F.conv1d(padded, w.permute(2, 1, 0))[0].T


def normalize(xs, gamma, beta, running, training):
    if training:
        rows = torch.cat(xs)
        mean, var = rows.mean(0), rows.var(0, unbiased=False)
        n = rows.shape[0]
        unbiased = var * n / (n - 1) if n > 1 else var
        running = ((1 - MOMENTUM) * running[0] + MOMENTUM * mean.detach(),
                   (1 - MOMENTUM) * running[1] + MOMENTUM * unbiased.detach())
    else:
        mean, var = running
    return [gamma * (x - mean) / torch.sqrt(var + EPS) + beta for x in xs], running


def pool(x, window):
    return F.max_pool1d(x.T[None], window, ceil_mode=True)[0].T


class Net:
    """blocks (filters, kernel, pool, norm), head, dense (units, norm), tasks."""

    def __init__(self, blocks, head, dense, tasks, positions):
        self.blocks, self.head, self.dense = blocks, head, dense
        self.tasks, self.positions = tasks, positions
        self.params, self.running = [], []
        c = 4
        for filters, kernel, _, norm in blocks:
            self.layer((kernel, c, filters), norm)
            c = filters
        width = {"flatten": positions * c, "average": c, "max": c, "both": 2 * c}[head]
        for units, norm in dense:
            self.layer((width, units), norm)
            width = units
        self.layer((width, tasks), False)

    def layer(self, shape, norm):
        fan = math.prod(shape[:-1])
        self.params.append((torch.randn(shape) / math.sqrt(fan)).requires_grad_())
        if norm:
            self.params.append((1 + 0.3 * torch.randn(shape[-1])).requires_grad_())
        self.params.append((0.2 * torch.randn(shape[-1])).requires_grad_())
        self.running.append(
            (0.1 * torch.randn(shape[-1]), 1 + torch.rand(shape[-1])) if norm else None)

    def forward(self, xs, training):
        p = iter(self.params)
        running = []

        def activate(xs, norm, index):
            if norm:
                xs, new = normalize(xs, next(p), next(p), self.running[index], training)
                running.append(new)
            else:
                bias = next(p)
                xs = [x + bias for x in xs]
                running.append(None)
            return [torch.relu(x) for x in xs]

        for index, (_, _, window, norm) in enumerate(self.blocks):
            w = next(p)
            xs = activate([conv(x, w) for x in xs], norm, index)
            xs = [pool(x, window) if window > 1 else x for x in xs]
        rows = []
        for x in xs:
            if self.head == "flatten":
                left = (self.positions - x.shape[0]) // 2
                right = self.positions - x.shape[0] - left
                rows.append(F.pad(x, (0, 0, left, right)).reshape(-1))
            else:
                parts = []
                if self.head in ("average", "both"):
                    parts.append(x.mean(0))
                if self.head in ("max", "both"):
                    parts.append(x.max(0).values)
                rows.append(torch.cat(parts))
        h = torch.stack(rows)
        for index, (_, norm) in enumerate(self.dense):
            w = next(p)
            h = activate([h @ w], norm, len(self.blocks) + index)[0]
        w = next(p)
        return h @ w + next(p), running


def masked_loss(y, target, observed):
    losses = []
    for t in range(y.shape[1]):
        if observed[:, t].any():
            losses.append(((y[:, t] - target[:, t])[observed[:, t]] ** 2).mean())
    return torch.stack(losses).mean()


def case(name, blocks, head, dense, tasks, lengths):
    longest = max(lengths)
    stride = math.prod(b[2] for b in blocks)
    net = Net(blocks, head, dense, tasks, -(-longest // stride))
    codes = [torch.randint(0, 4, (n,)).tolist() for n in lengths]
    codes[0][2] = 4
    xs = [one_hot(c) for c in codes]
    target = torch.randn(len(lengths), tasks)
    observed = torch.rand(len(lengths), tasks) > 0.25
    observed[0] = True
    evaluation, _ = net.forward(xs, False)
    training, running = net.forward(xs, True)
    loss = masked_loss(training, target, observed)
    loss.backward()
    stats = lambda rs: [v for r in rs if r is not None for part in r for v in flat(part)]
    return {
        "name": name,
        "blocks": [list(b) for b in blocks], "head": head, "positions": net.positions,
        "dense": [list(d) for d in dense], "tasks": tasks,
        "sequences": ["".join(LETTERS[c] for c in s) for s in codes],
        "targets": [[target[r, t].item() if observed[r, t] else None for t in range(tasks)]
                    for r in range(len(lengths))],
        "parameters": [v for p in net.params for v in flat(p)],
        "statistics": stats(net.running),
        "evaluation": flat(evaluation), "training": flat(training), "loss": loss.item(),
        "gradients": [v for p in net.params for v in flat(p.grad)],
        "updated_statistics": stats(running),
    }, net, xs


def check_against_layers(net, xs):
    """The written-out network equals torch.nn on equal lengths."""
    p = iter(net.params)
    h = torch.stack([x.T for x in xs])
    for filters, kernel, window, norm in net.blocks:
        w = next(p)
        layer = nn.Conv1d(w.shape[1], filters, kernel, padding=kernel // 2, bias=False)
        layer.weight.data = w.detach().permute(2, 1, 0)
        h = layer(h)
        bn = nn.BatchNorm1d(filters, eps=EPS, momentum=MOMENTUM)
        bn.weight.data, bn.bias.data = next(p).detach(), next(p).detach()
        h = F.max_pool1d(torch.relu(bn(h)), window, ceil_mode=True)
    h = h.permute(0, 2, 1).reshape(len(xs), -1)
    for units, norm in net.dense:
        w = next(p)
        bn = nn.BatchNorm1d(units, eps=EPS, momentum=MOMENTUM)
        bn.weight.data, bn.bias.data = next(p).detach(), next(p).detach()
        h = torch.relu(bn(h @ w.detach()))
    w = next(p)
    ours = net.forward(xs, True)[0]
    assert torch.allclose(h @ w.detach() + next(p).detach(), ours, atol=1e-12, rtol=0)


def optimizer_case(name, make):
    start = torch.randn(7)
    gradients = [torch.randn(7) for _ in range(5)]
    w = start.clone().requires_grad_()
    optimizer = make([w])
    path = []
    for g in gradients:
        w.grad = g.clone()
        optimizer.step()
        path.append(flat(w))
    return {"name": name, "start": flat(start), "gradients": [flat(g) for g in gradients],
            "path": path}


def main():
    cases = []
    equal, net, xs = case("equal lengths, flatten", [(6, 5, 3, True), (5, 3, 2, True)],
                          "flatten", [(7, True)], 2, [31] * 6)
    check_against_layers(net, xs)
    cases.append(equal)
    ragged = [23, 40, 31, 8, 36, 1, 40, 17]
    for head in ("flatten", "average", "max", "both"):
        cases.append(case(f"ragged, {head}", [(6, 5, 3, True), (5, 3, 2, True)], head,
                          [(7, True)], 2, ragged)[0])
    cases.append(case("biases, even kernels, no pooling", [(17, 4, 1, False), (5, 6, 4, False)],
                      "both", [(6, False)], 1, ragged)[0])
    cases.append(case("three layers, no hidden layer",
                      [(20, 7, 2, True), (9, 3, 2, False), (8, 5, 3, True)],
                      "flatten", [], 3, ragged)[0])
    optimizers = [
        optimizer_case("adam", lambda p: torch.optim.Adam(p, lr=0.01)),
        optimizer_case("adam_penalty", lambda p: torch.optim.Adam(
            p, lr=0.003, betas=(0.8, 0.99), eps=1e-6, weight_decay=0.1)),
        optimizer_case("rmsprop", lambda p: torch.optim.RMSprop(p, lr=0.002, alpha=0.98)),
    ]
    out = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fixtures.json")
    with open(out, "w") as f:
        json.dump({"torch": torch.__version__, "networks": cases, "optimizers": optimizers}, f,
                  separators=(",", ":"))
        f.write("\n")


main()
