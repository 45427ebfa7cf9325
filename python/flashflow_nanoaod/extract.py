"""NanoAOD to tables of rows: pairs for a flow, generated objects for an efficiency, unmatched jets, events."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from flashflow_nanoaod import FORMAT, VERSION, objects, told
from flashflow_nanoaod.cuts import Cut, passing
from flashflow_nanoaod.faults import Fault, listed
from flashflow_nanoaod.flat import collection, double, wrapped
from flashflow_nanoaod.inputs import inputs
from flashflow_nanoaod.kinds import JETS, KINDS, PILEUP, instead
from flashflow_nanoaod.tables import Table, attributes, hdf5
from flashflow_nanoaod.whole import distinct, written

IDS = ("run", "luminosityBlock", "event")
GENERATOR = {"GenJet_pt", "GenPart_pdgId"}
MET = ("GenMET_pt", "GenMET_phi")
NO_ROWS = np.zeros(0, dtype=np.int64)
NEVER = -1  # an object's or generator's index where there is none


@dataclass
class Extraction:
    """What to extract and how."""

    kind: object
    rules: str
    targets: list
    cuts: list
    generated_alone: bool = False  # a file to generate into: what is reconstructed does not matter and may be missing

    @classmethod
    def of(cls, kind, rules="right", targets=("preset",), cuts=(), generated_alone=False):
        kind = KINDS[kind]
        chosen = [] if generated_alone else kind.targets(targets)
        return cls(kind, rules, chosen, [Cut(text, kind.context) for text in cuts], generated_alone)

    @property
    def tables(self):
        if self.generated_alone:
            return ("generated", "events")
        return ("pairs", "generated", *(["unmatched"] if self.kind is JETS else []), "events")

    def branches(self):
        """The branches every input has to have."""
        if self.generated_alone:
            return [*IDS, *objects.branches(self.kind)]
        targets = [source for target in self.targets for source in self.kind.sources(target)]
        own = self.kind.kinematics() if self.kind is JETS else []
        return list(dict.fromkeys([*IDS, self.kind.partner, *objects.branches(self.kind), *targets, *own]))

    def check(self, source):
        if not GENERATOR & set(source.branches):
            raise Fault(f"{source.path} has no generator part (no GenJet_pt, no GenPart_pdgId), as data have none: extract from simulation.")
        source.need(self.branches(), instead)


def extract(paths, out, extraction, key=""):
    """Writes the file of tables and returns what was counted; `key` is kept as an attribute."""
    distinct(paths, out)
    sources = inputs(paths)
    for source in sources:
        extraction.check(source)
    event_columns = event_context(sources, extraction)
    names = wanted(sources, extraction, event_columns)
    counts = Counter()
    dropped = Counter()
    with written(out) as beside, hdf5(beside, out) as file:
        tables = {name: Table(file, name) for name in extraction.tables}
        for first, source, chunk in chunks(sources, names):
            part = Part(extraction, chunk, event_columns, first, source, dropped, counts)
            for name, table in tables.items():
                table.append(getattr(part, name)())
        if "pairs" in tables and not tables["pairs"].rows:
            raise Fault(nothing(sources, extraction))
        attributes(file, {
            "format": FORMAT, "version": VERSION, "kind": extraction.kind.name, "rules": extraction.rules,
            "files": [source.fingerprint() for source in sources], "dropped": dict(dropped),
            "context": list(extraction.kind.context), "targets": [extraction.kind.prefix + name for name in extraction.targets],
            "cuts": [cut.text for cut in extraction.cuts], "counts": dict(counts), "key": key,
        })
        rows = {name: table.rows for name, table in tables.items()}
    tell(extraction, counts, dropped)
    return {"out": str(out), "kind": extraction.kind.name, "rules": extraction.rules, **rows, **counts, "dropped": dict(dropped)}


def event_context(sources, extraction):
    """Branches of one number an event that tell how busy it is: pile-up, and the generated missing momentum where it is there."""
    names = [name for name in sources[0].branches if name in MET or name.startswith("Pileup_")]
    for source in sources:
        source.need(names)
    return names


def wanted(sources, extraction, event_columns):
    """All branches to read; of a file to generate into, its reconstructed objects' partners too where every input has them."""
    names = [*extraction.branches(), *event_columns]
    if all(extraction.kind.partner in source.branches for source in sources):
        names.append(extraction.kind.partner)
    return list(dict.fromkeys(names))


