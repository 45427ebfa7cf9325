"""Nothing skips in silence: every skipped test is told with its reason, and held against expected-skips.txt."""

import os
import shutil
from collections import Counter
from pathlib import Path

import build

EXPECTED = build.SETUP / "expected-skips.txt"


def real_files():
    """Whether there are the files that others made: beside the repository, or where the variable says."""
    return Path(os.environ.get("FLASHFLOW_FILES", build.ROOT.parent / "shared" / "files")).is_dir()


def expected(machine):
    """(class, words of the reason) -> how many, on this machine."""
    places = {
        "with-cuda" if machine.cuda else "without-cuda",
        "linux" if machine.linux else "not-linux",
        "with-files" if real_files() else "without-files",
        "with-hdf5-tools" if shutil.which("h5dump") else "without-hdf5-tools",
    }
    lines = [line.split(None, 3) for line in EXPECTED.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {(name, words): int(number) for name, number, place, words in lines if place in places}


def judge(skipped, machine):
    """Prints each of the (class, test, reason); returns a sentence for each that is not as expected."""
    awaited = expected(machine)
    met = Counter()
    faults = []
    for name, test, reason in skipped:
        print(f"  skipped {name}.{test}: {reason}", flush=True)
        entry = next((each for each in awaited if each[0] == name and each[1] in reason), None)
        if entry:
            met[entry] += 1
        else:
            faults.append(f"{name}.{test} was skipped, which {EXPECTED.name} does not expect here: {reason}")
    for entry, number in awaited.items():
        if met[entry] != number:
            faults.append(f"{entry[0]} was skipped {met[entry]} times for '{entry[1]}', {EXPECTED.name} expects {number} here")
    return faults
