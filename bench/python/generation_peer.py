"""From HDF5 to HDF5 as FlashSim does it: h5py in, nflows' flow.sample in batches of 10,000 (on a GPU if there is one), numpy, h5py
out. Prints rows in each second and microseconds of processor time for each row, from the first byte read to the last one written.
usage: generation_peer.py MODEL IN OUT   (torch, nflows, h5py, safetensors; MODEL by NflowsExport)"""
import sys
import time
import warnings
from pathlib import Path

import h5py
import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python"))
import flashflow_to_nflows

BATCH = 10_000
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"


def generate(flow, context):
    with torch.no_grad():
        parts = [flow.sample(1, context=part.to(DEVICE))[:, 0].cpu().numpy() for part in torch.from_numpy(context).split(BATCH)]
    return np.concatenate(parts)


def main(model, source, target):
    warnings.filterwarnings("ignore")
    flow = flashflow_to_nflows.load(model).to(DEVICE)
    flow.sample(1, context=torch.zeros(64, flow.model_hyperparams["context_dim"], device=DEVICE))
    start, start_cpu = time.perf_counter(), time.process_time()
    with h5py.File(source) as file:
        raw = file["data"][:]
    context = (raw - raw.mean(0)) / raw.std(0)
    targets = generate(flow, context.astype(np.float32)) * 2.0 + 1.0  # some scale and shift for each column
    with h5py.File(target, "w") as file:
        file["data"] = np.concatenate([raw, targets.astype(np.float32)], 1)
    seconds, cpu = time.perf_counter() - start, time.process_time() - start_cpu
    print(len(raw) / seconds, 1e6 * cpu / len(raw))


if __name__ == "__main__":
    main(*sys.argv[1:])
