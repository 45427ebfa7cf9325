"""The objects of the same event within a cone, by distance."""

import numpy as np

from flashflow_nanoaod.flat import double, wrapped

CONE = 0.4
NONE_ANGLE = np.float32(0.5)  # of dr, deta and dphi where nothing is near
NONE_VALUE = np.float32(0)  # of pt and mass there


class Neighbours:
    """All pairs (centre, other) of one event with dr < 0.4; the centres in order, for each the others in their list's order.

    deta and dphi are centre minus other, dphi in (-pi, pi], all in double precision.
    """

    def __init__(self, centres, others):
        """Each of (event, eta, phi), the events ascending."""
        centre, other = same_event(centres[0], others[0])
        deta = double(centres[1][centre]) - double(others[1][other])
        near = np.flatnonzero(np.abs(deta) < CONE)  # most pairs are out already
        centre, other, deta = centre[near], other[near], deta[near]
        dphi = wrapped(double(centres[2][centre]) - double(others[2][other]))
        dr = np.hypot(deta, dphi)
        near = np.flatnonzero(dr < CONE)
        self.size = len(centres[0])
        self.centre, self.other = centre[near], other[near]
        self.deta, self.dphi, self.dr = deta[near], dphi[near], dr[near]

    def closest(self):
        """Which pair is each centre's closest, -1 for none; of two at one distance the earlier."""
        return self.ranked(0)

    def second(self):
        """Which pair is each centre's second closest."""
        return self.ranked(1)

    def before_closest(self):
        """Which pair was the closest until the closest came, in the list's order: what FlashSim's macros call the second closest."""
        best = self.closest()[self.centre]
        earlier = np.flatnonzero(np.arange(len(best)) < best)
        return self.first_of(earlier[np.lexsort((self.dr[earlier], self.centre[earlier]))])

    def ranked(self, rank):
        order = np.lexsort((self.dr, self.centre))
        for _ in range(rank):
            order = order[~self.first(order)]
        return self.first_of(order)

    def first(self, order):
        """Where a new centre begins."""
        centres = self.centre[order]
        new = np.ones(len(centres), dtype=bool)
        new[1:] = centres[1:] != centres[:-1]
        return new

    def first_of(self, order):
        chosen = order[self.first(order)]
        pair = np.full(self.size, -1, dtype=np.int64)
        pair[self.centre[chosen]] = chosen
        return pair

    def columns(self, pair, prefix, values):
        """dr, deta and dphi of the chosen pairs, and the others' values (name -> column); what stands for none where pair is -1."""
        has = np.flatnonzero(pair >= 0)
        chosen = pair[has]
        angles = {"dr": self.dr, "deta": self.deta, "dphi": self.dphi}
        found = {name: spread(self.size, has, column[chosen], NONE_ANGLE) for name, column in angles.items()}
        found.update({name: spread(self.size, has, column[self.other[chosen]], NONE_VALUE) for name, column in values.items()})
        return {prefix + name: column for name, column in found.items()}


def spread(size, rows, values, otherwise):
    column = np.full(size, otherwise, dtype=np.float32)
    column[rows] = values
    return column


def same_event(events, other_events):
    """(centre, other) of every pair of one event, from the event of each, ascending."""
    there = np.bincount(other_events, minlength=int(events[-1]) + 1 if len(events) else 0)
    number, begin = there[events], (np.cumsum(there) - there)[events]
    centre = np.repeat(np.arange(len(events)), number)
    ends = np.cumsum(number)
    return centre, np.arange(ends[-1] if len(ends) else 0) + np.repeat(begin - (ends - number), number)
