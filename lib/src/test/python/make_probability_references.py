"""Writes lib/src/test/resources/validation/probabilities.csv: predicted probabilities of two and of four classes with the class
that occurred, what scikit-learn says of them, and binomial intervals by scipy. Needs numpy, scipy and scikit-learn; run from the
repository's root. A line is a name and its numbers: `two` (class, p of class 1), `four` (class, p of each), then the expectations."""
import platform
import sys

import numpy as np
import scipy
import sklearn
from scipy.stats import binomtest
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss, log_loss

SEED = 20261
FILE = sys.argv[1] if len(sys.argv) > 1 else "lib/src/test/resources/validation/probabilities.csv"
HEADER = (
    f"# make_probability_references.py, seed {SEED}, numpy {np.__version__}, scipy {scipy.__version__}, "
    f"scikit-learn {sklearn.__version__}, Python {platform.python_version()}\n"
)
ONE_SIGMA = 0.6826894921370859


def line(name, numbers):
    return f"{name}," + ",".join(repr(float(x)) for x in np.ravel(numbers)) + "\n"


def expectations(truth, p):
    lines = [line("two log loss", log_loss(truth, p)), line("two brier", brier_score_loss(truth, p))]
    for strategy in ("uniform", "quantile"):
        observed, predicted = calibration_curve(truth, p, n_bins=10, strategy=strategy)
        lines += [line(f"{strategy} observed", observed), line(f"{strategy} predicted", predicted)]
    return lines


def expectations_of_four(truth, p):
    occurred = np.eye(4)[truth]
    return [line("four log loss", log_loss(truth, p)), line("four brier", np.mean(np.sum((p - occurred) ** 2, axis=1)))]


def intervals():
    for successes, trials in [(0, 7), (7, 7), (3, 10), (1, 1000), (480, 500)]:
        for level in (ONE_SIGMA, 0.95):
            ends = binomtest(successes, trials).proportion_ci(level, method="exact")
            yield line("interval", [successes, trials, level, ends.low, ends.high])


def main():
    rng = np.random.default_rng(SEED)
    p = np.round(rng.beta(2, 1, 400), 6)
    truth = (rng.uniform(size=400) < p**1.2).astype(int)
    four = rng.dirichlet([3, 2, 1, 0.5], 200)
    classes = np.array([rng.choice(4, p=row) for row in four])
    with open(FILE, "w") as file:
        file.write(HEADER)
        file.writelines(line("two", [t, x]) for t, x in zip(truth, p, strict=True))
        file.writelines(line("four", [t, *row]) for t, row in zip(classes, four, strict=True))
        file.writelines(expectations(truth, p))
        file.writelines(expectations_of_four(classes, four))
        file.writelines(intervals())


if __name__ == "__main__":
    main()
