"""Writes raw rows and the noise-free values of FlashSim's jets and muons preprocessing, computed by numpy.

Run from lib/src/test: python python/make_preprocessing_reference.py
One file per preset: header line of column names, then pairs of lines: raw values, transformed values before noise.
A transformed value that the preset replaces by noise is written as nan.
"""

import sys

import numpy as np

SEED = 20240
ROWS = 40

JETS = (
    "MClosestMuon_dr MClosestMuon_pt MClosestMuon_deta MClosestMuon_dphi MSecondClosestMuon_dr MSecondClosestMuon_pt "
    "MSecondClosestMuon_deta MSecondClosestMuon_dphi MGenJet_eta MGenJet_mass MGenJet_phi MGenJet_pt "
    "MGenJet_partonFlavour MGenJet_hadronFlavour MJet_area MJet_btagCMVA MJet_btagCSVV2 MJet_btagDeepB MJet_btagDeepC "
    "MJet_btagDeepFlavB MJet_btagDeepFlavC MJet_etaMinusGen MJet_bRegCorr MJet_massRatio MJet_nConstituents "
    "MJet_phiMinusGen MJet_ptRatio MJet_qgl MJet_muEF MJet_puId MJet_jetId"
).split()
MUONS = (
    ["MGenMuon_eta", "MGenMuon_phi", "MGenMuon_pt", "MGenMuon_charge"]
    + [f"MGenPart_statusFlags{i}" for i in range(15)]
    + "MClosestJet_dr MClosestJet_deta MClosestJet_dphi MClosestJet_pt MClosestJet_mass Pileup_gpudensity Pileup_nPU "
    "Pileup_nTrueInt Pileup_pudensity Pileup_sumEOOT Pileup_sumLOOT MMuon_etaMinusGen MMuon_phiMinusGen MMuon_ptRatio "
    "MMuon_dxy MMuon_dxyErr MMuon_dz MMuon_dzErr MMuon_ip3d MMuon_isGlobal MMuon_isPFcand MMuon_isTracker "
    "MMuon_jetPtRelv2 MMuon_jetRelIso MMuon_mediumId MMuon_pfRelIso03_all MMuon_pfRelIso03_chg MMuon_pfRelIso04_all "
    "MMuon_ptErr MMuon_sip3d MMuon_softId MMuon_softMva MMuon_softMvaId".split()
)


def jets(rng):
    raw = {name: rng.normal(0, 2, ROWS) for name in JETS}
    raw["MJet_massRatio"] = rng.normal(3, 4, ROWS)
    raw["MJet_ptRatio"] = rng.normal(1.5, 1.5, ROWS)
    raw["MJet_jetId"] = rng.choice([0, 2, 6], ROWS).astype(float)
    raw["MJet_puId"] = rng.choice([0, 4, 6, 7], ROWS).astype(float)
    raw = {k: v.astype(np.float32).astype(np.float64) for k, v in raw.items()}
    out = dict(raw)
    out["MJet_massRatio"] = np.clip(raw["MJet_massRatio"], 0, 7)
    out["MJet_ptRatio"] = np.clip(raw["MJet_ptRatio"], 0, 3)
    for name in ["MJet_btagDeepB", "MJet_btagCSVV2", "MJet_btagDeepC", "MJet_qgl"]:
        out[name] = np.where(raw[name] < 0, -0.1, raw[name])
    return raw, out


def muons(rng):
    raw = {name: rng.normal(0, 1, ROWS) for name in MUONS}
    for name in ["MGenMuon_pt", "Pileup_sumEOOT", "MClosestJet_pt", "MClosestJet_mass", "Pileup_sumLOOT"]:
        raw[name] = rng.lognormal(3, 1, ROWS)
    for name in ["MMuon_etaMinusGen", "MMuon_phiMinusGen", "MMuon_dxy"]:
        raw[name] = rng.standard_t(2, ROWS) * 0.01
    raw["MMuon_ptRatio"] = 1 + 0.1 * rng.standard_t(2, ROWS)
    raw["MMuon_dz"] = rng.standard_t(1, ROWS) * 5
    for name in ["dxyErr", "dzErr", "ip3d", "ptErr", "sip3d", "jetPtRelv2", "jetRelIso"]:
        raw["MMuon_" + name] = rng.lognormal(0, 3, ROWS)
    for name in ["pfRelIso03_all", "pfRelIso03_chg", "pfRelIso04_all", "jetPtRelv2"]:
        raw["MMuon_" + name] = rng.lognormal(0, 3, ROWS) * (rng.random(ROWS) < 0.6)
    for name in ["isGlobal", "isPFcand", "isTracker", "mediumId", "softId", "softMvaId"]:
        raw["MMuon_" + name] = rng.integers(0, 2, ROWS).astype(float)
    raw = {k: v.astype(np.float32).astype(np.float64) for k, v in raw.items()}
    out = dict(raw)

    def put(name, function, low=-np.inf, high=np.inf):
        out[name] = function(np.clip(raw[name], low, high))

    put("MGenMuon_pt", np.log)
    put("Pileup_sumEOOT", np.log)
    for name in ["MClosestJet_pt", "MClosestJet_mass", "Pileup_sumLOOT"]:
        put(name, np.log1p)
    put("MMuon_etaMinusGen", lambda x: np.arctan(100 * x))
    put("MMuon_phiMinusGen", lambda x: np.arctan(80 * x))
    put("MMuon_ptRatio", lambda x: np.arctan(10 * (x - 1)))
    put("MMuon_dxy", lambda x: np.arctan(150 * x))
    put("MMuon_dz", lambda x: np.arctan(50 * x), -20, 20)
    put("MMuon_dxyErr", np.log1p, high=1)
    put("MMuon_sip3d", np.log1p, high=1000)
    put("MMuon_dzErr", lambda x: np.log(x + 0.001), high=1)
    put("MMuon_ip3d", lambda x: np.log(x + 0.001), high=1)
    put("MMuon_ptErr", lambda x: np.log(x + 0.001), high=300)
    put("MMuon_jetPtRelv2", lambda x: np.log(x + 0.001), high=200)
    put("MMuon_jetRelIso", lambda x: np.log(x + 0.08), high=100)
    for name, high in [("pfRelIso03_all", 100), ("pfRelIso03_chg", 40), ("pfRelIso04_all", 70)]:
        put("MMuon_" + name, lambda x: np.log(x + 1e-5), high=high)
    for name, threshold in [("jetPtRelv2", -4), ("pfRelIso03_all", -7.5), ("pfRelIso03_chg", -7.5), ("pfRelIso04_all", -7.5)]:
        column = out["MMuon_" + name]
        out["MMuon_" + name] = np.where(column <= threshold, np.nan, column)
    return raw, out


def write(path, names, raw, out):
    with open(path, "w") as file:
        file.write(f"# make_preprocessing_reference.py, seed {SEED}, numpy {np.__version__}, Python {sys.version.split()[0]}\n")
        file.write(",".join(names) + "\n")
        for row in range(ROWS):
            for values in (raw, out):
                file.write(",".join(repr(float(values[name][row])) for name in names) + "\n")


if __name__ == "__main__":
    generator = np.random.default_rng(SEED)
    write("resources/preprocessing/jets.csv", JETS, *jets(generator))
    write("resources/preprocessing/muons.csv", MUONS, *muons(generator))
