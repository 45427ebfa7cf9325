"""Files that are there whole or not at all."""

import contextlib
import os
import platform
import re
from pathlib import Path

from flashflow_nanoaod.faults import Fault

HOST = re.sub(r"[^A-Za-z0-9.]", "_", platform.node())


@contextlib.contextmanager
def written(target):
    """The name beside `target` to write to; it becomes `target` when everything has reached the disk, and is gone after a failure."""
    target = Path(target)
    if target.is_dir():
        raise Fault(f"{target} is a folder: name a file to write to.")
    if not target.parent.is_dir():
        raise Fault(f"There is no folder {target.parent} to write {target.name} to: make it first.")
    remove_left(target)
    beside = target.with_name(f".{target.name}.{HOST}-{os.getpid()}.part")
    try:
        yield beside
        with open(beside, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(beside, target)
        settle(target.parent)
    finally:
        with contextlib.suppress(FileNotFoundError):
            beside.unlink()


def remove_left(target):
    """What killed processes of this machine left half written; those of others may live."""
    left = re.compile(re.escape(f".{target.name}.{HOST}-") + r"(\d{1,9})\.part")
    for name in os.listdir(target.parent):
        found = left.fullmatch(name)
        if found and not alive(int(found.group(1))):
            with contextlib.suppress(OSError):
                os.unlink(target.with_name(name))


def alive(pid):
    if os.name == "nt":
        return True  # to ask there is to end it
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


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
