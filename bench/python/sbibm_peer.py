"""nflows' spline flow as the package sbi makes and trains it for neural posterior estimation, beside ours in bench/run-sbibm: 5 steps, width 50,
10 bins on [-3, 3], standardised columns, Adam at 5e-4 in batches of 200, a tenth of the rows held out, stopped after 20 epochs
without a better one; draws outside the prior's bounds are drawn again. Writes draws as ours and prints JSON.
usage: sbibm_peer.py SIMULATIONS TRUTH OBSERVATION,... DRAWS   (torch, nflows, h5py)"""
import copy
import json
import sys
import time
import warnings

import h5py
import numpy as np
import torch
from nflows import distributions, flows, transforms
from nflows.nn.nets import ResidualNet
from nflows.utils import create_alternating_binary_mask

STEPS, HIDDEN, BLOCKS, BINS, TAIL_BOUND, BATCH, RATE, CLIP, PATIENCE, HELD_OUT, DRAWS = 5, 50, 2, 10, 3.0, 200, 5e-4, 5.0, 20, 0.1, 10_000


def build(context, targets):
    def net(inputs, outputs):
        return ResidualNet(inputs, outputs, hidden_features=HIDDEN, context_features=context, num_blocks=BLOCKS)

    def step(i):
        coupling = transforms.PiecewiseRationalQuadraticCouplingTransform(
            mask=create_alternating_binary_mask(targets, even=i % 2 == 0), transform_net_create_fn=net,
            num_bins=BINS, tails="linear", tail_bound=TAIL_BOUND)
        return transforms.CompositeTransform([coupling, transforms.LULinear(targets, identity_init=True)])

    chain = transforms.CompositeTransform([step(i) for i in range(STEPS)])
    return flows.Flow(chain, distributions.StandardNormal([targets]))


def nll(flow, rows, context):
    return -flow.log_prob(rows[:, context:], context=rows[:, :context]).mean()


def train(flow, rows, context):
    held_out = int(HELD_OUT * len(rows))
    valid, rows = rows[:held_out], rows[held_out:]
    optimizer = torch.optim.Adam(flow.parameters(), lr=RATE)
    best, kept, since = np.inf, None, 0
    while since < PATIENCE:
        flow.train()
        for batch in torch.randperm(len(rows)).split(BATCH):
            optimizer.zero_grad()
            nll(flow, rows[batch], context).backward()
            torch.nn.utils.clip_grad_norm_(flow.parameters(), CLIP)
            optimizer.step()
        flow.eval()
        with torch.no_grad():
            now = nll(flow, valid, context).item()
        since += 1
        if now < best:
            best, kept, since = now, copy.deepcopy(flow.state_dict()), 0
    flow.load_state_dict(kept)


def draw(flow, observation, undo, bounds):
    """Until there are enough within the bounds."""
    inside = torch.empty(0, bounds.shape[1])
    while len(inside) < DRAWS:
        with torch.no_grad():
            theta = undo(flow.sample(DRAWS, context=observation[None])[0])
        inside = torch.cat((inside, theta[((theta >= bounds[0]) & (theta <= bounds[1])).all(1)]))
    return inside[:DRAWS]


def main(simulations, truth, observations, out):
    warnings.filterwarnings("ignore")
    torch.manual_seed(1)
    start = time.process_time()
    with h5py.File(simulations) as file, h5py.File(truth) as known:
        rows, observed, bounds = (torch.from_numpy(data[:]) for data in (file["data"], known["data"], known["bounds"]))
    context = observed.shape[1]
    mean, std = rows.mean(0), rows.std(0)
    flow = build(context, bounds.shape[1])
    train(flow, (rows - mean) / std, context)
    seconds = time.process_time() - start

    def undo(z):
        return z * std[context:] + mean[context:]

    standard = (observed - mean[:context]) / std[:context]
    with h5py.File(out, "w") as file:
        file["data"] = torch.cat([draw(flow, standard[n - 1], undo, bounds) for n in observations]).numpy()
    print(json.dumps({"tool": "nflows", "training_s": round(seconds, 1), "cpu_s": round(time.process_time() - start, 1)})[1:-1])


main(sys.argv[1], sys.argv[2], [int(number) for number in sys.argv[3].split(",")], sys.argv[4])
