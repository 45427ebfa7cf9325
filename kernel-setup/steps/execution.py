"""Executes a notebook in the virtual environment."""

import json
import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import build


def needs_spark(book):
    """Whether the notebook asks for the kernel with Apache Spark."""
    try:
        return json.loads(book.read_text(encoding="utf-8"))["metadata"]["kernelspec"]["name"] == build.SPARK_KERNEL
    except (ValueError, KeyError, TypeError):
        return False  # what is no notebook is told when it is executed


def notebook(book, folder, *flags):
    """The executed notebook and its HTML go to the folder; returns the exit status."""
    print(title(book), flush=True)
    begun = time.time()
    done = subprocess.run(command(book, folder, flags), check=False, env=environment())
    print(outcome(done, begun), flush=True)
    return done.returncode


def side_by_side(books, folder, *flags):
    """Two at a time, since much of a short notebook is a kernel's start, which waits for one core; what one says comes when it has
    ended. Returns each one's exit status."""
    def executed(book):
        begun = time.time()
        done = subprocess.run(
            command(book, folder, flags), check=False, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
        )
        print(f"{title(book)}\n{done.stdout}{outcome(done, begun)}", flush=True)
        return done.returncode

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(executed, books))


def title(book):
    return f"Notebook {os.path.relpath(book)}"


def command(book, folder, flags):
    script, log = build.SETUP / "steps/execute_notebook.py", build.BUILD / "kernels" / f"{book.stem}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    words = [build.program(build.VENV, "python"), script, book.resolve(), folder, f"--log={log}", *flags]
    return [str(word) for word in words]


def environment():
    return {**os.environ, **build.cache_environment(), **build.WAITING}


def outcome(done, begun):
    return f"  {'FAILED' if done.returncode else 'ok'} in {time.time() - begun:.0f} s"
