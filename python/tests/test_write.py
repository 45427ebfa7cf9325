"""Objects come back in their events; everything else of the file is as it was."""

import gc
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import h5py
import nano_files
import numpy as np
import uproot
from commands import Command
from real_files import real

from flashflow_nanoaod.flat import Jagged
from flashflow_nanoaod.inputs import inputs
from flashflow_nanoaod.trees import lists
from flashflow_nanoaod.whole import HOST

PACKAGE = Path(__file__).resolve().parents[1]
MODULE = [sys.executable, "-m", "flashflow_nanoaod"]
SLOWLY = [sys.executable, "-c", "from flashflow_nanoaod import command, inputs; inputs.CHUNK_BYTES = 20_000; command.script()"]


def objects(path, source, folds=1, seed=0, **changes):
    """Objects for some of a file's generated ones, in random order, and some that none belongs to."""
    random = np.random.default_rng(seed)
    tree = uproot.open(source)["Events"]
    with h5py.File(path, "w") as file:
        file.attrs["folds"] = folds
        for group, generator in (("jets", "GenJet"), ("muons", "GenPart")):
            number = tree[f"{generator}_pt"].array(library="np")
            rows = [
                (entry, fold, g) for entry, values in enumerate(number) for fold in range(folds) for g in range(-1, len(values)) if random.random() < 0.5
            ]
            rows = np.array(rows)[random.permutation(len(rows))] if changes.get("shuffled", True) else np.array(rows)
            columns = {name: rows[:, i] for i, name in enumerate(("entry", "fold", "generator"))}
            for name in ("pt", "eta", "phi", "mass"):
                columns[name] = random.exponential(20, len(rows))
            if group == "jets":
                columns["nConstituents"] = np.floor(random.random(len(rows)) * 60)  # whole numbers as doubles
                columns["jetId"] = random.choice([0, 2, 6], len(rows)).astype(np.int8)
            else:
                columns["isGlobal"] = random.integers(0, 2, len(rows)).astype(np.float32)
            for name, values in changes.get(group, {}).items():
                columns[name] = values and values(columns)
            columns = {name: values for name, values in columns.items() if values is not None}
            for name, values in columns.items():
                file[f"{group}/{name}"] = values
    return path


def leaves(tree):
    """Name -> all that tells RDataFrame and TTreeReader how to read it."""
    found = {}
    for branch in tree.branches:
        (leaf,) = branch.member("fLeaves")
        counter = branch.count_leaf
        found[branch.name] = (
            leaf.classname.split("_v")[0], leaf.member("fTitle"), bool(leaf.member("fIsUnsigned")), int(leaf.member("fLenType")), branch.title,
            counter.member("fName") if counter is not None else None,
        )
    return found


