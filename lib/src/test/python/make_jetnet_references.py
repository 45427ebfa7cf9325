"""Writes what jetnet itself (jetnet.evaluation.fpd and kpd) says of samples.csv, mean and standard deviation over seeds 0 to 9,
to lib/src/test/resources/validation/jetnet.csv or to the file given. Run from the repository's root; needs jetnet, torch, numba, scipy.

Of what jetnet imports for other metrics, empty stand-ins serve."""
import sys
from importlib.metadata import version
from pathlib import Path
from unittest.mock import MagicMock

import numpy as np

for unused in ("awkward", "coffea", "coffea.nanoevents", "coffea.nanoevents.methods", "energyflow", "energyflow.emd"):
    sys.modules[unused] = MagicMock()
from jetnet.evaluation.gen_metrics import fpd, kpd  # noqa: E402

FOLDER = Path(__file__).parents[1] / "resources/validation"
COLUMNS = 4


def samples():
    lines = [line.split(",") for line in (FOLDER / "samples.csv").read_text().splitlines() if not line.startswith("#")]
    rows = {name: np.array([line[1 : 1 + COLUMNS] for line in lines[1:] if line[0] == name], float) for name in ("reference", "sample")}
    return rows["reference"], rows["sample"]


def main(target):
    a, b = samples()
    most = min(len(a), len(b))
    found = {
        "fpd": [fpd(a.copy(), b.copy(), min_samples=int(0.4 * most), max_samples=most, seed=seed)[0] for seed in range(10)],
        "kpd": [kpd(a.copy(), b.copy(), batch_size=most, num_threads=1, seed=seed)[0] for seed in range(10)],
    }
    with open(target, "w", encoding="utf-8") as out:
        out.write(f"# make_jetnet_references.py, jetnet {version('jetnet')}, numpy {np.__version__}, seeds 0 to 9: mean, standard deviation\n")
        for name, values in found.items():
            out.write(f"{name},{np.mean(values)},{np.std(values, ddof=1)}\n")


main(sys.argv[1] if len(sys.argv) > 1 else FOLDER / "jetnet.csv")
