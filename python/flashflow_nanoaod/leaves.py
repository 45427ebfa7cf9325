"""Branches as they are to be written: types, counters and titles of an input, or those of NanoAOD v9."""

from dataclasses import dataclass
from typing import Optional

import numpy as np
import uproot

NUMBERS = "biuf"


@dataclass(frozen=True)
class Leaf:
    """A branch of one number an event, of `shape` numbers, or, with a counter, of a varying number."""

    name: str
    dtype: np.dtype
    counter: str = ""
    title: Optional[str] = None  # of the branch; uproot's name/type where none is given
    shape: tuple = ()

    @property
    def collection(self):
        """Jet of Jet_pt; nothing for a number of the event."""
        return self.name.split("_")[0] if self.counter else ""

    @property
    def column(self):
        return self.name.split("_", 1)[1] if "_" in self.name else self.name

    def same_type(self, other):
        return (self.dtype, self.counter, self.shape) == (other.dtype, other.counter, other.shape)


def leaf(branch):
    """The leaf of an input's branch, or None where it is no such array of numbers, for example a vector of objects."""
    interpretation, counter = branch.interpretation, ""
    if isinstance(interpretation, uproot.AsJagged):
        if branch.count_leaf is None:
            return None
        interpretation, counter = interpretation.content, branch.count_leaf.member("fName")
    if type(interpretation) is not uproot.AsDtype:
        return None
    dtype, shape = (interpretation.to_dtype.subdtype or (interpretation.to_dtype, ()))
    if dtype.kind not in NUMBERS or len(branch.member("fLeaves")) != 1:
        return None
    return Leaf(branch.name, dtype.newbyteorder("="), counter, branch.title, tuple(shape))


def leaves(tree):
    """(leaves by name in the tree's order, names of the branches that cannot be written)."""
    found = {branch.name: leaf(branch) for branch in tree.branches}
    return {name: each for name, each in found.items() if each}, [name for name, each in found.items() if not each]


def v9(name, values, counter=""):
    """NanoAOD v9's leaf for a column: float32, int32, and its bools and uint8s as they are."""
    kind = values.dtype
    if kind.kind == "f":
        return Leaf(name, np.dtype(np.float32), counter)
    if kind.kind == "b" or kind.itemsize == 1 or (kind.kind == "u" and name in ("run", "luminosityBlock", "event")):
        return Leaf(name, np.dtype(kind).newbyteorder("="), counter)
    return Leaf(name, np.dtype(np.int32), counter)
