"""Writes lib/src/test/resources/validation/jetnet.csv: what jetnet itself (jetnet.evaluation.fpd and kpd) says of samples.csv,
mean and standard deviation over seeds 0 to 9. Needs jetnet, which needs torch; run from the repository's root.

jetnet imports energyflow for other metrics; where that does not install, an empty stand-in serves."""
import sys
import types
from importlib.metadata import version
from pathlib import Path

import numpy as np

try:
    import energyflow  # noqa: F401
except ImportError:
    for name in ("energyflow", "energyflow.emd"):
        module = types.ModuleType(name)
        module.emd = module.emds = module.EFPSet = None
        sys.modules[name] = module
from jetnet.evaluation.gen_metrics import fpd, kpd

FOLDER = Path("lib/src/test/resources/validation")
COLUMNS = 4


def samples():
    lines = [line.split(",") for line in (FOLDER / "samples.csv").read_text().splitlines() if not line.startswith("#")]
    rows = {name: np.array([line[1 : 1 + COLUMNS] for line in lines[1:] if line[0] == name], float) for name in ("reference", "sample")}
    return rows["reference"], rows["sample"]


def main():
    a, b = samples()
    most = min(len(a), len(b))
    found = {
        "fpd": [fpd(a.copy(), b.copy(), min_samples=int(0.4 * most), max_samples=most, seed=seed)[0] for seed in range(10)],
        "kpd": [kpd(a.copy(), b.copy(), batch_size=most, num_threads=1, seed=seed)[0] for seed in range(10)],
    }
    with open(FOLDER / "jetnet.csv", "w", encoding="utf-8") as out:
        out.write(f"# make_jetnet_references.py, jetnet {version('jetnet')}, numpy {np.__version__}, seeds 0 to 9: mean, standard deviation\n")
        for name, values in found.items():
            out.write(f"{name},{np.mean(values)},{np.std(values, ddof=1)}\n")


main()
