"""The input files: opened, checked, told apart, read chunk by chunk."""

import hashlib
import sys
from pathlib import Path

import numpy as np
import uproot

from flashflow_nanoaod.faults import Fault, listed
from flashflow_nanoaod.flat import Jagged

CHUNK_BYTES = 48 << 20  # of what is read of a chunk's branches, uncompressed; what is made of it takes a few times that
MOST_EVENTS = 200_000
ENDS = 1 << 16


class Input:
    """A ROOT file with a tree Events. Only the one that is looked at is open: what describes 1,500 branches takes 30 MB."""

    looked_at = None

    def __init__(self, path):
        self.path = Path(path)
        self._file = self._tree = None
        self.entries = int(self.tree.num_entries)
        self.branches = {sys.intern(branch.name): branch.uncompressed_bytes for branch in self.tree.branches}  # name -> size

    @property
    def file(self):
        if Input.looked_at is not self:
            if Input.looked_at:
                Input.looked_at.close()
            self._file = opened(self.path)
            Input.looked_at = self
        return self._file

    @property
    def tree(self):
        file = self.file
        if self._tree is None:
            self._tree = events_tree(file, self.path)
        return self._tree

    def close(self):
        """Until it is looked at again."""
        self._file.close()
        self._file = self._tree = Input.looked_at = None

    def need(self, names, hints=None):
        """Refuses the file where a branch is missing, all that are missing at once, with what it has instead."""
        missing = [name for name in names if name not in self.branches]
        if missing:
            told = [name + (hints(name, self.branches) if hints else "") for name in missing]
            raise Fault(f"{self.path} has no branch {'; no '.join(told)}: choose others by name, or a file that has them.")

    def chunks(self, names, copies=1):
        """(first entry, branch -> array or Jagged) in order, so many events at a time that memory stays bounded, for `copies` of each."""
        step = self.step(names, copies)
        reader = self.tree.iterate(list(names), step_size=step, library="ak", how=dict)
        begun = 0
        while begun < self.entries:
            arrays = self.following(reader, begun)
            yield begun, {name: flat(array) for name, array in arrays.items()}
            begun += len(next(iter(arrays.values())))

    def step(self, names, copies=1):
        """How many events a chunk has."""
        return events_at_a_time(sum(self.branches[name] for name in names), self.entries, copies)

    def following(self, reader, begun):
        try:
            return next(reader)
        except StopIteration:
            raise Fault(f"{self.path} is cut short: it gives {begun} of its {self.entries} events; fetch it again.") from None
        except MemoryError:
            raise
        except Exception as cause:
            raise Fault(f"{self.path} is cut short or damaged at its event {begun} or soon after ({first_line(cause)}): fetch it again.") from cause

    def others(self):
        """Name -> class of what the file has beside Events."""
        return {name: each for name, each in self.file.classnames(recursive=False, cycle=False).items() if name != "Events"}

    def other(self, name):
        """Runs, LuminosityBlocks or anything else."""
        try:
            return self.file[name]
        except Exception as cause:
            raise self.damaged(name, cause) from cause

    def other_chunks(self, name, names):
        """Branch -> array or Jagged of another tree, block by block."""
        tree = self.other(name)
        try:
            for arrays in tree.iterate(names, step_size=f"{CHUNK_BYTES} B", library="ak", how=dict) if tree.num_entries else ():
                yield {name_: flat(array) for name_, array in arrays.items()}
        except Fault:
            raise
        except Exception as cause:
            raise self.damaged(name, cause) from cause

    def damaged(self, name, cause):
        return Fault(f"{self.path} is cut short or damaged, its {name} cannot be read ({first_line(cause)}): fetch it again.")

    def fingerprint(self):
        """Name, size and a hash of both ends, which tells a file from another without reading all of it."""
        size = self.path.stat().st_size
        with open(self.path, "rb") as file:
            sum_ = hashlib.sha256(file.read(ENDS))
            file.seek(max(0, size - ENDS))
            sum_.update(file.read(ENDS))
        return {"name": str(self.path), "size": size, "sha256": sum_.hexdigest()}


def inputs(paths):
    """All files, in the order given; none of them twice, at least one with events."""
    if not paths:
        raise Fault("No input file is named: name one or more.")
    opened_ones = [Input(path) for path in paths]
    seen = {}
    for one in opened_ones:
        print_ = one.fingerprint()
        key = (print_["size"], print_["sha256"])
        if key in seen:
            raise Fault(f"{one.path} and {seen[key]} are the same file: its events would count twice, name it once.")
        seen[key] = one.path
    if not any(one.entries for one in opened_ones):
        raise Fault(f"There is no event in {listed(str(one.path) for one in opened_ones)}: name a file that has some.")
    return opened_ones


def opened(path):
    if not path.exists():
        raise Fault(f"There is no file {path}: correct its name.")
    if path.is_dir():
        raise Fault(f"{path} is a folder: name the ROOT files in it.")
    try:
        with open(path, "rb") as file:
            magic = file.read(4)
    except OSError as cause:
        raise Fault(f"{path} cannot be read ({cause.strerror}): give yourself the right to.") from None
    if magic != b"root":
        raise Fault(f"{path} is not a ROOT file: it does not begin with 'root'.")
    try:
        return uproot.open(path, object_cache=None, array_cache=None)
    except Exception as cause:
        raise Fault(f"{path} is cut short or damaged, its list of contents cannot be read ({first_line(cause)}): fetch it again.") from cause


def events_tree(file, path):
    try:
        classes = file.classnames(recursive=False, cycle=False)
        if "Events" not in classes:
            held = listed(sorted(classes)) or "nothing"
            raise Fault(f"{path} has no tree Events, it holds {held}: name a NanoAOD file.")
        if classes["Events"] != "TTree":
            raise Fault(f"Events in {path} is a {classes['Events']} and not a TTree: write it as a TTree first, for example by ROOT's RDataFrame::Snapshot.")
        return file["Events"]
    except Fault:
        raise
    except Exception as cause:
        raise Fault(f"{path} is cut short or damaged, its tree Events cannot be read ({first_line(cause)}): fetch it again.") from cause


def events_at_a_time(size, entries, copies):
    size *= copies
    return int(min(MOST_EVENTS // copies + 1, max(1, CHUNK_BYTES * entries // max(1, size)))) if entries else 1


def flat(array):
    """An awkward array as numpy's: itself where it has one value an event, else flat with offsets."""
    layout = array.layout
    if hasattr(layout, "to_ListOffsetArray64"):
        layout = layout.to_ListOffsetArray64(True)
        offsets = np.asarray(layout.offsets)
        return Jagged(offsets, layout.content.data[: offsets[-1]])
    return np.asarray(layout.data)


def first_line(cause):
    text = str(cause).strip().split("\n")[0]
    return (text or type(cause).__name__)[:160].rstrip(" .:")
