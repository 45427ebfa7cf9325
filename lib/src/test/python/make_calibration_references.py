"""Writes lib/src/test/resources/validation/calibration.csv: three samples between 0 and 1, and what scipy says of their being
uniform. Needs numpy and scipy; run from the repository's root. A line is a name and its numbers: the sample, its one-sample
Kolmogorov-Smirnov distance and exact p-value, the two-sided normal p-values of its mean and of its mean square distance to 1/2,
and the binomial quantiles 0.025 and 0.975 of the counts in ten bins."""
import platform
import sys

import numpy as np
import scipy
from scipy import stats

SEED = 20261
FOLDER = sys.argv[1] if len(sys.argv) > 1 else "lib/src/test/resources/validation"


def numbers(u):
    ks = stats.kstest(u, "uniform", method="exact")
    mean = (u.mean() - 0.5) / np.sqrt(1 / 12 / len(u))
    spread = (12 * np.mean((u - 0.5) ** 2) - 1) / np.sqrt(0.8 / len(u))
    p = 2 * stats.norm.sf(np.abs([mean, spread]))
    return [ks.statistic, ks.pvalue, *p, *stats.binom.ppf([0.025, 0.975], len(u), 0.1)]


def main():
    rng = np.random.default_rng(SEED)
    samples = {
        "uniform": rng.uniform(0, 1, 300),
        "narrow": rng.beta(0.7, 0.7, 400),
        "few": rng.beta(2, 1.5, 60),
    }
    with open(f"{FOLDER}/calibration.csv", "w") as out:
        out.write(
            f"# make_calibration_references.py, seed {SEED}, numpy {np.__version__}, scipy {scipy.__version__}, "
            f"Python {platform.python_version()}\n"
        )
        for name, sample in samples.items():
            u = np.round(sample, 6)
            out.write(f"{name}," + ",".join(repr(float(x)) for x in u) + "\n")
            out.write(f"{name}.expected," + ",".join(repr(float(x)) for x in numbers(u)) + "\n")


main()
