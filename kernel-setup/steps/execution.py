"""Executes a notebook in the virtual environment."""

import json
import os
import subprocess
import time

import build


def needs_spark(book):
    """Whether the notebook asks for the kernel with Apache Spark."""
    try:
        return json.loads(book.read_text(encoding="utf-8"))["metadata"]["kernelspec"]["name"] == build.SPARK_KERNEL
    except (ValueError, KeyError, TypeError):
        return False  # what is no notebook is told when it is executed


def notebook(book, folder, *flags):
    """The executed notebook and its HTML go to the folder; returns the exit status."""
    print(f"Notebook {os.path.relpath(book)}", flush=True)
    script, log = build.SETUP / "steps/execute_notebook.py", f"--log={build.BUILD / 'kernel.log'}"
    command = [build.program(build.VENV, "python"), script, book.resolve(), folder, log, *flags]
    begun = time.time()
    done = subprocess.run([str(word) for word in command], check=False, env={**os.environ, **build.cache_environment(), **build.WAITING})
    print(f"  {'FAILED' if done.returncode else 'ok'} in {time.time() - begun:.0f} s", flush=True)
    return done.returncode
