"""TTrees as an analysis expects them: each branch's type, counter and titles as its Leaf says."""

import contextlib

import awkward as ak
import numpy as np
import uproot
import uproot.writing._cascadetree

from flashflow_nanoaod.faults import Fault
from flashflow_nanoaod.leaves import Leaf
from flashflow_nanoaod.tables import room

COMPRESSIONS = {"zstd": (uproot.ZSTD, 22), "lzma": (uproot.LZMA, 9), "zlib": (uproot.ZLIB, 9), "lz4": (uproot.LZ4, 12)}


def compression(word):
    """zstd:5 and the like, or none."""
    name, _, level = word.partition(":")
    if word == "none":
        return None
    if name not in COMPRESSIONS or not level.isdigit() or not 1 <= int(level) <= COMPRESSIONS[name][1]:
        raise Fault(f"{word} is no compression: zstd:1 to zstd:22, lzma:1 to lzma:9, zlib:1 to zlib:9, lz4:1 to lz4:12 and none are.")
    return COMPRESSIONS[name][0](int(level))


@contextlib.contextmanager
def root(path, target, how):
    """A new ROOT file at `path`; a full disk is told with the name of `target`."""
    try:
        with uproot.recreate(path, compression=how) as file:
            yield file
    except OSError as cause:
        raise room(cause, target) from cause


class NanoTree(uproot.writing._cascadetree.Tree):
    """A tree of leaves. uproot makes counters of int32 and titles of its own; NanoAOD v9 counts with uint32, and keeps a branch's documentation in
    its title. There is no public way to either.
    """

    leaves = ()

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self._branch_data, self._branch_lookup = [], {}
        named = {leaf.name: leaf for leaf in self.leaves}
        counters = {leaf.counter for leaf in self.leaves if leaf.counter}
        for leaf in self.leaves:
            if leaf.counter:
                self.add(named.get(leaf.counter) or Leaf(leaf.counter, np.dtype(np.int32)), "counter")
            self.add(leaf, "counter" if leaf.name in counters else "normal")

    def add(self, leaf, kind):
        if leaf.name in self._branch_lookup:
            return
        dtype = np.dtype((leaf.dtype, leaf.shape)) if leaf.shape else leaf.dtype
        counter = self._branch_data[self._branch_lookup[leaf.counter]] if leaf.counter else None
        datum = self._branch_np(leaf.name, dtype, dtype, counter=counter, kind=kind)
        datum["fTitle"] = datum["fTitle"] if leaf.title is None else leaf.title
        self._branch_lookup[leaf.name] = len(self._branch_data)
        self._branch_data.append(datum)


@contextlib.contextmanager
def described_by(leaves):
    """Trees made meanwhile are NanoTrees of these leaves."""
    plain = uproot.writing._cascadetree.Tree
    uproot.writing._cascadetree.Tree = type("Tree", (NanoTree,), {"leaves": tuple(leaves)})
    try:
        yield
    finally:
        uproot.writing._cascadetree.Tree = plain


class TreeWriter:
    """A tree that grows by blocks of events, at most `blocks` of them before its description is laid anew, which takes time."""

    def __init__(self, file, name, title, leaves, blocks=8):
        self.counters = {each.counter for each in leaves if each.counter}
        counter_of = {each.name: each.counter for each in leaves}
        with described_by(leaves):
            settings = {"title": title, "counter_name": counter_of.__getitem__, "initial_basket_capacity": blocks + 2}
            self.tree = file.mktree(name, {leaf.name: leaf.dtype for leaf in leaves}, **settings)

    def extend(self, columns):
        """Branch -> array or Jagged; counters come from these."""
        self.tree.extend({name: lists(values) if hasattr(values, "offsets") else values for name, values in columns.items() if name not in self.counters})


def lists(jagged):
    content = ak.contents.NumpyArray(np.ascontiguousarray(jagged.content))
    return ak.Array(ak.contents.ListOffsetArray(ak.index.Index64(np.asarray(jagged.offsets, dtype=np.int64)), content))
