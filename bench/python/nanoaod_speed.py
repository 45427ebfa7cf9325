"""Extraction from NanoAOD against uproot alone reading the same branches: processor time, and the memory at its peak.

Arguments: [events, 1000000] [rounds, 3] [folder, /tmp]. The events are a block of 20,000, repeated with other event numbers; the file is made once. Needs
uproot, awkward, h5py; python/ and python/tests are taken from this repository. Each measurement is a process of its own, the two by turns.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "python"), str(ROOT / "python/tests")]

BLOCK = 20_000
PARTICLES = 13  # times three an event: as many as NanoAOD keeps
MUONS = 0.05  # of them; half of these are last copies: one an event, as in Drell-Yan and top events
COMPRESSION = "zlib:1"


def make(path, events):
    import nano_files
    import numpy as np
    import uproot

    from flashflow_nanoaod.leaves import Leaf
    from flashflow_nanoaod.trees import TreeWriter, compression

    scalars, collections = nano_files.events(BLOCK, seed=11, muons=PARTICLES, jets=6)
    pdg_id = collections["GenPart"]["pdgId"].content
    pdg_id[:] = np.where(np.random.default_rng(1).random(len(pdg_id)) < MUONS, 13, 21)
    leaves = [Leaf(name, values.dtype) for name, values in scalars.items()]
    for name, columns in collections.items():
        leaves.append(Leaf(f"n{name}", nano_files.V9.counter))
        leaves += [nano_files.V9.leaf(name, column, jagged.content) for column, jagged in columns.items()]
    with uproot.recreate(str(path) + ".part", compression=compression(COMPRESSION)) as file:
        tree = TreeWriter(file, "Events", "Events", leaves, events // BLOCK)
        for _ in range(events // BLOCK):
            scalars["event"] += scalars["event"].dtype.type(BLOCK)
            tree.extend(nano_files.part(scalars, collections, nano_files.V9, 0, BLOCK))
    Path(str(path) + ".part").rename(path)


def read(path, kind):
    import uproot

    from flashflow_nanoaod.extract import Extraction, event_context
    from flashflow_nanoaod.inputs import Input

    extraction, source = Extraction.of(kind), Input(path)
    names = list(dict.fromkeys([*extraction.branches(), *event_context([source], extraction)]))
    begun = time.process_time()
    for _ in uproot.open(path)["Events"].iterate(names, step_size="100 MB", library="ak"):
        pass
    report(begun)


def extract(path, kind):
    from flashflow_nanoaod.extract import Extraction
    from flashflow_nanoaod.extract import extract as whole

    with tempfile.TemporaryDirectory(dir=Path(path).parent) as folder:
        begun = time.process_time()
        whole([path], Path(folder) / "rows.h5", Extraction.of(kind))
        report(begun)


def report(begun):
    print(time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measured(what, path, kind):
    done = subprocess.run([sys.executable, __file__, what, str(path), kind], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return tuple(float(word) for word in done.stdout.split()[-2:])


def main(events=1_000_000, rounds=3, folder="/tmp"):
    path = Path(folder) / f"nanoaod-{events}.root"
    if not path.exists():
        make(path, events)
    print(f"{path}: {events} events, {path.stat().st_size / 1e6:.0f} MB, {COMPRESSION}")
    for kind in ("jets", "muons"):
        times = {"read": [], "extract": []}
        for _ in range(rounds):
            for what, found in times.items():
                found.append(measured(what, path, kind))
        seconds = {what: min(found)[0] for what, found in times.items()}
        peak = {what: max(each[1] for each in found) for what, found in times.items()}
        print(
            f"{kind}: uproot reads in {seconds['read']:.2f} s (peak {peak['read']:.0f} MB), extraction takes {seconds['extract']:.2f} s "
            f"(peak {peak['extract']:.0f} MB), ratio {seconds['extract'] / seconds['read']:.2f}", flush=True
        )


if __name__ == "__main__":
    words = sys.argv[1:]
    if words[:1] in (["read"], ["extract"]):
        {"read": read, "extract": extract}[words[0]](*words[1:])
    else:
        main(*(int(word) for word in words[:2]), *words[2:3])
