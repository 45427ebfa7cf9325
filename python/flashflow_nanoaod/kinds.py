"""Which columns there are: the context and the targets of FlashSim's jets and muons, and what newer files have instead."""

import difflib
from dataclasses import dataclass, field

from flashflow_nanoaod.faults import Fault

RULES = ("right", "flashsim")
PILEUP = tuple(f"Pileup_{name}" for name in "gpudensity nPU nTrueInt pudensity sumEOOT sumLOOT".split())
NEAR = ("dr", "deta", "dphi", "pt")
FLAGS = 15
PARTICLE_NET_B = "btagUParTAK4B btagPNetB btagDeepFlavB"
CHARM = "btagUParTAK4CvL btagUParTAK4CvB btagPNetCvL btagPNetCvB btagDeepFlavCvL btagDeepFlavCvB"
SUCCESSORS = {  # of columns that later versions of NanoAOD dropped; told where they are there
    "Jet_btagCMVA": PARTICLE_NET_B,
    "Jet_btagCSVV2": PARTICLE_NET_B,
    "Jet_btagDeepB": PARTICLE_NET_B,
    "Jet_btagDeepC": CHARM,
    "Jet_btagDeepFlavC": CHARM,
    "Jet_bRegCorr": "UParTAK4RegPtRawCorr PNetRegPtRawCorr",
    "Jet_qgl": "btagUParTAK4QvG btagPNetQvG btagDeepFlavQG",
    "Jet_puId": "puIdDisc",
    "Jet_jetId": "chMultiplicity neMultiplicity chHEF neHEF neEmEF muEF chEmEF",
    "Muon_softMva": "softMvaRun3",
}


@dataclass(frozen=True)
class Kind:
    """Jets or muons: collections, names, and the derived targets with the branches that they need."""

    name: str
    object: str
    generator: str
    partner: str  # the branch with the index of the generator object
    context: tuple
    preset: tuple
    ratios: dict = field(default_factory=dict)  # derived target -> column of both collections

    @property
    def prefix(self):
        return f"M{self.object}_"

    @property
    def derived(self):
        return ("etaMinusGen", "phiMinusGen", *self.ratios)

    def targets(self, words):
        """Target names from `preset`, or names with or without Jet_ or MJet_; refuses repeated ones."""
        chosen = [name for word in words for name in (self.preset if word == "preset" else [self.bare(word)])]
        for name in chosen:
            if chosen.count(name) > 1:
                raise Fault(f"The target {name} is named twice: name it once.")
        if not chosen:
            raise Fault("No target is named: name some, or leave --targets out for FlashSim's.")
        return chosen

    def bare(self, word):
        for prefix in (self.prefix, self.object + "_"):
            if word.startswith(prefix):
                return word[len(prefix) :]
        other = next((each for each in (JETS, MUONS) if each is not self and word.startswith((each.prefix, each.object + "_"))), None)
        if other:
            raise Fault(f"{word} is no target of {self.name}: it belongs to {other.name}.")
        return word

    def sources(self, target):
        """The object's branches that a target is made from."""
        if target in self.derived:
            column = self.ratios.get(target, "eta" if target == "etaMinusGen" else "phi")
            return (f"{self.object}_{column}",)
        return (f"{self.object}_{target}",)

    def kinematics(self):
        return [f"{self.object}_{column}" for column in ("pt", "eta", "phi", "mass")]


JETS = Kind(
    "jets", "Jet", "GenJet", "Jet_genJetIdx",
    (
        *(f"M{which}ClosestMuon_{each}" for which in ("", "Second") for each in ("dr", "pt", "deta", "dphi")),
        *(f"MGenJet_{each}" for each in "eta mass phi pt partonFlavour hadronFlavour".split()),
    ),
    tuple(
        "area btagCMVA btagCSVV2 btagDeepB btagDeepC btagDeepFlavB btagDeepFlavC etaMinusGen bRegCorr massRatio nConstituents phiMinusGen "
        "ptRatio qgl muEF puId jetId".split()
    ),
    {"ptRatio": "pt", "massRatio": "mass"},
)
MUONS = Kind(
    "muons", "Muon", "GenPart", "Muon_genPartIdx",
    (
        *(f"MGenMuon_{each}" for each in ("eta", "phi", "pt", "charge")),
        *(f"MGenPart_statusFlags{flag}" for flag in range(FLAGS)),
        *(f"MClosestJet_{each}" for each in (*NEAR, "mass")),
        *PILEUP,
    ),
    tuple(
        "etaMinusGen phiMinusGen ptRatio dxy dxyErr dz dzErr ip3d isGlobal isPFcand isTracker jetPtRelv2 jetRelIso mediumId pfRelIso03_all "
        "pfRelIso03_chg pfRelIso04_all ptErr sip3d softId softMva softMvaId".split()
    ),
    {"ptRatio": "pt"},
)
KINDS = {kind.name: kind for kind in (JETS, MUONS)}


def instead(branch, there):
    """" (it has ...)": known successors of a branch and names like its own, of those in the file."""
    object_ = branch.split("_")[0]
    known = [f"{object_}_{name}" for name in SUCCESSORS.get(branch, "").split()]
    found = [name for name in known if name in there]
    near = difflib.get_close_matches(branch, [name for name in there if name.startswith(object_ + "_")], n=3, cutoff=0.75)
    names = found or near
    return f" (it has {', '.join(names)})" if names else ""
