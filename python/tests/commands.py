"""The command line as a user calls it, in this process."""

import contextlib
import io
import json
import tempfile
import unittest
from pathlib import Path

from flashflow_nanoaod.command import main


class Command(unittest.TestCase):
    """A folder of its own, and the command with its words."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def run_(self, *words):
        """(status, result, lines of stderr)"""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main([str(word) for word in words])
        return status, json.loads(out.getvalue() or "null"), [json.loads(line) for line in err.getvalue().splitlines()]

    def done(self, *words):
        status, result, lines = self.run_(*words)
        self.assertEqual(0, status, lines)
        self.told = [line["warn"] for line in lines if "warn" in line]
        return result

    def fails(self, pattern, *words):
        """One sentence that says this, status 2, and nothing new in the folder."""
        before = sorted(self.folder.iterdir())
        status, result, lines = self.run_(*words)
        self.assertEqual((2, None), (status, result), lines)
        sentence = lines[-1]["error"]
        self.assertRegex(sentence, pattern)
        self.assertTrue(sentence.endswith(".") and "\n" not in sentence, sentence)
        self.assertEqual(before, sorted(self.folder.iterdir()))
        return sentence
