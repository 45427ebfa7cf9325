"""Files that are there whole or not at all."""

import contextlib
import os
from pathlib import Path

from flashflow_nanoaod.faults import Fault


@contextlib.contextmanager
def written(target):
    """The name beside `target` to write to; it becomes `target` when everything has reached the disk, and is gone after a failure."""
    target = Path(target)
    if target.is_dir():
        raise Fault(f"{target} is a folder: name a file to write to.")
    if not target.parent.is_dir():
        raise Fault(f"There is no folder {target.parent} to write {target.name} to: make it first.")
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield beside
        with open(beside, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(beside, target)
        settle(target.parent)
    finally:
        with contextlib.suppress(FileNotFoundError):
            beside.unlink()


def settle(folder):
    """The folder's entry has to reach the disk too, where a folder can be opened."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def distinct(inputs, output):
    """Refuses an output that is one of the inputs."""
    for path in inputs:
        if os.path.exists(output) and os.path.samefile(path, output):
            raise Fault(f"{output} is both input and output: write to another name, inputs are never changed.")
