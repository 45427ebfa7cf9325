"""Writes values of transforms, and their log-derivatives, as scipy has them: transform, two or three numbers, x, y, log dy/dx."""

import sys
from pathlib import Path

import numpy as np
import scipy
from scipy import special, stats

PLACES = np.array([1e-12, 1e-6, 0.003, 0.25, 0.5, 0.75, 0.997, 1 - 1e-6])


def intervals():
    for low, high in [(0.0, 1.0), (-3.0, 5.0), (100.0, 100.5)]:
        for u in PLACES:
            x = low + u * (high - low)
            below = (x - low) / (high - low)
            if below in (0, 1):
                continue
            y = special.ndtri(below)
            yield "normal", low, high, x, y, -stats.norm.logpdf(y) - np.log(high - low)
            y = special.logit(below)
            yield "logit", low, high, x, y, -stats.logistic.logpdf(y) - np.log(high - low)


def asinhs():
    for scale, centre in [(1.0, 0.0), (0.01, 3.0), (1e5, -2.0)]:
        for x in [-1e12, -40.0, -1e-3, 2.9999, 3.0, 17.0, 1e12]:
            t = (x - centre) / scale
            yield "asinh", scale, centre, x, np.arcsinh(t), -np.log(scale) - np.log(np.hypot(1, t))


def circles():
    for cut in [-3.0, 0.5]:
        for x in [-3.14, -3.0, 0.0, 0.5, 3.0]:
            turned = stats.circmean([x - cut], high=2 * np.pi, low=0)
            yield "circle", cut, np.pi, x, turned, 0.0


def values():
    """The probability of each value of a Discrete through a flow that shifts and scales: a difference of normal shares."""
    shares = np.array([0.05, 0.6, 0.25, 0.1])
    edges = special.ndtri(np.concatenate([[0], np.cumsum(shares)[:-1], [1]]))
    for scale, shift in [(1.0, 0.0), (0.7, 0.4), (1.5, -1.0)]:
        probabilities = np.diff(stats.norm.cdf(scale * edges + shift))
        for value, probability in zip([0.0, 1.0, 2.5, 7.0], probabilities, strict=True):
            yield "discrete", scale, shift, value, probability, 0.0


def main():
    with Path(sys.argv[1]).open("w") as out:
        out.write(f"# make_transform_references.py, scipy {scipy.__version__}: kind, numbers, x, y, log dy/dx\n")
        for rows in (intervals(), asinhs(), circles(), values()):
            for kind, *numbers in rows:
                out.write(",".join([kind, *(repr(float(number)) for number in numbers)]) + "\n")


main()
