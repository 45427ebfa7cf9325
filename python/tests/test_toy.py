"""Toy events become a NanoAOD-like file, which goes through extraction and writing."""

import h5py
import nano_files
import numpy as np
import uproot
from commands import Command
from test_write import leaves, objects


def toy_events(path, count=40, seed=3, **changes):
    scalars, collections = nano_files.events(count, seed)
    with h5py.File(path, "w") as file:
        for name, values in scalars.items():
            if not name.startswith("HLT"):
                file[f"events/{name}"] = values
        file["events/entry"] = np.arange(count)
        for name in ("GenPart", "GenJet", "Jet", "Muon"):
            columns = collections[name]
            offsets = columns["pt"].offsets
            file[f"{name}/entry"] = np.repeat(np.arange(count), np.diff(offsets))
            for column, jagged in columns.items():
                file[f"{name}/{column}"] = jagged.content
        for name, values in changes.items():
            group, column = name.split("__")
            if f"{group}/{column}" in file:
                del file[f"{group}/{column}"]
            file[f"{group}/{column}"] = values
    return path, scalars, collections


class ToyTest(Command):
    def test_a_toy_file_is_as_its_events(self):
        events, scalars, collections = toy_events(self.folder / "toy.h5")
        self.done("toy", "--events", events, "--out", self.folder / "toy.root")
        file = uproot.open(self.folder / "toy.root")
        tree = file["Events"]
        for name, values in scalars.items():
            if not name.startswith("HLT"):
                np.testing.assert_array_equal(values, tree[name].array())
        for name in ("GenPart", "GenJet", "Jet", "Muon"):
            for column, jagged in collections[name].items():
                found = tree[f"{name}_{column}"].array().layout
                np.testing.assert_array_equal(jagged.offsets, found.offsets)
                np.testing.assert_array_equal(jagged.content, found.content.data)
        told = leaves(tree)
        self.assertEqual(("TLeafI", "nJet", True, 4), told["nJet"][:4])
        self.assertEqual(("TLeafF", "Jet_pt[nJet]", False, 4), told["Jet_pt"][:4])
        self.assertEqual(("TLeafO", "Muon_isGlobal[nMuon]"), told["Muon_isGlobal"][:2])
        self.assertEqual(("TLeafI", "Jet_genJetIdx[nJet]", False, 4), told["Jet_genJetIdx"][:4])
        self.assertEqual(("TLeafB", "Electron_lostHits[nElectron]", True, 1), told["Electron_lostHits"][:4])
        self.assertEqual({0, 1, 2}, set(tree["nElectron"].array().to_list()))
        leading = [max(pts, default=0) > 24 for pts in tree["Muon_pt"].array().to_list()]
        self.assertEqual(leading, tree["HLT_IsoMu24"].array().to_list())
        self.assertEqual(40, file["Runs/genEventCount"].array()[0])

    def test_there_and_back(self):
        events, _, _ = toy_events(self.folder / "toy.h5")
        source = self.folder / "toy.root"
        self.done("toy", "--events", events, "--out", source)
        for kind in ("jets", "muons"):
            self.assertGreater(self.done("extract", "--kind", kind, "--out", self.folder / f"{kind}.h5", source)["pairs"], 5)
        made = objects(self.folder / "objects.h5", source, 2)
        self.done("write", "--objects", made, "--out", self.folder / "out.root", source)
        out, before = (uproot.open(self.folder / name)["Events"] for name in ("out.root", "toy.root"))
        for fold in (0, 1):
            self.assertEqual(before["Electron_pt"].array().to_list(), out["Electron_pt"].array()[fold::2].to_list())
        for name in ("MET_pt", "HLT_IsoMu24", "genWeight", "event"):
            np.testing.assert_array_equal(np.repeat(before[name].array(), 2), out[name].array())

    def test_the_same_twice(self):
        events, _, _ = toy_events(self.folder / "toy.h5")
        for name in ("a.root", "b.root"):
            self.done("toy", "--events", events, "--out", self.folder / name)
        first, second = (uproot.open(self.folder / name)["Events"].arrays() for name in ("a.root", "b.root"))
        self.assertEqual(first.to_list(), second.to_list())

    def test_refusals(self):
        out = self.folder / "toy.root"
        for changes, pattern in (
            ({"Jet__entry": np.zeros(3, dtype=np.int64)}, "other columns of its group another number"),
            ({"Muon__pt": np.full(2, 1.0)}, "other columns of its group"),
        ):
            events, _, _ = toy_events(self.folder / "toy.h5", **changes)
            self.fails(pattern, "toy", "--events", events, "--out", out)
        with h5py.File(events, "w") as file:
            file["events/event"] = np.zeros(0, dtype=np.uint64)
        self.fails("holds no event", "toy", "--events", events, "--out", out)
        with h5py.File(events, "w") as file:
            file["jets/pt"] = [1.0]
        self.fails("no group /events", "toy", "--events", events, "--out", out)
        events, _, _ = toy_events(self.folder / "toy.h5")
        with h5py.File(events, "a") as file:
            file["Jet/entry"][0] = 39
        self.fails("is not in order", "toy", "--events", events, "--out", out)
        events, _, _ = toy_events(self.folder / "toy.h5")
        with h5py.File(events, "a") as file:
            values = file["Jet/jetId"][:].astype(np.int64)
            values[2] = 2**40
            del file["Jet/jetId"]
            file["Jet/jetId"] = values
        self.fails("Jet_jetId is 1099511627776 in entry", "toy", "--events", events, "--out", out)
