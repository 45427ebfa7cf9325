"""Makes data/kinds.h5: the same thousand toy jets, kept in the ways of the field, for notebook 02 and docs/what-opens.md.

Run with: python make_kinds.py JETS_RAW OUT, with h5py, pandas and PyTables.
"""

import sys
import warnings
from pathlib import Path

import h5py
import numpy as np
import pandas as pd

warnings.simplefilter("ignore")
source, out = Path(sys.argv[1]), Path(sys.argv[2])
GZIP = {"compression": "gzip", "shuffle": True, "track_times": False}

with h5py.File(source) as file:
    names = list(file["data"].attrs["columns"])
    names = [name.decode() if isinstance(name, bytes) else name for name in names]
    data = file["data"][:1000]
    # Two jets make an event.
    data = data[: len(data) // 2 * 2]
    ROWS = len(data)


def raw(name):
    return data[:, names.index(name)]


event = 9_007_199_254_740_993 + np.arange(ROWS) // 2
gen_pt, gen_eta, flavour = raw("MGenJet_pt"), raw("MGenJet_eta"), raw("MGenJet_hadronFlavour").astype("i1")
pt = gen_pt * raw("MJet_ptRatio")
eta = gen_eta + raw("MJet_etaMinusGen")
btag = raw("MJet_btagDeepB")
tight = raw("MJet_jetId") > 5
columns = {
    "gen_pt": gen_pt,
    "gen_eta": gen_eta,
    "gen_flavour": flavour,
    "pt": pt,
    "eta": eta,
    "btag": btag,
    "event": event,
    "is_tight": tight,
}

with h5py.File(out, "w") as file:
    for name, values in columns.items():
        file.create_dataset(f"events/jets/{name}", data=values, **GZIP)
    file["events/jets/pt"].attrs["unit"] = "GeV"
    compound = np.zeros(ROWS, [(name, values.dtype) for name, values in columns.items()])
    for name, values in columns.items():
        compound[name] = values
    file.create_dataset("jets", data=compound, **GZIP)
    pairs = compound.reshape(-1, 2)
    padded = np.zeros((ROWS // 2, 2), [("pt", "f4"), ("eta", "f4"), ("valid", "?")])
    padded["pt"], padded["eta"], padded["valid"] = pairs["pt"], pairs["eta"], pairs["is_tight"]
    file.create_dataset("padded", data=padded, **GZIP)
    momenta = file.create_group("momenta")
    momenta.create_dataset("pt", data=pairs["pt"], **GZIP)
    momenta.create_dataset("eta", data=pairs["eta"], **GZIP)
    momenta.create_dataset("MASK", data=pairs["is_tight"], **GZIP)
    momenta.create_dataset("n_jets", data=np.full(ROWS // 2, 2, "i4"), **GZIP)
    momenta.create_dataset("met", data=pairs["gen_pt"].sum(1), **GZIP)
    features = np.stack([pairs["pt"], pairs["eta"], pairs["btag"]], axis=2)
    file.create_dataset("features/data", data=features, **GZIP)
    file["features/labels"] = np.array([b"pt", b"eta", b"btag"])
    particles = file.create_dataset("particles", data=np.stack([gen_pt, gen_eta, pt, eta], axis=1), **GZIP)
    particles.attrs["properties"] = ["gen_pt", "gen_eta", "pt", "eta"]
    file.create_dataset("matrix", data=np.stack([gen_pt, gen_eta, pt, eta], axis=1), **GZIP)
    file.create_dataset("matlab/pt", data=pt[None, :], **GZIP)
    file.create_dataset("matlab/eta", data=eta[None, :], **GZIP)
    file.create_dataset("hits/energy/flattened_data", data=pt, **GZIP)
    file.create_dataset("hits/energy/cumulative_length", data=2 * np.arange(1, ROWS // 2 + 1), **GZIP)
    file.create_dataset("hits/time/flattened_data", data=eta, **GZIP)
    file.create_dataset("hits/time/cumulative_length", data=2 * np.arange(1, ROWS // 2 + 1), **GZIP)

frame = pd.DataFrame(columns)
frame.to_hdf(out, key="frame", format="fixed", mode="a", complevel=4, complib="zlib")
frame.to_hdf(out, key="table", format="table", mode="a", complevel=4, complib="zlib")
