"""NanoAOD-like files of the tests' own: random events with everything that goes wrong in real ones, in the conventions of v9 or v12."""

import numpy as np
import uproot

from flashflow_nanoaod.flat import Jagged
from flashflow_nanoaod.kinds import JETS, MUONS, PILEUP
from flashflow_nanoaod.leaves import Leaf
from flashflow_nanoaod.trees import TreeWriter, compression

INTEGERS = {"Jet": {"nConstituents", "puId", "jetId"}, "Muon": set()}
FLAGS = {"isGlobal", "isPFcand", "isTracker", "mediumId", "softId", "softMvaId"}


class Convention:
    """Types of v9 (v12 shortened indices, flags and flavours, and made counters signed) and whether each branch counts for itself."""

    def __init__(self, new=False, own_counters=False):
        self.counter = np.dtype(np.int32 if new else np.uint32)
        self.index = np.dtype(np.int16 if new else np.int32)
        self.flags = np.dtype(np.uint16 if new else np.int32)
        self.small = np.dtype(np.uint8 if new else np.int32)
        self.own_counters = own_counters

    def leaf(self, collection, column, values):
        name = f"{collection}_{column}"
        return Leaf(name, values.dtype, f"n{name}" if self.own_counters else f"n{collection}", f"about {name}")


V9, V12, OWN = Convention(), Convention(new=True), Convention(new=True, own_counters=True)


def events(count, seed=0, convention=V9, muons=2.0, jets=4.0):
    """Scalars (name -> values) and collections (name -> column -> Jagged). Unmatched objects, partners behind the end, muons without last copy,
    two muons at one place, events with nothing in them, angles at the edge, all occur."""
    random = np.random.default_rng(seed)
    scalars = scalar_columns(random, count)
    particles = generated_particles(random, count, convention, muons)
    generated = generated_jets(random, count, convention, jets, particles)
    found_jets = reconstructed(random, "Jet", generated, convention)
    found_muons = reconstructed(random, "Muon", particles, convention)
    electrons = collection(random, random.poisson(1.0, count), {"pt": pts, "eta": etas, "phi": phis})
    electrons["jetIdx"] = Jagged(electrons["pt"].offsets, random.integers(-1, 3, len(electrons["pt"].content)).astype(convention.index))
    return scalars, {"GenPart": particles, "GenJet": generated, "Jet": found_jets, "Muon": found_muons, "Electron": electrons}


