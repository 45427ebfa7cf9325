"""Tables in HDF5: a group for each, a one-dimensional dataset for each column, of its own type, all of one length."""

import contextlib
import errno
import json
import sys

import h5py
import numpy as np

from flashflow_nanoaod.faults import Fault

CHUNK = 1 << 16
OPEN = []  # what is not written yet; after a failed write it stays here, for to close it then would end the process at once


class Table:
    """Grows by blocks of rows; the first block decides the types. Whole chunks are written as they are, past HDF5's cache, which would
    copy each of them twice; the rest waits for `finish`."""

    def __init__(self, file, name):
        self.group = file.create_group(name)
        self.name = name
        self.rows = 0
        self.data = {}
        self.waiting = {}
        OPEN.append(self)

    def append(self, columns):
        columns = {name: stored(column) for name, column in columns.items()}
        size = len(next(iter(columns.values())))
        for name, column in columns.items():
            if name not in self.data:
                self.data[name] = self.group.create_dataset(name, shape=(0,), maxshape=(None,), chunks=(CHUNK,), dtype=column.dtype)
                self.waiting[name] = []
            if size:
                self.put(name, column)
        self.rows += size

    def put(self, name, column):
        data, waiting = self.data[name], self.waiting[name]
        if not fits(column, data.dtype):
            raise Fault(f"{data.name} is {data.dtype} in the first file and {column.dtype} with other values in a later one: extract them apart.")
        waiting.append(column.astype(data.dtype, copy=False))
        if sum(map(len, waiting)) >= CHUNK:
            rows = np.concatenate(waiting)
            whole = len(rows) // CHUNK * CHUNK
            first = len(data)
            data.resize(first + whole, axis=0)
            for at in range(0, whole, CHUNK):
                data.id.write_direct_chunk((first + at,), rows[at : at + CHUNK])
            self.waiting[name] = [rows[whole:]]

    def finish(self):
        for name, data in self.data.items():
            first = len(data)
            if first < self.rows:
                data.resize(self.rows, axis=0)
                data[first:] = np.concatenate(self.waiting[name])


def stored(column):
    """Booleans as 0 and 1: HDF5 has none of its own."""
    return column.view(np.uint8) if column.dtype == bool else column


def fits(column, dtype):
    return column.dtype == dtype or np.can_cast(column.dtype, dtype) or np.array_equal(column.astype(dtype), column)


@contextlib.contextmanager
def hdf5(path, target):
    """A new file at `path`; a full disk is told with the name of `target`, which is what the user knows."""
    before = len(OPEN)  # tables of files that failed in this process
    try:
        with h5py.File(path, "w", libver=("v108", "v108")) as file:
            yield file
            for table in OPEN[before:]:
                table.finish()
        OPEN.clear()
    except (OSError, RuntimeError) as cause:  # h5py tells a failed write by either
        sys.unraisablehook = sys.excepthook = silent  # each open dataset would tell it once more
        OPEN.append(cause)
        raise room(cause, target) from cause


def silent(*_):
    """The one sentence is enough."""


def room(cause, target):
    """A failed write in one sentence."""
    text = str(cause)
    full = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
    if getattr(cause, "errno", None) in full or any(f"errno = {code}" in text for code in full):
        return Fault(f"There is no room left for {target}: free some and run it again; nothing was written.")
    return Fault(f"{target} cannot be written ({text.splitlines()[0][:160] if text else type(cause).__name__}): choose another place.")


def attributes(file, content):
    """Numbers as they are, words as UTF-8, lists and maps as JSON."""
    for name, value in content.items():
        file.attrs[name] = json.dumps(value) if isinstance(value, (dict, list, tuple)) else value
