"""Jagged columns as two flat arrays, and what is asked of them."""

from dataclasses import dataclass

import numpy as np

from flashflow_nanoaod.faults import Fault


@dataclass(frozen=True)
class Jagged:
    """Event e has content[offsets[e]:offsets[e + 1]]."""

    offsets: np.ndarray
    content: np.ndarray

    def __len__(self):
        return len(self.offsets) - 1


class Collection:
    """The columns of one collection (Jet, GenPart, ...) of some events, all of one length."""

    def __init__(self, name, columns):
        self.columns = {column: jagged.content for column, jagged in columns.items()}
        first, *others = columns
        self.offsets = columns[first].offsets
        for other in others:
            if not np.array_equal(columns[other].offsets, self.offsets):
                raise Fault(f"{name}_{first} and {name}_{other} differ in their number of entries in an event: the file is damaged, fetch it again.")
        self.counts = np.diff(self.offsets)
        self.size = int(self.offsets[-1])
        self._event = None

    def __getitem__(self, column):
        return self.columns[column]

    @property
    def event(self):
        """The event of each object."""
        if self._event is None:
            self._event = np.repeat(np.arange(len(self.counts), dtype=np.int32), self.counts)
        return self._event

    def event_of(self, rows):
        """The event of a few objects."""
        return (np.searchsorted(self.offsets, rows, side="right") - 1).astype(np.int32)

    def index_of(self, rows, events):
        """The index of objects in their events."""
        return (rows - self.offsets[events]).astype(np.int32)


def collection(name, chunk):
    """All of a chunk's jagged branches NAME_column."""
    prefix = name + "_"
    columns = {branch[len(prefix) :]: values for branch, values in chunk.items() if branch.startswith(prefix) and isinstance(values, Jagged)}
    return Collection(name, columns)


def wrapped(dphi):
    """An angle in (-pi, pi]."""
    return dphi - 2 * np.pi * np.ceil((dphi - np.pi) / (2 * np.pi))


def double(column):
    return column.astype(np.float64)
