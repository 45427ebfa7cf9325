"""Values in the leaf's type, or a refusal that names the branch and the event."""

import numpy as np

from flashflow_nanoaod.faults import Fault


def cast(values, leaf, events):
    """`events` tells the event of row i in words."""
    if values.dtype == leaf.dtype and values.dtype.kind != "f":
        return values
    fine = fitting(values, leaf.dtype)
    if not fine.all():
        row = int(np.flatnonzero(~fine)[0])
        raise Fault(f"{leaf.name} is {values[row]} in {events(row)}, which its type {leaf.dtype} does not hold: correct the generated objects.")
    return values.astype(leaf.dtype)


def fitting(values, dtype):
    """Which values the type holds: finite ones, whole ones in the range of whole numbers, 0 and 1 alone for bool."""
    if values.dtype.kind == "b":
        return np.ones(len(values), dtype=bool)
    if dtype.kind == "b":
        return (values == 0) | (values == 1)
    if dtype.kind == "f":
        return np.abs(values) <= np.finfo(dtype).max  # false for NaN
    limits = np.iinfo(dtype)
    if values.dtype.kind == "f":
        values = values.astype(np.float64)
        return (values == np.rint(values)) & (values >= limits.min) & (values < float(limits.max) + 1)
    return (values >= limits.min) & (values <= limits.max)
