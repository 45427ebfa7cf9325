"""Which branch of the output comes from where."""

import re
from fnmatch import fnmatchcase

import numpy as np

from flashflow_nanoaod.faults import Fault, listed
from flashflow_nanoaod.kinds import JETS, MUONS, instead
from flashflow_nanoaod.leaves import Leaf, leaves, v9

IDS = ("run", "luminosityBlock", "event")
KINDS = {"Jet": JETS, "Muon": MUONS}
FLAVOURS = {"Jet_partonFlavour": "GenJet_partonFlavour", "Jet_hadronFlavour": "GenJet_hadronFlavour"}
INDEX = re.compile(r"Idx(\d|[A-Z]|$)")
POINTS_TO = {"Jet": re.compile(r"jetIdx", re.I), "Muon": re.compile(r"(muon|mu)Idx", re.I)}
NOT_TO_JET = ("Gen", "FatJet", "SubJet")  # their jetIdx means other jets
FOLD = "fold"


class Plan:
    """copied, made, unset and counted: the leaves by what their values are; left: what is left out."""

    def __init__(self, sources, objects, keep, drop):
        self.objects = objects
        self.first = sources[0].path
        self.there, self.left = common(sources)
        self.made, self.unset, self.copied, self.counted, self.flavours = {}, {}, {}, {}, {}
        self.choose(keep, drop)
        for collection, rows in objects.groups.items():
            self.replace(collection, rows)
        self.keep_the_rest()

    def choose(self, keep, drop):
        chosen = kept_names(list(self.there), keep, drop, self.first)
        counters = {leaf.counter for name, leaf in self.there.items() if leaf.counter and name in chosen}
        mine = {name for name, leaf in self.there.items() if leaf.collection in self.objects.groups}
        self.chosen = chosen | counters | mine | {f"n{collection}" for collection in self.objects.groups} | set(IDS)

    def replace(self, collection, rows):
        own = {name: leaf for name, leaf in self.there.items() if leaf.collection == collection}
        for column in rows.names:
            self.made[f"{collection}_{column}"] = self.column(collection, column, rows, own)
        partner = KINDS[collection].partner
        if partner in own or not own:
            self.made[partner] = own.get(partner) or Leaf(partner, np.dtype(np.int32), f"n{collection}")
        for name, leaf in own.items():
            if name not in self.made:
                self.without_column(name, leaf)

    def column(self, collection, column, rows, own):
        name = f"{collection}_{column}"
        if name in own:
            return own[name]
        if own:
            raise Fault(
                f"{rows.where}/{column} has no branch {name} in {self.first}{instead(name, own)}: name the column as the branch whose type it is to have."
            )
        return v9(name, rows.group[column][:0], f"n{collection}")

    def without_column(self, name, leaf):
        if name in FLAVOURS and FLAVOURS[name] in self.there:
            self.flavours[name] = leaf
        elif INDEX.search(leaf.column) and leaf.dtype.kind == "i":
            self.unset[name] = leaf
        else:
            self.left.append(name)

    def keep_the_rest(self):
        counters = {leaf.counter for leaf in self.there.values() if leaf.collection in self.objects.groups}
        for name, leaf in self.there.items():
            if leaf.collection in self.objects.groups:
                continue
            if name in counters or name in self.number_of():
                self.counter(name, leaf)
            elif name in self.chosen:
                (self.unset if self.points_to_replaced(leaf) else self.copied)[name] = leaf

    def number_of(self):
        return [f"n{collection}" for collection in self.objects.groups]

    def counter(self, name, leaf):
        """nJet, or the counter that one branch has for itself, as some writers make them."""
        users = {each for each, user in {**self.made, **self.unset, **self.flavours}.items() if user.counter == name}
        if users:
            self.counted[name] = leaf
        elif name in self.number_of():
            self.made[name] = leaf

    def points_to_replaced(self, leaf):
        for collection in self.objects.groups:
            found = leaf.counter and POINTS_TO[collection].match(leaf.column) and leaf.dtype.kind == "i"
            if found and not (collection == "Jet" and leaf.collection.startswith(NOT_TO_JET)):
                return True
        return False

    def leaves(self):
        """All leaves in the input's order; what it does not have comes last."""
        written = {**self.copied, **self.counted, **self.unset, **self.flavours, **self.made}
        order = [name for name in self.there if name in written]
        new = [name for name in written if name not in self.there]
        return [*(written[name] for name in order), *(written[name] for name in new), Leaf(FOLD, np.dtype(np.int32), title="number of the generation")]

    def reads(self):
        """The branches to read: what is copied, what tells how long to be, and what says which generator objects there are."""
        counters = {leaf.counter for leaf in self.copied.values()}
        names = [name for name in self.copied if name not in counters]
        names += [name for name, leaf in self.unset.items() if leaf.collection not in self.objects.groups]
        names += [FLAVOURS[name] for name in self.flavours]
        names += [self.generator(collection) for collection in self.objects.groups]
        return list(dict.fromkeys([*names, "event"]))

    def generator(self, collection):
        """A branch that tells how many generator objects there are."""
        return f"{KINDS[collection].generator}_pt"


def common(sources):
    """(leaves that all inputs have, names of what cannot be written or is not in all)."""
    first, left = leaves(sources[0].tree)
    for source in sources[1:]:
        others, unwritable = leaves(source.tree)
        for name in [name for name in first if name in others and not first[name].same_type(others[name])]:
            raise Fault(f"{name} is {first[name].dtype} in {sources[0].path} and {others[name].dtype} in {source.path}: write them to files of their own.")
        left += [name for name in (*first, *others) if (name in first) != (name in others)] + unwritable
        first = {name: leaf for name, leaf in first.items() if name in others}
    if FOLD in first:
        del first[FOLD]
        left.append(FOLD)
    return first, list(dict.fromkeys(left))


def kept_names(names, keep, drop, path):
    for pattern in (*keep, *drop):
        if not any(fnmatchcase(name, pattern) for name in names):
            raise Fault(f"No branch of {path} is {pattern}: correct the pattern; there are {listed(names, 5)}.")
    kept = {name for name in names if not keep or any(fnmatchcase(name, pattern) for pattern in keep)}
    return {name for name in kept if not any(fnmatchcase(name, pattern) for pattern in drop)}