def chunks(sources, names):
    """(number of the first event over all files, source, chunk), telling how far it is."""
    total = sum(source.entries for source in sources)
    before = 0
    told.progress(0, total)
    for source in sources:
        if not source.entries:
            told.warn(f"{source.path} has no events and gives no rows.")
            continue
        for begun, chunk in source.chunks(names):
            yield before + begun, source, chunk
            told.progress(min(total, before + begun + len(chunk["event"])), total)
        before += source.entries


def nothing(sources, extraction):
    passing_ = " that passes the cuts" if extraction.cuts else ""
    files = listed(str(source.path) for source in sources)
    return f"No {extraction.kind.name[:-1]} of {files} belongs to a generated one{passing_}: name a file that has some."


def tell(extraction, counts, dropped):
    for branch, number in dropped.items():
        told.warn(f"{branch} is NaN or infinite {number} times: those rows are left out.")
    if counts["beyond"]:
        told.warn(f"{extraction.kind.partner} points {counts['beyond']} times behind the last generated object: taken for unmatched.")
    if counts["others"]:
        told.warn(f"{counts['others']} muons belong to a generated particle that is no muon's last copy: they give no pair.")


class Part:
    """The tables' rows of one chunk of events."""

    def __init__(self, extraction, chunk, event_columns, first, source, dropped, counts):
        self.extraction, self.kind, self.chunk, self.dropped, self.counts = extraction, extraction.kind, chunk, dropped, counts
        self.first, self.source = first, source
        self.found_objects = collection(self.kind.object, chunk) if self.kind.partner in chunk else None
        self.size = len(chunk["event"])
        self.event_columns = self.events_context(event_columns)
        self.keep_event = self.finite(self.event_columns, {}, self.size)
        self.match()

    def match(self):
        """Which reconstructed object belongs to which generated one; which of these are left."""
        partner, other = self.partners()
        made = objects.generated(self.kind, self.extraction.rules, self.chunk, other)
        keep = self.finite(made.context, self.context_sources(), len(made.event))
        cut = passing(self.extraction.cuts, made.context, len(made.event))
        self.counts["cut"] += int(np.count_nonzero(~cut))
        keep &= cut
        row = made.row[other]
        known = row >= 0
        self.counts["others"] += int(np.count_nonzero(~known))
        partner, row = partner[known], row[known]
        kept = keep[row]
        self.pair_object, self.pair_row = partner[kept], row[kept]
        self.made, self.keep = made, keep
        self.count_found()

    def count_found(self):
        found = np.bincount(self.pair_row, minlength=len(self.keep))
        self.found = np.minimum(found, 1).astype(np.uint8)
        self.counts["twice"] += int(np.sum(found[found > 1] - 1))

    def partners(self):
        """(object, generated object) rows of the flat collections, in the objects' order."""
        if self.found_objects is None:
            self.without_partner = NO_ROWS
            return NO_ROWS, NO_ROWS
        column = self.kind.partner.split("_")[1]
        index = self.found_objects[column].astype(np.int64)
        offsets = self.chunk[f"{self.kind.generator}_eta"].offsets
        event = self.found_objects.event
        number = np.diff(offsets)[event]
        beyond = index >= number
        if beyond.any():
            self.judge(np.flatnonzero(beyond), index, number, event)
        has = (index >= 0) & ~beyond
        self.without_partner = np.flatnonzero(~has)
        objects_ = np.flatnonzero(has)
        return objects_, offsets[event[objects_]] + index[objects_]

    def judge(self, rows, index, number, event):
        """GenJet is cut at a pT that Jet_genJetIdx does not know of, so its index may lie beyond; no other index may."""
        if self.kind is JETS:
            self.counts["beyond"] += len(rows)
            return
        at = rows[0]
        entry = event[at]
        raise Fault(
            f"{self.kind.partner} is {index[at]} in event {self.chunk['event'][entry]} (entry {self.first + entry}) of {self.source.path}, which has "
            f"{number[at]} generated particles: the file is damaged, fetch it again."
        )

    def context_sources(self):
        """Context column -> branch, to name what is NaN; what is computed from several keeps its own name, what is the event's is counted there."""
        names = {"MGenMuon_eta": "GenPart_eta", "MGenMuon_phi": "GenPart_phi", "MGenMuon_pt": "GenPart_pt"}
        names.update(dict.fromkeys(PILEUP, ""))
        names.update({name: name[1:] for name in self.kind.context if name.startswith("MGenJet_")})
        return names

    def finite(self, columns, sources, size):
        """Which rows hold no NaN and no infinity; counts the others by branch."""
        keep = np.ones(size, dtype=bool)
        for name, column in columns.items():
            if column.dtype.kind == "f":
                fine = np.isfinite(column)
                keep &= fine
                source = sources.get(name, name)
                if source and not fine.all():
                    self.dropped[source] += int(np.count_nonzero(~fine))
        return keep

    def pairs(self):
        rows = self.pair_row
        columns = {name: column[rows] for name, column in self.made.context.items()}
        columns.update({self.kind.prefix + target: self.target(target) for target in self.extraction.targets})
        targets = {self.kind.prefix + target: self.kind.sources(target)[0] for target in self.extraction.targets}
        keep = self.finite({name: columns[name] for name in targets}, targets, len(rows))
        columns.update(self.ids(self.made.event[rows], self.object_index(self.pair_object), self.made.index[rows]))
        return {name: chosen(column, keep) for name, column in columns.items()}

    def target(self, name):
        (source,) = self.kind.sources(name)
        values = self.found_objects[source.split("_", 1)[1]][self.pair_object]
        if name not in self.kind.derived:
            return values
        with np.errstate(all="ignore"):
            return self.residual(name, double(values)).astype(np.float32)

    def residual(self, name, values):
        prefix = "MGenJet_" if self.kind is JETS else "MGenMuon_"
        column = self.kind.ratios.get(name, "eta" if name == "etaMinusGen" else "phi")
        reference = double(self.made.context[prefix + column][self.pair_row])
        if name in self.kind.ratios:
            return values / reference
        return wrapped(values - reference) if column == "phi" else values - reference

    def object_index(self, rows):
        return self.found_objects.index_of(rows, self.found_objects.event[rows])

    def ids(self, events, object_, generator):
        columns = {name: self.chunk[name][events] for name in IDS}
        size = len(events)
        return {
            **columns,
            "entry": self.first + events.astype(np.int64),
            "object": np.broadcast_to(np.asarray(object_, dtype=np.int32), size),
            "generator": np.broadcast_to(np.asarray(generator, dtype=np.int32), size),
        }

    def generated(self):
        rows = np.flatnonzero(self.keep & self.made.starts)
        columns = {name: column[rows] for name, column in self.made.context.items()}
        self.generated_rows = rows
        return {**columns, "found": self.found[rows], **self.ids(self.made.event[rows], self.first_object(rows), self.made.index[rows])}

    def first_object(self, rows):
        """The first reconstructed object of each generated one, or -1."""
        first = np.full(len(self.keep), NEVER, dtype=np.int32)
        if len(self.pair_row):
            first[self.pair_row[::-1]] = self.object_index(self.pair_object[::-1])
        return first[rows]

    def unmatched(self):
        rows = self.without_partner
        event = self.found_objects.event[rows]
        names = dict.fromkeys([*self.kind.kinematics(), *(source for target in self.extraction.targets for source in self.kind.sources(target))])
        columns = {name: self.found_objects[name.split("_", 1)[1]][rows] for name in names}
        keep = self.finite(columns, {}, len(rows)) & self.keep_event[event]
        columns.update({name: column[event] for name, column in self.event_columns.items()})
        columns.update(self.ids(event, self.object_index(rows), NEVER))
        return {name: chosen(column, keep) for name, column in columns.items()}

    def events_context(self, names):
        jets = collection("GenJet", {"GenJet_pt": self.chunk["GenJet_pt"]})
        ht = np.bincount(jets.event, weights=jets["pt"], minlength=self.size)
        return {"nGenJet": jets.counts.astype(np.int32), "GenJet_HT": ht.astype(np.float32), **{name: self.chunk[name] for name in names}}

    def events(self):
        events = np.arange(self.size)
        rows = self.generated_rows
        columns = {name: column for name, column in self.ids(events, NEVER, NEVER).items() if name not in ("object", "generator")}
        columns.update(self.event_columns)
        columns["n_generated"] = self.number(self.made.event[rows])
        columns["n_found"] = self.number(self.made.event[rows[self.found[rows] > 0]])
        columns["n_unmatched"] = self.number(self.found_objects.event[self.without_partner] if self.found_objects else NO_ROWS)
        return {name: chosen(column, self.keep_event) for name, column in columns.items()}

    def number(self, events):
        return np.bincount(events, minlength=self.size).astype(np.int32)


def chosen(column, keep):
    return column if keep.all() else column[keep]


def main(options):
    words = [word.strip() for word in options.targets.split(",") if word.strip()]
    extraction = Extraction.of(options.kind, options.rules, words, options.genCut, options.tables == "generated")
    told.result(extract(options.inputs, options.out, extraction, options.key))
