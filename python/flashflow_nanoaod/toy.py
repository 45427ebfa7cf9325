"""Toy events to a file like NanoAOD v9, with what an analysis finds beside jets and muons: electrons, triggers, weights, Runs."""

import numpy as np

from flashflow_nanoaod import told
from flashflow_nanoaod.casts import cast
from flashflow_nanoaod.faults import Fault, listed
from flashflow_nanoaod.flat import Jagged
from flashflow_nanoaod.generated_objects import opened
from flashflow_nanoaod.leaves import Leaf, v9
from flashflow_nanoaod.trees import TreeWriter, compression, root
from flashflow_nanoaod.whole import distinct, written
from flashflow_nanoaod.write import summed

COLLECTIONS = ("GenPart", "GenJet", "Jet", "Muon")
BLOCK = 50_000
TRIGGERS = {"HLT_IsoMu24": ("Muon", 24), "HLT_PFJet60": ("Jet", 60), "HLT_DoubleEle25_CaloIdL_MW": ("Electron", 25)}
ELECTRON = {
    "pt": np.float32, "eta": np.float32, "phi": np.float32, "mass": np.float32, "charge": np.int32, "cutBased": np.int32, "jetIdx": np.int32,
    "convVeto": np.bool_, "lostHits": np.uint8,
}
ELECTRON_MASS = 0.000511


