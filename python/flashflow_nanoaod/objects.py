"""Generator objects with their context, one row each: what a flow is conditioned on."""

from dataclasses import dataclass

import numpy as np

from flashflow_nanoaod.flat import collection
from flashflow_nanoaod.kinds import FLAGS, JETS, PILEUP
from flashflow_nanoaod.nearby import Neighbours

LAST_COPY = 1 << 13  # GenPart_statusFlags, bit 13: isLastCopy
MUON = 13


@dataclass
class Generated:
    """Generator objects: their event, their index in it, the context's columns, and whether a simulation starts from them."""

    event: np.ndarray
    index: np.ndarray
    context: dict
    starts: np.ndarray
    row: np.ndarray  # of each object of the whole collection: its row here, or -1


def branches(kind):
    """What the context is made from."""
    jets = ["GenJet_eta", "GenJet_phi", "GenJet_pt", "GenJet_mass"]
    particles = ["GenPart_pdgId", "GenPart_statusFlags", "GenPart_eta", "GenPart_phi", "GenPart_pt"]
    return [*jets, *particles, *(["GenJet_partonFlavour", "GenJet_hadronFlavour"] if kind is JETS else PILEUP)]


def generated(kind, rules, chunk, partners):
    """`partners`: the generator objects (row in the flat collection) that reconstructed ones name."""
    make = jets if kind is JETS else muons
    made = make(rules, chunk, partners)
    made.context = {name: made.context[name] for name in kind.context}
    return made


def jets(rules, chunk, partners):
    jets_, particles = collection("GenJet", chunk), collection("GenPart", chunk)
    muons_ = np.flatnonzero(is_muon(particles, last_copy=rules == "right"))
    near = Neighbours((jets_.event, jets_["eta"], jets_["phi"]), (particles.event_of(muons_), particles["eta"][muons_], particles["phi"][muons_]))
    pts = {"pt": particles["pt"][muons_]}
    second = near.second() if rules == "right" else near.before_closest()
    context = {
        **near.columns(near.closest(), "MClosestMuon_", pts),
        **near.columns(second, "MSecondClosestMuon_", pts),
        **{f"MGenJet_{name}": jets_[name] for name in ("eta", "mass", "phi", "pt", "partonFlavour", "hadronFlavour")},
    }
    rows = np.arange(jets_.size)
    return Generated(jets_.event, jets_.index_of(rows, jets_.event), context, np.ones(jets_.size, dtype=bool), rows)


def muons(rules, chunk, partners):
    jets_, particles = collection("GenJet", chunk), collection("GenPart", chunk)
    starts = is_muon(particles, last_copy=True)
    kept = starts
    if rules == "flashsim":  # whatever particle a muon names
        kept = starts.copy()
        kept[partners] = True
    rows = np.flatnonzero(kept)
    event, eta, phi = particles.event_of(rows), particles["eta"][rows], particles["phi"][rows]
    near = Neighbours((event, eta, phi), (jets_.event, jets_["eta"], jets_["phi"]))
    context = {
        "MGenMuon_eta": eta,
        "MGenMuon_phi": phi,
        "MGenMuon_pt": particles["pt"][rows],
        "MGenMuon_charge": charge(particles["pdgId"][rows], rules),
        **flags(particles["statusFlags"][rows]),
        **near.columns(near.closest(), "MClosestJet_", {"pt": jets_["pt"], "mass": jets_["mass"]}),
        **{name: chunk[name][event] for name in PILEUP},
    }
    row = np.full(particles.size, -1, dtype=np.int64)
    row[rows] = np.arange(len(rows))
    return Generated(event, particles.index_of(rows, event), context, starts[rows], row)


def is_muon(particles, last_copy):
    muon = np.abs(particles["pdgId"]) == MUON
    return muon & ((particles["statusFlags"] & LAST_COPY) != 0) if last_copy else muon


def charge(pdg_id, rules):
    """A mu- has the PDG id 13; the macros give it +1, and -1 to -13 alone."""
    if rules == "flashsim":
        return np.where(pdg_id == -MUON, -1, 1).astype(np.int32)
    return -np.sign(pdg_id).astype(np.int32)


def flags(bits):
    return {f"MGenPart_statusFlags{bit}": ((bits >> bit) & 1).astype(np.uint8) for bit in range(FLAGS)}
