"""Files and folders that are there as a whole or not at all, and one set-up at a time."""

import contextlib
import os
import shutil
import sys
from pathlib import Path

from machine import Missing


@contextlib.contextmanager
def written(name):
    """A file to write to, beside that of this name; it takes its place when the block ends well, and goes if not."""
    file = Path(os.path.realpath(name))  # a link stays
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        yield part
        force(part)
        if file.exists():
            shutil.copymode(file, part)
        os.replace(part, file)
    except OSError as fault:
        raise Missing(f"{file} cannot be written ({fault.strerror or fault}): make room or lift its protection and try again.") from None
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def write(file, text):
    with written(file) as part:
        part.write_text(text, encoding="utf-8")


def force(path):
    """To the disk, or a power failure may leave the new name on an empty file."""
    with open(path, "rb+") as file:
        os.fsync(file.fileno())


def empty(folder):
    try:
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
    except OSError as fault:
        raise Missing(f"{folder} cannot be made anew ({fault.strerror}): close the notebooks that use it and try again.") from None


@contextlib.contextmanager
def filled(folder):
    """An empty folder beside `folder` to fill; it takes the folder's place when the block ends well, and goes if not."""
    fresh = folder.with_name(f"{folder.name}-next")
    empty(fresh)
    try:
        yield fresh
        empty(folder)
        folder.rmdir()
        fresh.rename(folder)
    except OSError as fault:
        raise Missing(f"{folder} cannot be filled ({fault.strerror or fault}): make room there and try again.") from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


@contextlib.contextmanager
def alone(file):
    """Waits until no other process is in such a block; the system lets go of the lock of one that was killed."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = open(file, "a", encoding="utf-8")  # noqa: SIM115 - closed by the block below
    except OSError as fault:
        raise Missing(f"{file.parent} cannot be written ({fault.strerror}): copy the repository to a folder of your own.") from None
    with lock:
        if not locked(lock, wait=False):
            print(f"  Another kernel-setup works in {file.parent}; waiting for it", flush=True)
            while not locked(lock, wait=True):
                pass  # Windows gives up after ten seconds
        yield


def locked(lock, wait):
    """Whether the lock was to be had; where the file system has no locks, as if it were."""
    if sys.platform == "win32":
        return locked_on_windows(lock, wait)
    import fcntl
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        return True
    except BlockingIOError:
        return False
    except OSError:
        return True


def locked_on_windows(lock, wait):
    import msvcrt
    try:
        msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        return True
    except OSError:
        return False
