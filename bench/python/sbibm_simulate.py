"""Simulates tasks of sbibm into HDF5, for bench/run-sbibm: TASK-BUDGET.h5 with a row (x, theta) a simulation, context first, and
TASK.h5 with the observations, the samples of the reference posteriors and the bounds of the prior.
usage: sbibm_simulate.py FOLDER TASK,... BUDGET,...   (sbibm, h5py)"""
import sys
from pathlib import Path

import h5py
import numpy as np
import sbibm
import torch

OBSERVATIONS = 10
LARGEST = np.finfo(np.float32).max


def columns(task):
    return [f"x{i}" for i in range(task.dim_data)] + [f"theta{i}" for i in range(task.dim_parameters)]


def write(path, task, seed, rows):
    torch.manual_seed(seed)
    theta = task.get_prior()(num_samples=rows)
    x = task.get_simulator()(theta)
    with h5py.File(path, "w") as file:
        data = file.create_dataset("data", data=torch.cat((x, theta), dim=1).numpy().astype(np.float32))
        data.attrs["columns"] = columns(task)


def write_truth(path, task):
    numbers = range(1, OBSERVATIONS + 1)
    with h5py.File(path, "w") as file:
        data = file.create_dataset("data", data=np.concatenate([task.get_observation(n).numpy() for n in numbers]))
        data.attrs["columns"] = columns(task)[: task.dim_data]
        file["reference"] = np.stack([task.get_reference_posterior_samples(n).numpy() for n in numbers])
        bounds = file.create_dataset("bounds", data=np.stack([bound(task, "low", -LARGEST), bound(task, "high", LARGEST)]))
        bounds.attrs["columns"] = columns(task)[task.dim_data:]


def bound(task, end, none):
    """Of a uniform prior; for others what stands for none."""
    values = task.prior_params.get(end)
    return np.full(task.dim_parameters, none, np.float32) if values is None else values.numpy()


def main(folder, tasks, budgets):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in tasks:
        task = sbibm.get_task(name)
        truth = folder / f"{name}.h5"
        if not truth.exists():
            write_truth(truth, task)
        for budget in budgets:
            simulated = folder / f"{name}-{budget}.h5"
            if not simulated.exists():
                write(simulated, task, budget, budget)


main(sys.argv[1], sys.argv[2].split(","), [int(budget) for budget in sys.argv[3].split(",")])
