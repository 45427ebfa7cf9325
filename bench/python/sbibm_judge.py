"""Judges posterior samples by sbibm's own classifier two-sample test, for bench/run-sbibm: prints as JSON the C2ST of each
observation, 0.5 for a sample like the reference posterior's and 1 for one unlike it.
usage: sbibm_judge.py TRUTH SAMPLES OBSERVATION,...   (sbibm, h5py)
SAMPLES holds as many rows an observation as TRUTH has in its reference, observation after observation."""
import json
import sys

import h5py
import torch
from sbibm.metrics import c2st


def judge(truth, samples, observations):
    with h5py.File(truth) as file, h5py.File(samples) as drawn:
        reference = torch.from_numpy(file["reference"][:])
        ours = torch.from_numpy(drawn["data"][:]).reshape(len(observations), *reference.shape[1:])
    return [c2st(reference[n - 1], sample).item() for n, sample in zip(observations, ours, strict=True)]


def main(truth, samples, observations):
    torch.set_num_threads(1)
    values = judge(truth, samples, observations)
    print(json.dumps({"c2st": [round(value, 4) for value in values], "observations": observations})[1:-1])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], [int(number) for number in sys.argv[3].split(",")])
