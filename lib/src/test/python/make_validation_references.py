"""Writes lib/src/test/resources/validation/samples.csv and expected.csv: two small samples, and what scipy, scikit-learn and
numpy say of them. Needs numpy, scipy and scikit-learn; run from the repository's root. FPD and KPD are jetnet's formulas
(jetnet 0.2.5, jetnet/evaluation/gen_metrics.py: fpd, kpd and what they call), written here once more in numpy, because jetnet
itself wants a whole torch; batches of KPD have no more rows than the samples. A line of expected.csv is a name and its numbers."""
import platform
import sys

import numpy as np
import scipy
import sklearn
from scipy import linalg, stats
from scipy.optimize import curve_fit
from sklearn.metrics import roc_auc_score, roc_curve
from sklearn.neural_network import MLPClassifier

SEED = 20260
FOLDER = sys.argv[1] if len(sys.argv) > 1 else "lib/src/test/resources/validation"
HEADER = (
    f"# make_validation_references.py, seed {SEED}, numpy {np.__version__}, scipy {scipy.__version__}, "
    f"scikit-learn {sklearn.__version__}, Python {platform.python_version()}\n"
)
COLUMNS = ["x", "y", "n", "tail"]


def made(rng, rows, shift, correlation):
    x = rng.normal(shift, 1, rows)
    y = correlation * x + np.sqrt(1 - correlation**2) * rng.normal(0, 1, rows)
    n = rng.poisson(6 + 2 * shift, rows)
    tail = rng.standard_exponential(rows) ** 1.5 * (1 + 0.2 * shift)
    return np.round(np.stack([x, y, n, tail, rng.uniform(0.2, 2, rows)], axis=1), 4)


def frechet(a, b):
    product = linalg.sqrtm(np.cov(a, rowvar=False) @ np.cov(b, rowvar=False)).real
    trace = np.trace(np.cov(a, rowvar=False)) + np.trace(np.cov(b, rowvar=False)) - 2 * np.trace(product)
    return np.sum((a.mean(0) - b.mean(0)) ** 2) + trace


def line(x, y):
    found, covariance = curve_fit(lambda x, a, b: a + b * x, x, y, bounds=([0, 0], [np.inf, np.inf]), xtol=1e-14, ftol=1e-14, gtol=1e-14)
    return [*found, np.sqrt(covariance[0, 0])]


def fpd(a, b, rng):
    most = min(len(a), len(b))
    sizes = (1 / np.linspace(1 / int(0.4 * most), 1 / most, 10)).astype("int32")
    means = [np.mean([frechet(a[rng.choice(len(a), n)], b[rng.choice(len(b), n)]) for _ in range(20)]) for n in sizes]
    return line(1 / sizes, means)[0]


def discrepancy(x, y):
    def kernel(a, b):
        return (a @ b.T / a.shape[1] + 1) ** 4

    def within(a):
        k = kernel(a, a)
        return (k.sum() - np.trace(k)) / (len(a) * (len(a) - 1))

    return within(x) + within(y) - 2 * np.mean(kernel(x, y))


def kpd(a, b, rng):
    rows = min(5000, len(a), len(b))
    return np.median([discrepancy(a[rng.choice(len(a), rows)], b[rng.choice(len(b), rows)]) for _ in range(10)])


def auc(signal, background):
    return roc_auc_score(np.r_[np.ones(len(signal)), np.zeros(len(background))], np.r_[signal, background])


def classifier(a, b, seed):
    """AUC on the half not trained on, of a net as small as ours."""
    rng = np.random.default_rng(seed)
    half = min(len(a), len(b)) // 2
    a, b = rng.permutation(a)[: 2 * half], rng.permutation(b)[: 2 * half]
    centre, scale = a.mean(0), a.std(0, ddof=1)
    net = MLPClassifier((64, 64), learning_rate_init=2e-3, batch_size=256, max_iter=12, alpha=0, random_state=seed)
    net.fit((np.r_[a[:half], b[:half]] - centre) / scale, np.r_[np.ones(half), np.zeros(half)])
    odds = net.predict_proba((np.r_[a[half:], b[half:]] - centre) / scale)[:, 1]
    return auc(odds[:half], odds[half:])


def repeated(draw, times):
    values = np.array([draw(np.random.default_rng([SEED, i])) for i in range(times)])
    return [values.mean(), values.std(ddof=1)]


