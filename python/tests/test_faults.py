"""Bad input: one sentence each, status 2, nothing written."""

import os
import shutil
import subprocess
import sys

import nano_files
import numpy as np
import uproot
from commands import Command
from test_write import PACKAGE

from flashflow_nanoaod.flat import Jagged
from flashflow_nanoaod.trees import lists


class FaultsTest(Command):
    def setUp(self):
        super().setUp()
        self.out = self.folder / "rows.h5"
        self.source = self.folder / "events.root"

    def save(self, scalars=None, collections=None, **more):
        made = nano_files.events(30)
        return nano_files.save(self.source, scalars or made[0], collections or made[1], **more)

    def refused(self, pattern, *inputs, kind="jets", words=()):
        return self.fails(pattern, "extract", "--kind", kind, *words, "--out", self.out, "--", *(inputs or [self.source]))

    def test_no_such_file(self):
        self.refused("There is no file .*events.root: correct its name")
        self.refused("is a folder", self.folder)

    def test_not_root(self):
        self.source.write_bytes(b"PK\x03\x04 something else")
        self.refused("is not a ROOT file")
        self.source.write_bytes(b"")
        self.refused("is not a ROOT file")
        self.source.write_bytes(b"root")
        self.refused("is cut short or damaged, its list of contents")

    def test_no_events_tree(self):
        self.save(name="Other")
        self.refused("has no tree Events, it holds Other, Runs: name a NanoAOD file")

    def test_data(self):
        scalars, collections = nano_files.events(30)
        self.save(scalars, {name: collections[name] for name in ("Jet", "Muon")})
        self.refused("has no generator part .* as data have none")

    def test_missing_branches_are_told_together(self):
        scalars, collections = nano_files.events(30)
        for name in ("btagCMVA", "qgl", "puId"):
            del collections["Jet"][name]
        collections["Jet"]["btagPNetB"] = collections["Jet"]["area"]
        collections["Jet"]["btagDeepFlavQG"] = collections["Jet"]["area"]
        self.save(scalars, collections)
        told = self.refused(r"no branch Jet_btagCMVA \(it has Jet_btagPNetB, Jet_btagDeepFlavB\); no Jet_qgl \(it has Jet_btagDeepFlavQG\)")
        self.assertIn("no Jet_puId", told)
        self.refused("no branch Jet_btagDeepFlavBB .it has Jet_btagDeepFlavB", words=["--targets", "btagDeepFlavBB"])
        self.refused("Muon_pt is no target of jets", words=["--targets", "Muon_pt"])
        self.refused("ptRatio is named twice", words=["--targets", "ptRatio,MJet_ptRatio"])
        self.refused("No target is named", words=["--targets", ","])
        self.refused("names mass, which is no context column", words=["--genCut", "mass > 1"])
        scalars.pop("Pileup_nPU")
        self.save(scalars, collections)
        self.refused("no branch Pileup_nPU", kind="muons")

    def test_cut_short(self):
        self.save(how="none", block=10)
        whole = self.source.read_bytes()
        for part in (0.1, 0.3, 0.5, 0.7, 0.9):
            with self.subTest(part):
                self.source.write_bytes(whole[: int(len(whole) * part)])
                self.refused("cut short or damaged")

    def test_an_index_behind_the_end(self):
        scalars, collections = nano_files.events(30)
        collections["Muon"]["genPartIdx"].content[4] = 1000
        self.save(scalars, collections)
        self.refused(r"Muon_genPartIdx is 1000 in event \d+ \(entry \d+\) of .*, which has \d+ generated particles", kind="muons")

    def test_collections_of_two_lengths(self):
        scalars, collections = nano_files.events(30, convention=nano_files.OWN)
        shorter = collections["Jet"]["qgl"]
        counts = np.diff(shorter.offsets)
        counts[np.flatnonzero(counts)[0]] -= 1
        collections["Jet"]["qgl"] = Jagged(np.concatenate([[0], np.cumsum(counts)]), shorter.content[:-1])
        self.save(scalars, collections, convention=nano_files.OWN)
        self.refused("Jet_genJetIdx and Jet_qgl differ in their number|Jet_.* and Jet_qgl differ in their number")

    def test_nothing_in_it(self):
        self.save(*nano_files.events(0))
        self.refused("There is no event in")
        scalars, collections = nano_files.events(30)
        collections["Jet"]["genJetIdx"].content[:] = -1
        self.save(scalars, collections)
        self.refused("No jet of .* belongs to a generated one: name")
        self.save()
        self.refused("belongs to a generated one that passes the cuts", words=["--genCut", "MGenJet_pt > 1e9"])

    def test_an_empty_file_among_others_is_told(self):
        self.save()
        empty = nano_files.save(self.folder / "empty.root", *nano_files.events(0))
        self.done("extract", "--kind", "jets", "--out", self.out, empty, self.source)
        self.assertTrue(any("empty.root has no events" in line for line in self.told))

    def test_an_rntuple(self):
        if not hasattr(uproot.writing.writable.WritableDirectory, "mkrntuple"):
            self.skipTest("this uproot writes no RNTuple")
        with uproot.recreate(self.source) as file:
            file.mkrntuple("Events", {"run": np.ones(3, dtype=np.uint32)})
        self.refused("Events in .* is a ROOT::RNTuple and not a TTree: write it as a TTree first")

    def test_twice_the_same(self):
        self.save()
        copy = shutil.copy(self.source, self.folder / "copy.root")
        self.refused("are the same file", self.source, copy)
        self.refused("are the same file", self.source, self.folder / "." / "events.root")

    def test_output_and_places(self):
        self.save()
        self.fails("both input and output", "extract", "--kind", "jets", "--out", self.source, self.source)
        self.fails("There is no folder", "extract", "--kind", "jets", "--out", self.folder / "a" / "b.h5", self.source)
        self.fails("is a folder: name a file to write to", "extract", "--kind", "jets", "--out", self.folder, self.source)

    def test_words(self):
        self.fails("The following arguments are required: look.extract.write.toy")
        self.fails("--kind", "extract", "--out", self.out, self.source)
        self.fails("invalid choice: 'taus'", "extract", "--kind", "taus", "--out", self.out, self.source)

    def test_other_trees_and_look(self):
        self.save()
        found = self.done("look", self.source)
        self.assertEqual((30, True, "ZLIB(1)"), (found["events"], found["simulation"], found["compression"]))
        jets = {branch["name"]: branch for branch in found["branches"]}
        self.assertEqual({"name": "Jet_pt", "type": "float32", "counter": "nJet", "shape": [], "title": "about Jet_pt"}, jets["Jet_pt"])
        self.fails("There is no file", "look", self.folder / "none.root")

    def test_what_python_lacks(self):
        """An empty folder in front of everything hides uproot."""
        (self.folder / "uproot").mkdir()
        (self.folder / "uproot" / "__init__.py").write_text("raise ImportError('hidden')\n")
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(self.folder), str(PACKAGE)])}
        words = [sys.executable, "-m", "flashflow_nanoaod", "look", "x.root"]
        done = subprocess.run(words, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)
        self.assertRegex(done.stderr, "has no uproot: run ./kernel-setup/run nanoaod, or .* -m pip install --upgrade")
        self.assertEqual(2, done.returncode)
        for version in ("4.3.7", "5.6.9", "5.10.0rc1"):
            (self.folder / "uproot" / "__init__.py").write_text(f"__version__ = '{version}'\n")
            done = subprocess.run(words, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)
            old = f"has uproot {version} instead of 5.7 or later: run ./kernel-setup/run nanoaod, or " in done.stderr
            self.assertEqual(version != "5.10.0rc1", old, done.stderr)

    def test_it_reads_what_uproot_itself_writes(self):
        """A file by somebody else: a counter of its own for each branch, in int32, as uproot's plain dictionaries make."""
        scalars, collections = nano_files.events(20)
        with uproot.recreate(self.source) as file:
            content = dict(scalars)
            for name, columns in collections.items():
                content.update({f"{name}_{column}": lists(jagged) for column, jagged in columns.items()})
            types = {name: values.type if hasattr(values, "type") else values.dtype for name, values in content.items()}
            file.mktree("Events", types).extend(content)
        self.assertGreater(self.done("extract", "--kind", "jets", "--out", self.out, self.source)["pairs"], 5)