class WriteTest(Command):
    def written(self, source, folds=1, words=(), **changes):
        objects_ = objects(self.folder / "objects.h5", source, folds, **changes)
        out = self.folder / "out.root"
        self.result = self.done("write", "--objects", objects_, "--out", out, *words, "--", source)
        return uproot.open(out)["Events"], uproot.open(source)["Events"], h5py.File(objects_)

    def check(self, source, folds, **changes):
        out, before, made = self.written(source, folds, **changes)
        with made:
            for group, collection in (("jets", "Jet"), ("muons", "Muon")):
                self.check_objects(out, made[group], collection, folds, before.num_entries)
        self.check_copied(out, before, folds)
        self.check_leaves(out, before)
        np.testing.assert_array_equal(np.tile(np.arange(folds), before.num_entries), out["fold"].array())

    def check_objects(self, out, group, collection, folds, entries):
        """By a loop over the output's events."""
        rows = {name: data[:] for name, data in group.items()}
        of_event = {}
        for row, entry in enumerate(rows["entry"]):
            of_event.setdefault((entry, rows["fold"][row]), []).append(row)
        arrays = {name: out[f"{collection}_{name}"].array().to_list() for name in rows if name not in ("entry", "fold", "generator")}
        partner = out[{"Jet": "Jet_genJetIdx", "Muon": "Muon_genPartIdx"}[collection]].array().to_list()
        counts = out[f"n{collection}"].array().to_list()
        self.assertEqual(entries * folds, len(counts))
        for event in range(entries * folds):
            expected = sorted(of_event.get(divmod(event, folds), []), key=lambda row: -np.float32(rows["pt"][row]))
            self.assertEqual(len(expected), counts[event])
            self.assertEqual([rows["generator"][row] for row in expected], partner[event])
            for name, values in arrays.items():
                np.testing.assert_allclose([rows[name][row] for row in expected], values[event], rtol=1e-6)

    def check_copied(self, out, before, folds):
        left = set(self.result["left_out"]) | set(self.result["unset"])
        for branch in before.branches:
            name = branch.name
            owner = name.lstrip("n").split("_")[0]
            if owner in ("Jet", "Muon") or name in left:
                continue
            self.same_values(name, branch.array(library="np"), out[name].array(library="np"), folds)
        for name in self.result["unset"]:
            self.assertTrue(all((values == -1).all() for values in out[name].array(library="np")), name)

    def same_values(self, name, expected, found, folds):
        self.assertEqual(len(expected) * folds, len(found))
        for event, value in enumerate(found):
            np.testing.assert_array_equal(expected[event // folds], value, err_msg=name)

    def check_leaves(self, out, before):
        expected, found = leaves(before), leaves(out)
        for name in set(found) - {"fold"}:
            self.assertEqual(expected[name], found[name])
        missing = set(expected) - set(found)
        for name in missing:
            self.assertTrue(name in self.result["left_out"] or name.startswith(("nJet_", "nMuon_")), name)

    def file(self, convention=nano_files.V9, count=60, seed=1, name="events.root"):
        return nano_files.save(self.folder / name, *nano_files.events(count, seed, convention), convention, block=25)

    def test_every_convention_and_number_of_folds(self):
        for number, convention in enumerate((nano_files.V9, nano_files.V12, nano_files.OWN)):
            for folds in (1, 3):
                with self.subTest(convention=number, folds=folds):
                    self.check(self.file(convention), folds)

    def test_real_files(self):
        for path in [real(name) for name in ("nano_dy.root", "pfnano.root")]:
            with self.subTest(path.name):
                self.check(path, 2)

    def test_rows_in_order_and_small_chunks(self):
        from flashflow_nanoaod import generated_objects, inputs

        self.addCleanup(setattr, inputs, "CHUNK_BYTES", inputs.CHUNK_BYTES)
        inputs.CHUNK_BYTES = 20_000
        self.addCleanup(setattr, generated_objects, "BLOCK", generated_objects.BLOCK)
        generated_objects.BLOCK = 16
        self.check(self.file(), 2, shuffled=False)
        self.check(self.file(), 2, shuffled=True)

    def test_several_files_become_one(self):
        first, second = self.file(), self.file(seed=2, name="second.root", count=20)
        objects_ = self.folder / "objects.h5"
        with h5py.File(objects_, "w") as file:
            for name, values in {"entry": [0, 79, 79], "fold": [0, 0, 0], "generator": [-1, -1, -1], "pt": [1.0, 2.0, 3.0]}.items():
                file[f"jets/{name}"] = np.array(values)
        self.done("write", "--objects", objects_, "--out", self.folder / "out.root", first, second)
        out = uproot.open(self.folder / "out.root")
        self.assertEqual([3.0, 2.0], out["Events/Jet_pt"].array()[79].to_list())
        self.assertEqual([60, 20], out["Runs/genEventCount"].array().to_list())
        np.testing.assert_array_equal(uproot.open(second)["Events/Muon_pt"].array()[19], out["Events/Muon_pt"].array()[79])

    def test_many_files_are_open_one_at_a_time(self):
        """What describes the tree of one real file takes 30 MB."""
        paths = [self.file(seed=seed, name=f"{seed}.root", count=5) for seed in range(8)]
        opened_ones = inputs(paths)
        gc.collect()
        held = [each for each in gc.get_objects() if isinstance(each, uproot.TTree)]
        self.assertLessEqual(len(held), 1)
        self.assertEqual(40, sum(one.entries for one in opened_ones))
        self.assertEqual([5] * 8, [one.tree.num_entries for one in opened_ones])

    def test_weights_and_other_trees(self):
        """Whole sets of weights, trees of every type that only the second file has, and texts."""
        first, second, objects_ = self.file(), self.file(seed=2, name="second.root", count=20), self.folder / "objects.h5"
        sets = lists(Jagged(np.arange(0, 61, 3), np.arange(60, dtype=np.float32)))
        columns = {f"of_{kind}": np.array([1, 100], dtype=kind) for kind in ("u1", "i2", "i4", "u4", "i8", "u8", "f4", "f8")}
        columns["flag"] = np.array([True, False])
        with uproot.update(second) as file:
            file.mktree("LuminosityBlocks", {name: values.dtype for name, values in columns.items()}).extend(columns)
            file["tag"] = "production 7"
        with uproot.recreate(self.folder / "weights.root") as file:
            types = {"run": np.uint32, "luminosityBlock": np.uint32, "event": np.uint64, "genWeight": np.float32}
            all_types = {**types, "LHEPdfWeight": "var * float32", "GenJet_pt": "var * float32"}
            tree = file.mktree("Events", all_types, counter_name=lambda name: "n" + name.split("_")[0])
            scalars = {name: np.arange(20, dtype=kind) + kind(2**31) for name, kind in types.items()}
            scalars["event"] += np.uint64(2**63)
            tree.extend({**scalars, "LHEPdfWeight": sets, "GenJet_pt": sets})
        with h5py.File(objects_, "w") as file:
            file.attrs["folds"] = 2
            for name, kind in {"entry": np.int64, "fold": np.int32, "generator": np.int32, "pt": np.float32}.items():
                file[f"jets/{name}"] = np.full(1, -1 if name == "generator" else 0, dtype=kind)
        self.done("write", "--objects", objects_, "--out", self.folder / "out.root", self.folder / "weights.root")
        self.assertTrue(any("Each event is there 2 times with its whole genWeight: divide" in line for line in self.told), self.told)
        out = uproot.open(self.folder / "out.root")["Events"]
        np.testing.assert_array_equal(np.repeat(scalars["event"], 2), out["event"].array())
        np.testing.assert_array_equal(np.repeat(scalars["genWeight"], 2), out["genWeight"].array())
        self.assertEqual([row for row in sets.to_list() for _ in range(2)], out["LHEPdfWeight"].array().to_list())
        self.assertEqual(("TLeafF", "LHEPdfWeight[nLHEPdfWeight]"), leaves(out)["LHEPdfWeight"][:2])
        self.done("write", "--objects", objects_, "--out", self.folder / "out.root", first, second)
        out = uproot.open(self.folder / "out.root")
        self.assertEqual("production 7", str(out["tag"]))
        for name, values in columns.items():
            found = out[f"LuminosityBlocks/{name}"].array(library="np")
            self.assertEqual(values.dtype, found.dtype)
            np.testing.assert_array_equal(values, found)

    def test_a_real_file_of_2024(self):
        """Its jets have no jetId, its indices are int16, its counters int32."""
        words = ["--keep", "Gen*", "Electron_*", "*Weight*", "Pileup_*", "HLT_Iso*"]
        out, before, made = self.written(real("nano_tt_v15.root"), 2, words, jets={"jetId": None})
        with made:
            self.check_objects(out, made["jets"], "Jet", 2, before.num_entries)
        expected, found = leaves(before), leaves(out)
        self.assertGreater(len(found), 100)
        for name in set(found) - {"fold"}:
            self.assertEqual(expected[name], found[name])
            if name.startswith(("Gen", "Pileup", "LHE", "gen", "HLT", "event")):
                self.same_values(name, before[name].array(library="np"), out[name].array(library="np"), 2)

    def test_keep_and_drop(self):
        out, _, made = self.written(self.file(), words=["--keep", "MET_*", "GenJet_*", "HLT_*", "--drop", "GenJet_mass"])
        made.close()
        others = {name for name in set(out.keys()) if not name.startswith(("Jet", "Muon", "nJet", "nMuon"))}
        kept = "run luminosityBlock event MET_pt HLT_IsoMu24 nGenJet GenJet_pt GenJet_eta GenJet_phi GenJet_partonFlavour GenJet_hadronFlavour fold"
        self.assertEqual(set(kept.split()), others)

    def test_compressions(self):
        for word, name in (("zstd:5", "ZSTD(5)"), ("lzma:9", "LZMA(9)"), ("zlib:1", "ZLIB(1)"), ("lz4:4", "LZ4(4)"), ("none", "None")):
            out, before, made = self.written(self.file(), words=["--compression", word])
            made.close()
            self.assertEqual(name, str(out.file.compression))
            np.testing.assert_array_equal(before["event"].array(), out["event"].array())

    def test_an_input_without_reconstruction(self):
        scalars, collections = nano_files.events(30)
        source = nano_files.save(self.folder / "bare.root", scalars, {name: collections[name] for name in ("GenPart", "GenJet")})
        out, _, made = self.written(source, words=["--origin", "seed 7"])
        with made:
            self.check_objects(out, made["jets"], "Jet", 1, 30)
            self.check_objects(out, made["muons"], "Muon", 1, 30)
        self.assertEqual(("TLeafF", "Jet_pt[nJet]"), leaves(out)["Jet_pt"][:2])
        self.assertEqual(("TLeafI", "Jet_genJetIdx[nJet]"), leaves(out)["Jet_genJetIdx"][:2])
        self.assertEqual("seed 7", self.done("look", self.folder / "out.root")["origin"])
        self.assertEqual("", self.done("look", source)["origin"])

    def test_values_that_do_not_fit(self):
        for group, column, value, pattern in (
            ("jets", "nConstituents", 1.5, r"Jet_nConstituents is 1\.5 in fold 0 of event \d+ \(entry \d+\), which its type int32"),
            ("jets", "nConstituents", 3e9, "Jet_nConstituents is 3000000000.0 in"), ("jets", "pt", np.nan, "Jet_pt is nan in"),
            ("jets", "mass", 1e39, "Jet_mass is 1e"), ("muons", "isGlobal", 2, "Muon_isGlobal is 2.0 in fold"), ("muons", "phi", -np.inf, "Muon_phi is -inf"),
        ):
            def changed(columns, column=column, value=value):
                values = columns[column].astype(np.float64)
                values[7] = value
                return values

            with self.subTest(column=column, value=value):
                source = self.file()
                objects_ = objects(self.folder / "objects.h5", source, **{group: {column: changed}})
                self.fails(pattern, "write", "--objects", objects_, "--out", self.folder / "out.root", source)

    def test_objects_that_do_not_belong(self):
        def at(name, value):
            def changed(columns):
                values = columns[name].copy()
                values[3] = value
                return values

            return {name: changed}

        for group, change, pattern in (
            ("jets", at("entry", 60), "/jets/entry is 60 in row 3: whole numbers from 0 to 59"), ("jets", at("entry", -1), "/jets/entry is -1 in row 3"),
            ("muons", at("fold", 1), "/muons/fold is 1 in row 3: whole numbers from 0 to 0"),
            ("jets", at("generator", 99), "/jets/generator is 99 in fold 0"),
            ("jets", at("generator", -2), "/jets/generator is -2"),
            ("jets", {"btagDeepBB": lambda c: c["pt"]}, r"no branch Jet_btagDeepBB .*\(it has Jet_btagDeepB"),
            ("jets", {"eta": lambda c: c["pt"][:-1]}, "all columns need one value a row"),
        ):
            with self.subTest(pattern):
                source = self.file()
                objects_ = objects(self.folder / "objects.h5", source, **{group: change})
                self.fails(pattern, "write", "--objects", objects_, "--out", self.folder / "out.root", source)

    def test_an_input_cut_short(self):
        source = self.file(count=30)
        objects_ = objects(self.folder / "objects.h5", source)
        whole = source.read_bytes()
        for part in (0.2, 0.5, 0.8, 0.95):
            with self.subTest(part):
                source.write_bytes(whole[: int(len(whole) * part)])
                self.fails("cut short or damaged", "write", "--objects", objects_, "--out", self.folder / "out.root", source)

    def test_events_of_which_none_has_an_object_stay(self):
        source, objects_, out = self.file(), self.folder / "objects.h5", self.folder / "out.root"
        with h5py.File(objects_, "w") as file:
            for name in ("entry", "fold", "generator", "pt"):
                file[f"jets/{name}"] = np.zeros(0, dtype=np.int32)
        self.done("write", "--objects", objects_, "--out", out, source)
        with uproot.open(source) as before, uproot.open(out) as after:
            self.assertEqual(after["Events"].num_entries, before["Events"].num_entries)
            self.assertFalse(after["Events/nJet"].array(library="np").any())

    def test_bad_files(self):
        source, objects_, out = self.file(), self.folder / "objects.h5", self.folder / "out.root"
        self.fails("There is no file", "write", "--objects", objects_, "--out", out, source)
        objects_.write_bytes(b"nothing")
        self.fails("cannot be read as HDF5", "write", "--objects", objects_, "--out", out, source)
        with h5py.File(objects_, "w") as file:
            file["other"] = [1]
        self.fails("neither /jets nor /muons", "write", "--objects", objects_, "--out", out, source)
        with h5py.File(objects_, "w") as file:
            file["jets/pt"] = [1.0]
        self.fails("has no column entry, fold, generator", "write", "--objects", objects_, "--out", out, source)
        objects(objects_, source)
        self.fails("both input and output", "write", "--objects", objects_, "--out", source, source)
        self.fails("is no compression", "write", "--objects", objects_, "--out", out, "--compression", "zstd:99", source)
        self.fails(r"No branch of .* is HLX_\*", "write", "--objects", objects_, "--out", out, "--drop", "HLX_*", "--", source)
        self.fails("are the same file", "write", "--objects", objects_, "--out", out, source, source)

    def test_inputs_that_differ_in_type_are_refused(self):
        first, second = self.file(), self.file(nano_files.V12, name="second.root")
        objects_ = objects(self.folder / "objects.h5", first)
        pattern = "nGenPart is uint32 in .* and int32 in .*: write them to files of their own"
        self.fails(pattern, "write", "--objects", objects_, "--out", self.folder / "out.root", first, second)

    def test_a_stopped_run_leaves_nothing(self):
        source = self.file(count=4000)
        objects_ = objects(self.folder / "objects.h5", source, 20, shuffled=False)
        before = sorted(self.folder.iterdir())
        for ending in (signal.SIGTERM, signal.SIGINT):
            words = [*SLOWLY, "write", "--objects", objects_, "--out", self.folder / "out.root", "--compression", "lzma:9", source]
            with subprocess.Popen(words, cwd=PACKAGE, stderr=subprocess.PIPE, text=True) as process:
                process.stderr.readline()  # {"done": 0, ...}
                self.until(lambda: len(list(self.folder.iterdir())) > len(before))
                process.send_signal(ending)
                said = process.communicate(timeout=60)[1]
            self.assertIn("It was stopped; nothing was written.", said)
            self.assertEqual(130, process.returncode)
            self.assertEqual(before, sorted(self.folder.iterdir()))

    def test_what_a_killed_run_left_goes_with_the_next(self):
        source, out = self.file(count=4000), self.folder / "out.root"
        objects_ = objects(self.folder / "objects.h5", source, 20, shuffled=False)
        out.write_text("an earlier file")
        before = sorted(self.folder.iterdir())
        words = [*SLOWLY, "write", "--objects", objects_, "--out", out, "--compression", "lzma:9", source]
        with subprocess.Popen(words, cwd=PACKAGE, stderr=subprocess.DEVNULL) as process:
            self.until(lambda: len(list(self.folder.iterdir())) > len(before))
            process.kill()
        self.assertEqual(len(before) + 1, len(list(self.folder.iterdir())))
        self.assertEqual("an earlier file", out.read_text())
        living = self.folder / f".out.root.{HOST}-{os.getppid()}.part"
        other = self.folder / f".out.root.elsewhere-{process.pid}.part"
        for each in (living, other):
            each.touch()
        objects(objects_, source)
        self.done("write", "--objects", objects_, "--out", out, source)
        self.assertEqual(sorted([*before, living, other]), sorted(self.folder.iterdir()))
        self.assertEqual(4000, uproot.open(out)["Events"].num_entries)

    def until(self, condition):
        for _ in range(600):
            if condition():
                return
            time.sleep(0.05)
        self.fail("waited for too long")

    @staticmethod
    def limited():
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    def test_no_room(self):
        """A limit on a file's size stands for a full disk."""
        if os.name == "nt":
            self.skipTest("on POSIX only")
        source = self.file(count=1500)
        objects_ = objects(self.folder / "objects.h5", source, 2, shuffled=False)
        before = sorted(self.folder.iterdir())
        for chosen in (["write", "--objects", objects_, "--out", self.folder / "o.root"], ["extract", "--kind", "jets", "--out", self.folder / "o.h5"]):
            words = [*MODULE, *map(str, chosen), str(source)]
            done = subprocess.run(words, cwd=PACKAGE, capture_output=True, text=True, preexec_fn=self.limited, check=False)
            self.assertIn("There is no room left for", done.stderr)
            self.assertEqual(2, done.returncode, done.stderr)
            self.assertEqual(before, sorted(self.folder.iterdir()))
