"""A checkout that its user may not write, such as one that a group shares: a copy in the user's own cache is built and used."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import build
from machine import Missing

LEFT_OUT = {".git", ".build", "target", "out", "__pycache__", ".ipynb_checkpoints"}


def leave_if_needed(arguments):
    """Goes on in the copy, whose exit status this process then has; returns where the checkout can be written."""
    if os.access(build.SETUP, os.W_OK):
        return
    copy = home() / f"{build.ROOT.name}-{hashlib.sha256(str(build.ROOT).encode()).hexdigest()[:8]}"
    print(f"{build.ROOT} cannot be written: a copy is used, and outputs go to {copy / 'notebooks' / 'out'}", flush=True)
    try:
        renew(copy)
    except OSError as fault:
        raise Missing(f"{copy} cannot be written ({fault.strerror}): make room there or set XDG_CACHE_HOME to a folder of yours.") from None
    words = [sys.executable, copy / "kernel-setup/steps/main.py", *(moved(word, copy) for word in arguments)]
    if os.name == "nt":
        sys.exit(subprocess.call(words))
    os.execv(sys.executable, [str(word) for word in words])


def home():
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "flashflow"


def renew(copy):
    """Files that are newer here; what the user has changed in the copy since stays."""
    for folder, folders, files in os.walk(build.ROOT):
        folders[:] = [name for name in folders if name not in LEFT_OUT]
        target = copy / os.path.relpath(folder, build.ROOT)
        target.mkdir(parents=True, exist_ok=True)
        for name in files:
            take(Path(folder) / name, target / name)


def take(source, target):
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return
    shutil.copyfile(source, target)
    target.chmod(source.stat().st_mode | 0o200)
    os.utime(target, (source.stat().st_atime, source.stat().st_mtime))


def moved(word, copy):
    """A path into the checkout as one into the copy."""
    path = Path(os.path.abspath(word))
    return copy / path.relative_to(build.ROOT) if path.exists() and build.ROOT in path.parents else word