def toy(events_path, out, how="zstd:5"):
    """Writes the file and returns what was counted."""
    how = compression(how)
    distinct([events_path], out)
    with opened(events_path) as file:
        toys = ToyEvents(events_path, file)
        with written(out) as beside, root(beside, out, how) as target:
            tree = TreeWriter(target, "Events", "Events", toys.leaves(), -(-toys.size // BLOCK))
            for first in range(0, toys.size, BLOCK):
                tree.extend(toys.columns(first, min(first + BLOCK, toys.size)))
                told.progress(min(first + BLOCK, toys.size), toys.size)
            write_runs(target, toys)
    return {"out": str(out), "events": toys.size, **{name: toys.rows(name) for name in toys.there}}


class ToyEvents:
    """/events with a row an event, and a group for each collection, its rows in the events' order."""

    def __init__(self, path, file):
        self.path, self.file = path, file
        if "events" not in file or "event" not in file["events"]:
            raise Fault(f"{path} has no group /events with the column event: name a file of toy events.")
        self.size = len(file["events/event"])
        if not self.size:
            raise Fault(f"{path} holds no event: make some first.")
        self.there = [name for name in COLLECTIONS if name in file]
        self.entry = {name: self.entries(file[name]) for name in self.there}
        self.scalar = self.leaf_of("", file["events"], "")
        self.jagged = {name: self.leaf_of(name + "_", file[name], f"n{name}") for name in self.there}

    def entries(self, group):
        if "entry" not in group:
            raise Fault(f"{self.path}, {group.name} has no column entry: each object needs its event.")
        entry = group["entry"][:]
        if len(entry) and (entry[0] < 0 or entry[-1] >= self.size or np.any(entry[1:] < entry[:-1])):
            raise Fault(f"{self.path}, {group.name}/entry is not in order from 0 to {self.size - 1}: write the events one after the other.")
        return entry

    def leaf_of(self, prefix, group, counter):
        for data in group.values():
            if len(data) != len(group["entry"] if counter else group["event"]):
                raise Fault(f"{self.path}, {data.name} has {len(data)} values, other columns of its group another number: all need one a row.")
        return {name: v9(prefix + name, data[:0], counter) for name, data in group.items() if name != "entry"}

    def rows(self, name):
        return len(self.entry[name])

    def leaves(self):
        found = list(self.scalar.values())
        for name, columns in self.jagged.items():
            found += [Leaf(f"n{name}", np.dtype(np.uint32)), *columns.values()]
        found += [Leaf("nElectron", np.dtype(np.uint32)), *(Leaf(f"Electron_{name}", np.dtype(kind), "nElectron") for name, kind in ELECTRON.items())]
        found += [Leaf(name, np.dtype(np.bool_)) for name in TRIGGERS]
        return [*found, Leaf("genWeight", np.dtype(np.float32), title="generator weight")]

    def columns(self, first, end):
        events = self.file["events"]
        columns = {leaf.name: cast(events[name][first:end], leaf, self.event_in_words(first)) for name, leaf in self.scalar.items()}
        for name in self.there:
            columns.update(self.collection(name, first, end))
        columns.update(electrons(events["event"][first:end]))
        for trigger, (name, threshold) in TRIGGERS.items():
            columns[trigger] = fired(columns.get(f"{name}_pt"), threshold, end - first)
        columns["genWeight"] = np.ones(end - first, dtype=np.float32)
        return columns

    def event_in_words(self, first):
        return lambda row: f"entry {first + row}"

    def collection(self, name, first, end):
        begin, stop = np.searchsorted(self.entry[name], (first, end))
        entry = self.entry[name][begin:stop]
        offsets = summed(np.bincount(entry - first, minlength=end - first))
        data, in_words = self.file[name], (lambda row: f"entry {entry[row]}")
        return {leaf.name: Jagged(offsets, cast(data[column][begin:stop], leaf, in_words)) for column, leaf in self.jagged[name].items()}


def electrons(events):
    """None, one or two in an event, whose values follow from the event's number alone: there to be copied, not to be looked at."""
    number = (uniform(events, 0) * 3).astype(np.int64)
    event, index = np.repeat(events, number), np.arange(number.sum()) - np.repeat(summed(number)[:-1], number)
    draw = [uniform(event, 8 * index + k) for k in range(1, 8)]
    values = {
        "pt": 5 - 20 * np.log1p(-draw[0]), "eta": 5 * draw[1] - 2.5, "phi": np.pi * (2 * draw[2] - 1), "mass": np.full(len(event), ELECTRON_MASS),
        "charge": np.where(draw[3] < 0.5, -1, 1), "cutBased": np.floor(5 * draw[4]), "jetIdx": np.where(draw[5] < 0.7, -1, 0),
        "convVeto": draw[6] < 0.9, "lostHits": np.floor(3 * draw[6]),
    }
    offsets = summed(number)
    return {f"Electron_{name}": Jagged(offsets, values[name].astype(kind)) for name, kind in ELECTRON.items()}


def uniform(event, stream):
    """Numbers in [0, 1) from the event's number and a stream: Steele, Lea and Flood's mixing of bits (SplitMix, OOPSLA 2014)."""
    with np.errstate(over="ignore"):
        bits = event.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + (np.asarray(stream).astype(np.uint64) + np.uint64(1)) * np.uint64(0xD1342543DE82EF95)
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            bits = (bits ^ (bits >> np.uint64(shift))) * np.uint64(factor)
    return ((bits ^ (bits >> np.uint64(31))) >> np.uint64(11)) / 2.0**53


def fired(pt, threshold, size):
    """Whether any object of an event lies above."""
    if pt is None:
        return np.zeros(size, dtype=bool)
    event = np.repeat(np.arange(size), np.diff(pt.offsets))
    return np.bincount(event[pt.content > threshold], minlength=size) > 0


def write_runs(file, toys):
    """Runs with the sums of weights, LuminosityBlocks with their numbers."""
    events = toys.file["events"]
    ids = [name for name in ("run", "luminosityBlock") if name in events]
    if len(ids) < 2:
        raise Fault(f"{toys.path}, /events has no column {listed(name for name in ('run', 'luminosityBlock') if name not in ids)}: every event needs them.")
    blocks = np.unique(np.stack([events[name][:] for name in ids], axis=1), axis=0).astype(np.uint32)
    runs, number = np.unique(events["run"][:], return_counts=True)
    sums = {"genEventSumw": number.astype(np.float64), "genEventSumw2": number.astype(np.float64)}
    small_tree(file, "LuminosityBlocks", {"run": blocks[:, 0], "luminosityBlock": blocks[:, 1]})
    small_tree(file, "Runs", {"run": runs.astype(np.uint32), "genEventCount": number.astype(np.int64), **sums})


def small_tree(file, name, columns):
    TreeWriter(file, name, name, [Leaf(column, values.dtype) for column, values in columns.items()]).extend(columns)


def main(options):
    told.result(toy(options.events, options.out, options.compression))