def scalar_columns(random, count):
    scalars = {
        "run": np.ones(count, dtype=np.uint32),
        "luminosityBlock": (np.arange(count) // 100).astype(np.uint32),
        "event": np.uint64(2**63) + np.arange(count, dtype=np.uint64) * np.uint64(3),  # beyond what a double or a long holds
        "GenMET_pt": pts(random, count), "GenMET_phi": phis(random, count), "MET_pt": pts(random, count),
        "HLT_IsoMu24": random.random(count) < 0.3,
    }
    for name in PILEUP:
        scalars[name] = random.poisson(30, count).astype(np.int32) if name[7:] in ("nPU", "sumEOOT", "sumLOOT") else pts(random, count)
    return scalars


def pts(random, size):
    return random.exponential(25, size).astype(np.float32) + np.float32(1)


def etas(random, size):
    return (random.integers(-60, 61, size) / 25).astype(np.float32)  # coarse: distances repeat


def phis(random, size):
    return np.where(random.random(size) < 0.1, np.float32(np.pi), random.uniform(-np.pi, np.pi, size)).astype(np.float32)


def collection(random, counts, columns):
    offsets = np.concatenate([[0], np.cumsum(counts)])
    return {name: Jagged(offsets, make(random, offsets[-1])) for name, make in columns.items()}


def generated_particles(random, count, convention, muons):
    made = collection(random, random.poisson(muons * 3, count), {"pt": pts, "eta": etas, "phi": phis})
    size, offsets = len(made["pt"].content), made["pt"].offsets
    twins = np.flatnonzero(random.random(size) < 0.1)
    for name in ("eta", "phi"):
        made[name].content[twins] = made[name].content[twins - 1]
    made["pdgId"] = Jagged(offsets, random.choice(np.array([13, -13, 11, 21, 5], dtype=np.int32), size))
    made["statusFlags"] = Jagged(offsets, random.integers(0, 1 << 15, size).astype(convention.flags))
    return made


def generated_jets(random, count, convention, jets, particles):
    counts = random.poisson(jets, count)
    counts[::7] = 0
    made = collection(random, counts, {"pt": pts, "eta": etas, "phi": phis, "mass": pts})
    size, offsets = len(made["pt"].content), made["pt"].offsets
    made["partonFlavour"] = Jagged(offsets, random.integers(-5, 22, size).astype(convention.index))
    made["hadronFlavour"] = Jagged(offsets, random.choice(np.array([0, 4, 5], dtype=np.uint8), size))
    near_particles(random, made, particles)
    return made


def near_particles(random, jets, particles):
    """Half of the jets lie near a particle of their event, so that there are muons in cones."""
    event = np.repeat(np.arange(len(jets["pt"])), np.diff(jets["pt"].offsets))
    number = np.diff(particles["pt"].offsets)[event]
    moved = np.flatnonzero((number > 0) & (random.random(len(event)) < 0.6))
    at = particles["pt"].offsets[event[moved]] + (random.random(len(moved)) * number[moved]).astype(int)
    for name in ("eta", "phi"):
        jets[name].content[moved] = particles[name].content[at] + (random.integers(-5, 6, len(moved)) / 25).astype(np.float32)
    jets["phi"].content[:] = (jets["phi"].content + np.pi) % (2 * np.pi) - np.pi


def reconstructed(random, name, generated, convention):
    kind = {"Jet": JETS, "Muon": MUONS}[name]
    number = np.diff(generated["pt"].offsets)
    counts = random.binomial(number + 1, 0.7)
    made = collection(random, counts, {"pt": pts, "eta": etas, "phi": phis, "mass": pts})
    size, offsets = len(made["pt"].content), made["pt"].offsets
    for column in kind.preset:
        if column not in kind.derived:
            made[column] = Jagged(offsets, target(random, name, column, size, convention))
    event = np.repeat(np.arange(len(counts)), counts)
    highest = number[event] + (1 if name == "Jet" else 0)  # genJetIdx == nGenJet occurs
    partner = np.minimum((random.random(size) * (highest + 1)).astype(int) - 1, highest - 1)
    made[kind.partner.split("_")[1]] = Jagged(offsets, partner.astype(convention.index))
    made["charge" if name == "Muon" else "muonIdx1"] = Jagged(offsets, random.integers(-1, 2, size).astype(convention.index))
    return made


def target(random, name, column, size, convention):
    if column in FLAGS:
        return random.random(size) < 0.7
    if column in INTEGERS[name]:
        return random.integers(0, 8, size).astype(convention.small)
    return random.normal(size=size).astype(np.float32)


def save(path, scalars, collections, convention=V9, how="zlib:1", block=0, name="Events"):
    """As a NanoAOD file; `block` events a basket, all of them without it."""
    leaves = [Leaf(column, values.dtype, title=f"about {column}") for column, values in scalars.items()]
    for collection_, columns in collections.items():
        leaves.append(Leaf(f"n{collection_}", convention.counter, title=f"number of {collection_}"))
        made = [convention.leaf(collection_, column, jagged.content) for column, jagged in columns.items()]
        leaves += [Leaf(leaf.counter, convention.counter) for leaf in made if convention.own_counters] + made
    with uproot.recreate(path, compression=compression(how)) as file:
        tree = TreeWriter(file, name, "Events", leaves)
        count = len(next(iter(scalars.values())))
        for first in range(0, count, block or max(1, count)):
            tree.extend(part(scalars, collections, convention, first, min(count, first + (block or count))))
        runs = {"run": np.ones(1, dtype=np.uint32), "genEventCount": np.array([count], dtype=np.int64), "genEventSumw": np.array([float(count)])}
        TreeWriter(file, "Runs", "Runs", [Leaf(column, values.dtype) for column, values in runs.items()]).extend(runs)
    return path


def part(scalars, collections, convention, first, end):
    columns = {name: values[first:end] for name, values in scalars.items()}
    for name, members in collections.items():
        for column, jagged in members.items():
            offsets = jagged.offsets[first : end + 1]
            columns[f"{name}_{column}"] = Jagged(offsets - offsets[0], jagged.content[offsets[0] : offsets[-1]])
        if convention.own_counters:
            columns[f"n{name}"] = np.diff(offsets).astype(convention.counter)
    return columns
