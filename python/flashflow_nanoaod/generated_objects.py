"""The file of generated objects: which rows belong to some events, and their columns."""

import h5py
import numpy as np

from flashflow_nanoaod.faults import Fault, listed
from flashflow_nanoaod.inputs import first_line

COLLECTIONS = {"jets": "Jet", "muons": "Muon"}
PLACE = ("entry", "fold", "generator")
MANY = 64  # runs of rows, beyond which one long read is quicker
BLOCK = 1 << 16


class GeneratedObjects:
    """/jets and /muons of one file, and the number of folds."""

    def __init__(self, path, events):
        self.path = path
        self.file = opened(path)
        names = [name for name in COLLECTIONS if name in self.file]
        if not names:
            raise Fault(f"{path} holds neither /jets nor /muons: name a file of generated objects.")
        self.folds = int(self.file.attrs.get("folds", 1))
        if self.folds < 1:
            raise Fault(f"{path} says it has {self.folds} folds: there is at least one.")
        self.groups = {COLLECTIONS[name]: Rows(path, self.file[name], events, self.folds) for name in names}

    def close(self):
        self.file.close()


def opened(path):
    try:
        return h5py.File(path, "r")
    except FileNotFoundError:
        raise Fault(f"There is no file {path}: correct its name.") from None
    except OSError as cause:
        raise Fault(f"{path} cannot be read as HDF5 ({first_line(cause)}): name the file of generated objects.") from None


class Rows:
    """A group of columns, by event."""

    def __init__(self, path, group, events, folds):
        self.where = f"{path}, {group.name}"
        self.group = group
        self.check()
        self.size = len(group["entry"])
        self.names = [name for name in group if name not in PLACE]
        self.order = self.entry = None  # of rows that are not in the events' order
        self.firsts = self.look_through(events, folds)

    def check(self):
        missing = [name for name in (*PLACE, "pt") if name not in self.group]
        if missing:
            raise Fault(f"{self.where} has no column {listed(missing)}: each object needs its event, fold, generator and pt.")
        lengths = {name: self.group[name].shape for name in self.group}
        for name, shape in lengths.items():
            if shape != lengths["entry"] or len(shape) != 1:
                raise Fault(f"{self.where}/{name} has the shape {shape}, entry {lengths['entry']}: all columns need one value a row.")

    def look_through(self, events, folds):
        """Checks where the objects belong; returns the first entry of each block of rows, so that few of them are in memory."""
        firsts, last, ordered = [], -1, True
        for first in range(0, self.size, BLOCK):
            entry = self.place("entry", first, events)
            self.place("fold", first, folds)
            ordered = ordered and entry[0] >= last and bool(np.all(entry[1:] >= entry[:-1]))
            firsts.append(entry[0])
            last = entry[-1]
        if not ordered:
            entry = self.group["entry"][:]
            self.order = np.argsort(entry, kind="stable")
            self.entry = entry[self.order]
        return np.array(firsts, dtype=np.int64)

    def place(self, name, first, end):
        """A block of entry or fold, in [0, end)."""
        values = self.group[name][first : first + BLOCK]
        wrong = np.flatnonzero((values < 0) | (values >= end)) if values.dtype.kind in "iu" else np.arange(1)
        if len(wrong):
            raise Fault(f"{self.where}/{name} is {values[wrong[0]]} in row {first + wrong[0]}: whole numbers from 0 to {end - 1} belong there.")
        return values.astype(np.int64)

    def of(self, first, end):
        """(rows ascending, entry, fold) of the events first to end."""
        rows = self.in_order(first, end) if self.order is None else np.sort(self.order[slice(*np.searchsorted(self.entry, (first, end)))])
        return rows, self.read("entry", rows).astype(np.int64), self.read("fold", rows).astype(np.int64)

    def in_order(self, first, end):
        """The rows by looking at the blocks that may have them."""
        begin = BLOCK * max(0, int(np.searchsorted(self.firsts, first)) - 1)
        stop = min(self.size, BLOCK * int(np.searchsorted(self.firsts, end)))
        entry = self.group["entry"][begin:stop].astype(np.int64)
        return np.arange(*(begin + np.searchsorted(entry, (first, end))))

    def read(self, name, rows):
        """A column's values in some ascending rows."""
        data = self.group[name]
        if not len(rows):
            return np.zeros(0, dtype=data.dtype)
        breaks = np.flatnonzero(np.diff(rows) != 1) + 1
        if len(breaks) > MANY:
            return data[rows[0] : rows[-1] + 1][rows - rows[0]]
        bounds = [0, *breaks.tolist(), len(rows)]
        return np.concatenate([data[rows[bounds[i]] : rows[bounds[i + 1] - 1] + 1] for i in range(len(bounds) - 1)])
