"""The Python side of the data benchmark: h5py streams, and torch's DataLoader over the two kinds of dataset that FlashSim's
trainings use (one file read into memory; many files, one row per read). Prints one JSON line.

Arguments: CASE folder rows
"""

import bisect
import json
import statistics
import sys
import time

import h5py
import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

BATCH = 2048
BLOCK = 4096 * 16
SECONDS = 12.0  # a DataLoader case ends after this, at the next batch


class OneFileInMemory(Dataset):
    """All rows as two tensors, one row per item."""

    def __init__(self, path, context):
        with h5py.File(path) as file:
            rows = torch.from_numpy(file["data"][:])
        self.x, self.y = rows[:, context:], rows[:, :context]

    def __len__(self):
        return len(self.x)

    def __getitem__(self, index):
        return self.x[index], self.y[index]


class ManyFilesLazily(Dataset):
    """The file of a row by bisection, files kept open, one row read per item."""

    def __init__(self, paths, context):
        self.paths, self.context = paths, context
        self.opened = [None] * len(paths)
        self.ends = []
        for path in paths:
            with h5py.File(path) as file:
                self.ends.append(len(file["data"]) + (self.ends[-1] if self.ends else 0))

    def __len__(self):
        return self.ends[-1]

    def __getitem__(self, index):
        part = bisect.bisect_right(self.ends, index)
        if self.opened[part] is None:
            self.opened[part] = h5py.File(self.paths[part])["data"]
        row = self.opened[part][index - (self.ends[part - 1] if part else 0)]
        return torch.from_numpy(row[self.context :]), torch.from_numpy(row[: self.context])


def stream(path):
    with h5py.File(path) as file:
        data = file["data"]
        into = np.empty((BLOCK, data.shape[1]), "f4")
        for first in range(0, len(data), BLOCK):
            count = min(BLOCK, len(data) - first)
            data.read_direct(into, np.s_[first : first + count], np.s_[:count])


def stream_columns(path):
    with h5py.File(path) as file:
        columns = list(file["jets"].values())
        into = np.empty((BLOCK, len(columns)), "f4")
        for first in range(0, len(columns[0]), BLOCK):
            count = min(BLOCK, len(columns[0]) - first)
            for number, column in enumerate(columns):
                into[:count, number] = column[first : first + count]


def stream_parquet(path):
    import pyarrow.parquet

    for batch in pyarrow.parquet.ParquetFile(path).iter_batches(BLOCK):
        into = np.empty((len(batch), batch.num_columns), "f4")
        for number, column in enumerate(batch.columns):
            into[:, number] = column.to_numpy(zero_copy_only=False)


def timed(work, argument):
    start = time.perf_counter()
    work(argument)
    return time.perf_counter() - start


def load(dataset, workers):
    """Rows and seconds of as many batches as fit the time; starting the workers is not counted."""
    batches = iter(DataLoader(dataset, BATCH, shuffle=True, num_workers=workers))
    next(batches)
    rows, start = 0, time.perf_counter()
    for x, _ in batches:
        rows += len(x)
        if time.perf_counter() - start > SECONDS:
            break
    return rows, time.perf_counter() - start


def streaming(case, folder, rows, jets):
    """What a case streams, and the file."""
    if "columns" in case:
        kind = case.removeprefix("stream-columns")
        return stream_columns, f"{folder}/columns-{rows}{kind}.h5"
    if "parquet" in case:
        return stream_parquet, f"{folder}/jets-{rows}.parquet"
    return stream, jets


def measure(case, folder, rows):
    gzip = "-gzip" if "gzip" in case else ""
    jets = f"{folder}/jets-{rows}{gzip}.h5"
    muons = [f"{folder}/muons-{rows}{gzip}-{i}.h5" for i in range(8)]
    if case.startswith("stream"):
        work, path = streaming(case, folder, rows, jets)
        work(path)
        return int(rows), statistics.median(timed(work, path) for _ in range(3)), 31
    workers = int(case[-1])
    if case.startswith("single"):
        return *load(OneFileInMemory(jets, 14), workers), 31
    return *load(ManyFilesLazily(muons, 30), workers), 52


if __name__ == "__main__":
    count, seconds, width = measure(*sys.argv[1:4])
    print(
        json.dumps(
            {
                "tool": "python",
                "case": sys.argv[1],
                "rows": count,
                "seconds": round(seconds, 3),
                "rows_per_s": round(count / seconds),
                "mb_per_s": round(count / seconds * width * 4e-6),
            }
        )
    )
