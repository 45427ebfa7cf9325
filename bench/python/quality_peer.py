"""Trains nflows' flow as bench/run-quality's base variant and prints its validation NLL as a JSON line.
usage: quality_peer.py FOLDER EPOCHS SEED   (torch, nflows, h5py)"""
import json
import math
import sys
import time
import warnings

import h5py
import torch
from nflows import distributions, flows, transforms
from nflows.nn.nets import ResidualNet
from nflows.utils import create_alternating_binary_mask

CONTEXT, TARGETS, STEPS, HIDDEN, BLOCKS, BINS, TAIL_BOUND, BATCH, PEAK = 14, 17, 4, 64, 2, 16, 4.0, 512, 2e-3


def build():
    def linear():
        return transforms.CompositeTransform(
            [transforms.RandomPermutation(TARGETS), transforms.LULinear(TARGETS, identity_init=True)])

    def net(inputs, outputs):
        return ResidualNet(inputs, outputs, hidden_features=HIDDEN, context_features=CONTEXT, num_blocks=BLOCKS, use_batch_norm=True)

    def coupling(i):
        return transforms.PiecewiseRationalQuadraticCouplingTransform(
            mask=create_alternating_binary_mask(TARGETS, even=i % 2 == 0), transform_net_create_fn=net,
            num_bins=BINS, tails="linear", tail_bound=TAIL_BOUND)

    chain = [transforms.CompositeTransform([linear(), coupling(i)]) for i in range(STEPS)]
    return flows.Flow(transforms.CompositeTransform([*chain, linear()]), distributions.StandardNormal([TARGETS]))


def main(folder, epochs, seed):
    warnings.filterwarnings("ignore")
    torch.set_num_threads(2)
    torch.manual_seed(seed)
    train, valid = (torch.from_numpy(h5py.File(f"{folder}/{name}.h5")["data"][:]) for name in ("train", "valid"))
    mean, std = train.mean(0), train.std(0)
    train, valid = (train - mean) / std, (valid - mean) / std
    flow = build()
    optimizer = torch.optim.Adam(flow.parameters(), lr=PEAK)
    start = time.perf_counter()
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            group["lr"] = PEAK * (1 + math.cos(math.pi * epoch / epochs)) / 2
        for rows in torch.randperm(len(train)).split(BATCH):
            if len(rows) < BATCH:
                continue
            optimizer.zero_grad()
            (-flow.log_prob(train[rows, CONTEXT:], context=train[rows, :CONTEXT]).mean()).backward()
            optimizer.step()
    seconds = time.perf_counter() - start
    flow.eval()
    with torch.no_grad():
        nll = -sum(flow.log_prob(part[:, CONTEXT:], context=part[:, :CONTEXT]).sum().item() for part in valid.split(4096)) / len(valid)
    print(json.dumps({"tool": "nflows", "variant": "cosine", "seed": seed, "nll": round(nll, 4),
                      "parameters": sum(p.numel() for p in flow.parameters()), "seconds": round(seconds, 1)}))


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
