"""Executes one notebook on the kernel and says how each cell fares; runs inside the virtual environment."""

import argparse
import os
import re
import signal
import sys
import threading
import time
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert.preprocessors import CoalesceStreamsPreprocessor

import whole
from machine import Missing
from page import page

KERNEL = "flashflow-java"
FRAME = re.compile(r"^\s+at |^\s*\.\.\. \d+ (more|common)|^-+$|^\|?\s*$")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("notebook", type=Path)
    parser.add_argument("folder", type=Path, help="where the executed notebook and its HTML go")
    parser.add_argument("--log", type=Path, default=os.devnull, help="where the kernel's own messages go")
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--in-place", action="store_true")
    parser.add_argument("--timeout", type=int, help="seconds for one cell")
    options = parser.parse_args()
    book = nbformat.read(options.notebook, as_version=4)
    fault = execute(book, options)
    keep(book, options, fault)
    return fault


def execute(book, options):
    """Runs the cells; returns None or the sentence that says what went wrong."""
    progress = Progress(book)
    client = NotebookClient(
        book,
        km=kernel_manager(book, options.fast),
        timeout=options.timeout,
        startup_timeout=120,
        record_timing=False,
        resources={"metadata": {"path": str(options.notebook.parent)}},
        on_cell_start=progress.start,
        on_cell_executed=progress.end,
    )
    try:
        with open(options.log, "w", encoding="utf-8") as log:  # what the kernel's process itself says, not its cells
            client.execute(cleanup_kc=True, stderr=log)  # a kernel whose manager is given is kept alive otherwise
        return None
    except CellExecutionError:
        return progress.fail(first_error(book))
    except CellTimeoutError:
        return progress.fail(f"it ran longer than {options.timeout} s")
    except DeadKernelError:
        return progress.fail(f"the kernel died, most often for want of memory; its last words may be in {options.log}")
    except RuntimeError as fault:
        return progress.fail(f"the kernel did not start: {fault}")
    finally:
        progress.stop()


def kernel_manager(book, fast):
    """The notebook's own kernel where it asks for another Java kernel, ours in every other case."""
    wanted = book.metadata.get("kernelspec", {}).get("name", KERNEL)
    name = wanted if wanted in KernelSpecManager().find_kernel_specs() and wanted != "python3" else KERNEL
    manager = Manager(kernel_name=name)
    if fast:
        manager.kernel_spec.argv.insert(1, "-Dflashflow.fast=true")
    return manager


class Manager(AsyncKernelManager):
    """A kernel that is asked to end and told to: JJava's process outlives the request alone, and would be waited for."""

    async def shutdown_kernel(self, now=False, restart=False):
        await self.signal_kernel(signal.SIGTERM)
        await super().shutdown_kernel(now, restart)


class Progress:
    """A line for each code cell: its number, first line, seconds and end."""

    def __init__(self, book):
        self.numbers = {index: number for number, index in enumerate(
            (index for index, cell in enumerate(book.cells) if cell.cell_type == "code" and cell.source.strip()), start=1)}
        self.label = ""
        self.begun = time.time()
        self.running = threading.Event()
        self.live = sys.stdout.isatty()

    def start(self, cell, cell_index):
        self.begun = time.time()
        if cell_index in self.numbers:
            title = next((line for line in cell.source.splitlines() if line.strip()), "")
            self.label = f"  [{self.numbers[cell_index]:>2}/{len(self.numbers)}] {title[:70]:<70}"
            print(self.label, end="", flush=True)
            self.watch()

    def watch(self):
        """While a person looks on, the seconds of the running cell."""
        self.running = running = threading.Event()
        if self.live:
            def tick():
                while not running.wait(1):
                    print(f"\r{self.label} {self.seconds()}", end="", flush=True)
            threading.Thread(target=tick, daemon=True).start()

    def seconds(self):
        return f"{time.time() - self.begun:7.1f} s"

    def end(self, cell, cell_index, execute_reply):
        if self.running.is_set() or not self.label:
            return
        self.stop()
        ok = execute_reply["content"]["status"] == "ok"
        again = f"\r{self.label}" if self.live else ""
        print(f"{again} {self.seconds()}  {'ok' if ok else 'FAILED'}", flush=True)
        if ok:
            self.label = ""

    def stop(self):
        self.running.set()

    def fail(self, sentence):
        if not self.running.is_set():
            self.stop()
            print(f" {self.seconds()}  FAILED", flush=True)
        return f"{self.label.strip() or 'Before the first cell'}:\n    {sentence}"


def first_error(book):
    """What the failing cell says: the exceptions' sentences without their frames."""
    for cell in book.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                text = "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
                plain = re.sub("\x1b\\[[0-9;]*m", "", text)
                lines = [line.rstrip() for line in plain.splitlines() if not FRAME.match(line)]
                return "\n    ".join(lines)
    return "no cell holds the error"


def keep(book, options, fault):
    """Leaves the notebook with its outputs, and the same as HTML."""
    book, _ = CoalesceStreamsPreprocessor().preprocess(book, {})
    target = options.folder / options.notebook.name
    places = [target, options.notebook] if options.in_place and not fault else [target]
    for place in places:
        with whole.written(place) as part:
            nbformat.write(book, part)
    html = target.with_suffix(".html")
    whole.write(html, page(book, options.notebook.stem))
    for file in (target, html):
        print(f"  {os.path.relpath(file)}", flush=True)


if __name__ == "__main__":
    try:
        failure = main()
    except Missing as sentence:
        failure = sentence
    sys.exit(f"  {failure}" if failure else 0)
