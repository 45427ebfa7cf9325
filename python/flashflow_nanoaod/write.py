"""Generated objects back into their events: an Events tree with the input's branches, `folds` events for each of the input's."""

import contextlib

import numpy as np

from flashflow_nanoaod import told
from flashflow_nanoaod.casts import cast
from flashflow_nanoaod.faults import Fault, listed
from flashflow_nanoaod.flat import Jagged
from flashflow_nanoaod.generated_objects import GeneratedObjects
from flashflow_nanoaod.inputs import inputs
from flashflow_nanoaod.leaves import leaves
from flashflow_nanoaod.look import ORIGIN
from flashflow_nanoaod.plan import FLAVOURS, FOLD, KINDS, Plan
from flashflow_nanoaod.trees import TreeWriter, compression, root
from flashflow_nanoaod.whole import distinct, written

UNSET = -1
NAMED = 20
WEIGHT = "genWeight"


def write(paths, objects_path, out, keep=(), drop=(), how="zstd:5", origin=""):
    """Writes the file and returns what was counted; `origin` is kept as a text in it."""
    how = compression(how)
    distinct([*paths, objects_path], out)
    sources = inputs(paths)
    total = sum(source.entries for source in sources)
    with contextlib.closing(GeneratedObjects(objects_path, total)) as objects:
        return from_objects(sources, objects, total, out, keep, drop, how, origin)


def from_objects(sources, objects, total, out, keep, drop, how, origin):
    plan = Plan(sources, objects, keep, drop)
    for source in sources:
        source.need([plan.generator(collection) for collection in objects.groups])
    with written(out) as beside, root(beside, out, how) as file:
        others = copy_others(file, sources)
        if origin:
            file[ORIGIN] = origin
        tree = TreeWriter(file, "Events", sources[0].tree.title, plan.leaves(), blocks(sources, plan))
        for first, source, chunk in chunks(sources, plan, total):
            tree.extend(Part(plan, source, first, chunk).columns())
    tell(plan, others)
    sizes = {name: rows.size for name, rows in objects.groups.items()}
    return {
        "out": str(out), "events": total * objects.folds, "folds": objects.folds, **sizes, "copied": len(plan.copied),
        "unset": list(plan.unset), "left_out": [*plan.left, *others],
    }


