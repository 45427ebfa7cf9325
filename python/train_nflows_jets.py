"""Trains a small nflows flow on the toy jets as FlashSim's scripts train theirs, and saves their checkpoint: the file
data/jets-nflows.pt. Run from the repository's root: python python/train_nflows_jets.py [epochs] [file]
Needs torch, nflows 0.14 and h5py; about five minutes on one core.

Columns are standardised (mean and population deviation of the training rows). The schedule is a cosine over EPOCHS; the
checkpoint is written before its end, so that the training can go on from it."""
import sys
from pathlib import Path

import h5py
import torch

from flashflow_to_nflows import build, save

EPOCHS, BATCH, PEAK, SEED = 40, 512, 1e-3, 5
TARGETS, CONTEXT = 17, 14
HYPERPARAMS = {
    "input_dim": TARGETS, "num_flow_steps": 4, "context_dim": CONTEXT,
    "base_transform_kwargs": {
        "hidden_dim": 48, "num_transform_blocks": 2, "activation": "relu", "dropout_probability": 0.0, "batch_norm": True,
        "num_bins": 12, "tail_bound": 5.0, "apply_unconditional_transform": False, "base_transform_type": "rq-coupling"}}


def rows(name):
    with h5py.File(Path("data") / name) as file:
        return torch.from_numpy(file["data"][:]).double()


def nll(flow, data):
    """Mean NLL in nats of whole rows, context first."""
    return -flow.log_prob(data[:, CONTEXT:], context=data[:, :CONTEXT]).mean()


def epoch(flow, optimizer, train):
    losses = []
    for batch in torch.randperm(len(train)).split(BATCH)[:len(train) // BATCH]:
        optimizer.zero_grad()
        loss = nll(flow.train(), train[batch])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return sum(losses) / len(losses)


def main(epochs, path):
    torch.manual_seed(SEED)
    raw = rows("jets-train.h5")
    mean, deviation = raw.mean(0), raw.std(0, unbiased=False)
    train, valid = (((x - mean) / deviation).float() for x in (raw, rows("jets-valid.h5")))
    flow = build(**HYPERPARAMS)
    optimizer = torch.optim.Adam(flow.parameters(), lr=PEAK)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=EPOCHS)
    train_history, test_history = [], []
    for number in range(epochs):
        train_history.append(epoch(flow, optimizer, train))
        with torch.no_grad():
            test_history.append(nll(flow.eval(), valid).item())
        scheduler.step()
        print(f"{number} {train_history[-1]:.4f} {test_history[-1]:.4f}", flush=True)
    save({
        "train_history": train_history, "test_history": test_history, "model_hyperparams": HYPERPARAMS,
        "model_state_dict": flow.state_dict(), "optimizer_state_dict": optimizer.state_dict(), "epoch": epochs - 1,
        "scheduler_state_dict": scheduler.state_dict()}, path)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30, sys.argv[2] if len(sys.argv) > 2 else "data/jets-nflows.pt")
