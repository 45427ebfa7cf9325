"""The real files that other people made: beside the repository, or where FLASHFLOW_FILES says."""

import os
import unittest
from pathlib import Path

FOLDER = Path(os.environ.get("FLASHFLOW_FILES", Path(__file__).resolve().parents[3] / "shared" / "files"))


def real(name):
    path = FOLDER / name
    if not path.is_file():
        raise unittest.SkipTest(f"no folder of files with {name}; FLASHFLOW_FILES names it")
    return path