def blocks(sources, plan):
    """How many chunks come."""
    return sum(-(-source.entries // source.step(plan.reads(), plan.objects.folds)) for source in sources)


def chunks(sources, plan, total):
    before = 0
    told.progress(0, total)
    for source in sources:
        if source.entries:
            for begun, chunk in source.chunks(plan.reads(), plan.objects.folds):
                yield before + begun, source, chunk
                told.progress(before + begun + len(chunk["event"]), total)
        before += source.entries


def tell(plan, others):
    if plan.unset:
        told.warn(f"{listed(plan.unset, NAMED)} pointed to objects that are replaced: now -1.")
    if plan.left or others:
        told.warn(f"{listed([*plan.left, *others], NAMED)} cannot be made or written and are left out.")
    if plan.objects.folds > 1 and WEIGHT in plan.copied:
        folds = plan.objects.folds
        told.warn(f"Each event is there {folds} times with its whole {WEIGHT}: divide weights by {folds} where the sums of Runs count.")


class Part:
    """The output's events of one chunk of the input's."""

    def __init__(self, plan, source, first, chunk):
        self.plan, self.source, self.first, self.chunk = plan, source, first, chunk
        self.size, self.folds = len(chunk["event"]), plan.objects.folds

    def columns(self):
        columns = {name: self.repeated(self.chunk[name]) for name in self.plan.copied if name in self.chunk}
        for name, leaf in self.plan.unset.items():
            if leaf.collection not in self.plan.objects.groups:
                columns[name] = self.repeated(unset(self.chunk[name]))
        for collection, rows in self.plan.objects.groups.items():
            columns.update(self.objects(collection, rows))
        columns[FOLD] = np.tile(np.arange(self.folds, dtype=np.int32), self.size)
        return columns

    def repeated(self, values):
        """An event's values once for each fold."""
        if self.folds == 1:
            return values
        if not hasattr(values, "offsets"):
            return np.repeat(values, self.folds, axis=0)
        counts = np.repeat(np.diff(values.offsets), self.folds)
        offsets = summed(counts)
        begin = np.repeat(values.offsets[:-1], self.folds)
        return Jagged(offsets, values.content[np.arange(offsets[-1]) + np.repeat(begin - offsets[:-1], counts)])

    def objects(self, collection, rows):
        """The collection's branches, each event's objects by falling pT."""
        at, entry, fold = rows.of(self.first, self.first + self.size)
        self.in_words = lambda row: f"fold {fold[row]} of event {self.chunk['event'][entry[row] - self.first]} (entry {entry[row]})"
        slot = (entry - self.first) * self.folds + fold
        made = self.leaves_of(collection)
        pt = cast(rows.read("pt", at), made[f"{collection}_pt"], self.in_words)
        order = np.lexsort((-pt, slot))
        offsets = summed(np.bincount(slot, minlength=self.size * self.folds))
        columns = {name: Jagged(offsets, cast(rows.read(leaf.column, at), leaf, self.in_words)[order]) for name, leaf in made.items()}
        generator = self.generators(collection, rows, at, entry)
        columns.update(self.from_generator(collection, generator, entry, order, offsets))
        number = self.plan.made.get(f"n{collection}")
        if number:
            columns[number.name] = np.diff(offsets).astype(number.dtype)
        unset_ = {name: leaf for name, leaf in self.plan.unset.items() if leaf.collection == collection}
        columns.update({name: Jagged(offsets, np.full(offsets[-1], UNSET, dtype=leaf.dtype)) for name, leaf in unset_.items()})
        return columns

    def leaves_of(self, collection):
        """The branches that have a column of their own."""
        return {name: leaf for name, leaf in self.plan.made.items() if leaf.collection == collection and name != KINDS[collection].partner}

    def generators(self, collection, rows, at, entry):
        """The generator objects' indices, which the input has to have."""
        generator = rows.read("generator", at).astype(np.int64)
        number = np.diff(self.chunk[self.plan.generator(collection)].offsets)[entry - self.first]
        wrong = np.flatnonzero((generator < UNSET) | (generator >= number))
        if len(wrong):
            row = wrong[0]
            raise Fault(
                f"{rows.where}/generator is {generator[row]} in {self.in_words(row)} of {self.source.path}, which has {number[row]} "
                f"{KINDS[collection].generator}: generate from this input."
            )
        return generator

    def from_generator(self, collection, generator, entry, order, offsets):
        """The way back to the generator object, and the jet's flavours, which are the generated jet's (0 without one)."""
        columns = {}
        partner = self.plan.made.get(KINDS[collection].partner)
        if partner:
            columns[partner.name] = Jagged(offsets, cast(generator, partner, self.in_words)[order])
        for name, leaf in self.plan.flavours.items():
            if leaf.collection == collection:
                columns[name] = Jagged(offsets, cast(self.of_generator(FLAVOURS[name], generator, entry), leaf, self.in_words)[order])
        return columns

    def of_generator(self, name, generator, entry):
        source = self.chunk[name]
        values = np.zeros(len(generator), dtype=source.content.dtype)
        has = generator >= 0
        values[has] = source.content[source.offsets[entry[has] - self.first] + generator[has]]
        return values


def unset(values):
    return Jagged(values.offsets, np.full_like(values.content, UNSET))


def summed(counts):
    return np.concatenate([[0], np.cumsum(counts)])


def copy_others(file, sources):
    """The other trees (Runs, LuminosityBlocks) of all inputs, one after the other, and texts; returns what is left out."""
    left, kinds, classes = [], {ORIGIN: ""}, {source: source.others() for source in sources}
    for found in classes.values():
        kinds.update({name: each for name, each in found.items() if name not in kinds})
    del kinds[ORIGIN]  # of an earlier generation
    for name, class_name in kinds.items():
        having = [source for source, found in classes.items() if found.get(name) == class_name]
        if class_name == "TTree":
            left += copy_tree(file, name, having)
        elif class_name == "TObjString":
            file[name] = str(having[0].other(name))
        else:
            left.append(name)
    return left


def copy_tree(file, name, sources):
    found = [leaves(source.other(name)) for source in sources]
    first, left = found[0]
    same = [name_ for name_, leaf in first.items() if all(name_ in others and leaf.same_type(others[name_]) for others, _ in found)]
    kept = [first[name_] for name_ in same]
    if not kept:
        return [name]
    writer = TreeWriter(file, name, sources[0].other(name).title, kept)
    names = [leaf.name for leaf in kept if leaf.name not in writer.counters]
    for source in sources:
        for columns in source.other_chunks(name, names):
            writer.extend(columns)
    return [f"{name}/{each}" for each in [*left, *(each for each in first if each not in same)]]


def main(options):
    told.result(write(options.inputs, options.objects, options.out, options.keep, options.drop, options.compression, options.origin))
