"""Every column of every table against a loop, on files of our own in three conventions and on real ones."""

import math

import h5py
import loop
import nano_files
import numpy as np
import uproot
from commands import Command
from real_files import real

from flashflow_nanoaod.extract import Extraction, event_context
from flashflow_nanoaod.inputs import Input
from flashflow_nanoaod.kinds import KINDS

V15_JETS = ["btagPNetB", "Jet_btagUParTAK4CvL", "nConstituents", "ptRatio", "massRatio", "etaMinusGen", "phiMinusGen", "chMultiplicity"]
ANGLES = ("phiMinusGen", "_dphi")


class ExtractTest(Command):
    def against_the_loop(self, kind, rules, paths, targets=("preset",), cut=None, keep=lambda row: True):
        out = self.folder / "rows.h5"
        words = ["--genCut", cut] if cut else []
        counts = self.done("extract", "--kind", kind, "--rules", rules, "--targets", ",".join(targets), "--out", out, *words, "--", *paths)
        extraction = Extraction.of(kind, rules, targets)
        source = Input(paths[0])
        names = dict.fromkeys([*extraction.branches(), *event_context([source], extraction)])
        expected = loop.tables(KINDS[kind], paths, rules, extraction.targets, list(names), keep)
        with h5py.File(out) as file:
            self.assertEqual(list(file), sorted(name for name in expected if kind == "jets" or name != "unmatched"))
            for name, table in file.items():
                self.same(name, table, expected[name])
                self.assertEqual(len(expected[name]), counts[name])
        return counts

    def same(self, name, table, rows):
        if rows:
            self.assertEqual(set(rows[0]), set(table), name)
        for column, data in table.items():
            self.assertEqual((len(rows),), data.shape, f"{name}/{column}")
            expected = np.array([row[column] for row in rows])
            if data.dtype.kind in "iu":
                self.assertEqual([int(value) for value in expected], data[:].tolist(), f"{name}/{column}")
            elif column.endswith(ANGLES):
                turned = (data[:] - expected + math.pi) % (2 * math.pi) - math.pi
                np.testing.assert_allclose(turned, 0, atol=1e-6, err_msg=f"{name}/{column}")
                self.assertTrue(np.all(np.abs(data[:]) <= np.float32(np.pi)))
            else:
                np.testing.assert_allclose(data[:], expected, rtol=2e-6, atol=1e-7, err_msg=f"{name}/{column}")

    def file(self, convention=nano_files.V9, count=80, seed=1, block=40, name="events.root", **more):
        return nano_files.save(self.folder / name, *nano_files.events(count, seed, convention, **more), convention, block=block)

    def test_every_convention_kind_and_rule(self):
        for number, convention in enumerate((nano_files.V9, nano_files.V12, nano_files.OWN)):
            path = self.file(convention, seed=number)
            for kind in KINDS:
                for rules in ("right", "flashsim"):
                    with self.subTest(convention=number, kind=kind, rules=rules):
                        self.against_the_loop(kind, rules, [path])

    def test_the_files_hold_what_they_are_to_test(self):
        path = self.file(muons=40.0)
        jets = self.against_the_loop("jets", "right", [path])
        self.assertGreater(min(jets["beyond"], jets["twice"], jets["unmatched"], jets["pairs"]), 10)
        self.assertGreater(self.against_the_loop("muons", "right", [path])["others"], 10)
        with h5py.File(self.folder / "rows.h5") as file:
            self.assertGreater(np.count_nonzero(file["pairs/MClosestJet_dr"][:] < 0.4), 5)
        self.against_the_loop("jets", "right", [path])
        with h5py.File(self.folder / "rows.h5") as file:
            right = file["pairs/MSecondClosestMuon_dr"][:]
            self.assertGreater(np.count_nonzero(right < 0.4), 5)
        self.against_the_loop("jets", "flashsim", [path])
        with h5py.File(self.folder / "rows.h5") as file:
            self.assertFalse(np.array_equal(right, file["pairs/MSecondClosestMuon_dr"][:]))

    def test_several_files_keep_their_order_and_exact_events(self):
        paths = [self.file(seed=seed, name=f"{seed}.root", count=30 + seed) for seed in (5, 3, 4)]
        self.against_the_loop("jets", "right", paths)
        with h5py.File(self.folder / "rows.h5") as file:
            self.assertEqual(list(range(30 + 5 + 30 + 3 + 30 + 4)), file["events/entry"][:].tolist())
            self.assertEqual(2**63, int(file["events/event"][0]))
            self.assertEqual(np.uint64, file["events/event"].dtype)

    def test_small_chunks_give_the_same(self):
        path = self.file(block=7)
        from flashflow_nanoaod import inputs

        before = inputs.CHUNK_BYTES
        inputs.CHUNK_BYTES = 20_000
        self.addCleanup(setattr, inputs, "CHUNK_BYTES", before)
        for kind in KINDS:
            self.against_the_loop(kind, "right", [path])

    def test_cuts_leave_generated_objects_and_their_pairs_out(self):
        path = self.file()
        cut = "MGenJet_pt > 20 && !(abs(MGenJet_eta) >= 2) || MClosestMuon_dr < 0.2"
        keep = lambda row: (row["MGenJet_pt"] > 20 and not abs(row["MGenJet_eta"]) >= 2) or row["MClosestMuon_dr"] < 0.2  # noqa: E731
        counts = self.against_the_loop("jets", "right", [path], cut=cut, keep=keep)
        self.assertGreater(counts["cut"], 10)
        self.against_the_loop("muons", "flashsim", [path], cut="MGenMuon_charge > 0", keep=lambda row: row["MGenMuon_charge"] > 0)

    def test_targets_by_any_spelling_with_the_branch_types(self):
        path = self.file(nano_files.V12)
        self.against_the_loop("jets", "right", [path], ["jetId", "Jet_area", "MJet_ptRatio", "mass"])
        with h5py.File(self.folder / "rows.h5") as file:
            self.assertEqual((np.uint8, np.float32), (file["pairs/MJet_jetId"].dtype, file["pairs/MJet_area"].dtype))

    def test_a_file_to_generate_into_needs_no_reconstruction(self):
        path = self.file()
        everything = self.done("extract", "--kind", "muons", "--out", self.folder / "all.h5", path)
        counts = self.done("extract", "--kind", "muons", "--tables", "generated", "--key", "abc é", "--out", self.folder / "some.h5", path)
        with h5py.File(self.folder / "all.h5") as whole, h5py.File(self.folder / "some.h5") as some:
            self.assertEqual(["events", "generated"], list(some))
            self.assertEqual("abc é", some.attrs["key"])
            for table in some:
                for column, data in some[table].items():
                    np.testing.assert_array_equal(whole[table][column][:], data[:])
        self.assertEqual(everything["generated"], counts["generated"])
        scalars, collections = nano_files.events(50)
        bare = nano_files.save(self.folder / "bare.root", scalars, {name: collections[name] for name in ("GenPart", "GenJet")})
        self.assertGreater(self.done("extract", "--kind", "jets", "--tables", "generated", "--out", self.folder / "bare.h5", bare)["generated"], 50)

    def test_nan_and_infinity_are_counted_by_branch(self):
        scalars, collections = nano_files.events(60)
        collections["Jet"]["qgl"].content[[3, 5]] = np.nan, np.inf
        collections["GenJet"]["mass"].content[2] = 0  # the ratio to it is infinite
        collections["GenPart"]["pt"].content[:] = np.nan
        scalars["Pileup_nTrueInt"][4] = np.inf
        path = nano_files.save(self.folder / "nan.root", scalars, collections)
        clean = nano_files.save(self.folder / "clean.root", *nano_files.events(60))
        counts = self.done("extract", "--kind", "jets", "--out", self.folder / "nan.h5", path)
        self.assertTrue(any("Jet_qgl is NaN or infinite 2 times" in line for line in self.told))
        before = self.done("extract", "--kind", "jets", "--out", self.folder / "clean.h5", clean)
        self.assertEqual(2, counts["dropped"]["Jet_qgl"])
        self.assertEqual(1, counts["dropped"]["Pileup_nTrueInt"])
        self.assertIn("MClosestMuon_pt", counts["dropped"])
        self.assertEqual(59, counts["events"])
        self.assertLess(counts["pairs"], before["pairs"])
        self.all_finite(self.folder / "nan.h5")
        collections["GenPart"]["pt"].content[:] = 10
        counts = self.done("extract", "--kind", "muons", "--out", self.folder / "muons.h5", nano_files.save(self.folder / "nan2.root", scalars, collections))
        self.assertEqual(1, counts["dropped"]["Pileup_nTrueInt"])  # once an event, though each of its muons has it
        self.all_finite(self.folder / "muons.h5")

    def all_finite(self, path):
        with h5py.File(path) as file:
            for table in file.values():
                for column, data in table.items():
                    self.assertTrue(np.isfinite(data[:]).all(), f"{table.name}/{column}")

    def test_real_files(self):
        files = {name: real(name) for name in ("nano_dy.root", "pfnano.root", "nano_tt_v15.root")}
        for name, kind, targets in (
            ("nano_dy.root", "jets", ["preset"]), ("nano_dy.root", "muons", ["preset"]), ("pfnano.root", "jets", ["preset"]),
            ("nano_tt_v15.root", "muons", ["preset"]), ("nano_tt_v15.root", "jets", V15_JETS),
        ):
            for rules in ("right", "flashsim"):
                with self.subTest(name=name, kind=kind, rules=rules):
                    self.against_the_loop(kind, rules, [files[name]], targets)

    def test_an_index_behind_the_end_in_a_real_file(self):
        path = real("nano_dy.root")
        tree = uproot.open(path)["Events"]
        numbers = tree["nGenJet"].array()
        beyond = sum(int(np.count_nonzero(indices >= numbers[event])) for event, indices in enumerate(tree["Jet_genJetIdx"].array()))
        self.assertEqual((2, 2), (beyond, self.done("extract", "--kind", "jets", "--out", self.folder / "rows.h5", path)["beyond"]))
