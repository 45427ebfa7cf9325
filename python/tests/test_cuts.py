"""Cuts compute what they say, and take nothing else."""

import unittest

import numpy as np

from flashflow_nanoaod.cuts import Cut
from flashflow_nanoaod.faults import Fault

NAMES = ("pt", "eta")
COLUMNS = {"pt": np.array([5, 20, 30, 50], dtype=np.float32), "eta": np.array([0, -3, 2, 1], dtype=np.float32)}


class CutsTest(unittest.TestCase):
    def test_conditions(self):
        for text, expected in (
            ("pt > 20", [0, 0, 1, 1]), ("pt>=20 && abs(eta)<2.5", [0, 0, 1, 1]), ("!(pt > 20) || eta == 1", [1, 1, 0, 1]), ("pt != 20", [1, 0, 1, 1]),
            ("pt / 10 - 1 < 2 * eta + 1", [1, 0, 1, 0]), ("-eta > 1", [0, 1, 0, 0]), ("not pt > 20 and eta <= 0", [1, 1, 0, 0]), ("1 < 2", [1, 1, 1, 1]),
            ("sqrt(pt) > 5 || log(pt) < 2", [1, 0, 1, 1]), ("pt/0 > 1", [1, 1, 1, 1]),
        ):
            with self.subTest(text):
                np.testing.assert_array_equal(np.array(expected, dtype=bool), Cut(text, NAMES).keep(COLUMNS))

    def test_refusals(self):
        for text, pattern in (
            ("pt >", "cannot be read"), ("", "cannot be read"), ("mass > 1", "mass, which is no context column; these are: pt, eta"),
            ("pt + 1", "no condition"), ("pt", "no condition"), ("1", "no condition"), ("pt && eta > 1", "number for a condition"),
            ("(pt > 1) + 1 > 1", "computes with a condition"), ("1 < pt < 2", "three things"), ("__import__('os').system('true')", "calls"),
            ("open('x')", "calls"), ("pt.real > 1", "do not take"), ("[pt][0] > 1", "do not take"), ("'a' == 'a'", "made of"), ("pt ** 9 > 1", "do not take"),
            ("(lambda: 1)() > 0", "calls"), ("True", "made of"), ("pt in eta", "do not take"), ("abs(pt, eta) > 1", "calls"),
            ("(" * 300 + "pt", "cannot be read"),
            ("pt > 1 " * 500, "too long"), ("~pt > 1", "do not take"), ("1j > 0", "made of"),
        ):
            with self.subTest(text[:40]), self.assertRaisesRegex(Fault, pattern):
                Cut(text, NAMES)