def halves(a, distance, rng):
    mixed = rng.permutation(a)
    return distance(mixed[: len(a) // 2], mixed[len(a) // 2 :])


def resampled(a, b, distance, rng):
    return distance(a[rng.choice(len(a), len(a))], b[rng.choice(len(b), len(b))])


def ks(a, b):
    return stats.ks_2samp(a, b).statistic


def bins(a):
    edges = [-1.5, -0.5, 0, 0.7, 2]
    found = {"bins edges": edges}
    for name, statistic in {
        "mean": "mean", "rms": "std", "q05": lambda v: np.quantile(v, 0.05), "q50": "median", "q95": lambda v: np.quantile(v, 0.95),
    }.items():
        found[f"bins {name}"] = stats.binned_statistic(a[:, 0], a[:, 1], statistic, edges).statistic
    return found


def expected(a, wa, b, wb):
    found = {}
    for i, name in enumerate(COLUMNS):
        found[f"wasserstein {name}"] = [stats.wasserstein_distance(a[:, i], b[:, i])]
        found[f"weighted wasserstein {name}"] = [stats.wasserstein_distance(a[:, i], b[:, i], wa, wb)]
        found[f"kolmogorov {name}"] = [ks(a[:, i], b[:, i])]
    directions = np.random.default_rng(SEED + 1).normal(size=(6, len(COLUMNS)))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    directions = np.round(directions, 6)
    centre, scale = a.mean(0), a.std(0, ddof=1)
    sliced = [stats.wasserstein_distance((a - centre) / scale @ d, (b - centre) / scale @ d) for d in directions]
    found |= {"directions": directions.ravel(), "sliced": [np.mean(sliced)]}
    largest = np.abs(a).max(0)
    found["frechet"] = [frechet(a / largest, b / largest)]
    found["fpd"] = repeated(lambda rng: fpd(a / largest, b / largest, rng), 30)
    found["discrepancy"] = [discrepancy(a / largest, b / largest)]
    found["kpd"] = repeated(lambda rng: kpd(a / largest, b / largest, rng), 40)
    x = np.linspace(0.1, 0.4, 10)
    for name, exact in {"inside": 0.2 + 0.5 * x, "flat": 0.4 - 0.3 * x, "through zero": 0.9 * x - 0.05}.items():
        y = np.round(exact + 0.01 * np.cos(7 * np.arange(10)), 6)
        found |= {f"line {name} y": y, f"line {name}": line(x, y)}
    pairs = np.tril_indices(len(COLUMNS), -1)
    difference = (np.corrcoef(b, rowvar=False) - np.corrcoef(a, rowvar=False))[pairs]
    found |= {"correlations": difference, "correlation": [np.sqrt(np.mean(difference**2))]}
    labels, counts = np.r_[np.ones(len(b)), np.zeros(len(a))], np.r_[b[:, 2], a[:, 2]]
    background, signal, thresholds = roc_curve(labels, counts, drop_intermediate=False)
    found |= {"roc background": background, "roc signal": signal, "roc thresholds": thresholds[1:], "auc n": [auc(b[:, 2], a[:, 2])]}
    found["auc x"] = [auc(b[:, 0], a[:, 0])]
    found |= bins(a)
    found["classifier"] = repeated(lambda rng: classifier(a, b, int(rng.integers(1 << 30))), 10)
    for name, distance in {"wasserstein": stats.wasserstein_distance, "kolmogorov": ks}.items():
        found[f"halves {name} x"] = repeated(lambda rng, distance=distance: halves(a[:, 0], distance, rng), 400)
        found[f"bootstrap {name} x"] = repeated(lambda rng, distance=distance: resampled(a[:, 0], b[:, 0], distance, rng), 400)
    found["bootstrap auc x"] = repeated(lambda rng: resampled(b[:, 0], a[:, 0], auc, rng), 400)
    return found


def write(name, lines):
    with open(f"{FOLDER}/{name}", "w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER + "".join(",".join(str(word) for word in words) + "\n" for words in lines))


def main():
    rng = np.random.default_rng(SEED)
    a, b = made(rng, 700, 0, 0.5), made(rng, 600, 0.4, 0.1)
    rows = [[which, *row] for which, sample in (("reference", a), ("sample", b)) for row in sample.tolist()]
    write("samples.csv", [["sample", *COLUMNS, "weight"], *rows])
    found = expected(a[:, :4], a[:, 4], b[:, :4], b[:, 4])
    write("expected.csv", [[name, *(repr(float(v)) for v in values)] for name, values in found.items()])


main()
