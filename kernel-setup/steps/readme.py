"""Runs the README's first block on the kernel: as one cell, statement by statement, and pasted into a notebook that `run new` has written. They lie where the
README says that it may, in a folder beside data. For the pass to be short, epochs(20) becomes epochs(1)."""

import json
import os
import re

import build
import new
from execution import side_by_side
from machine import Missing

FOLDER = build.BUILD / "readme"
FENCE = re.compile(r"^```java\n(.*?)^```$", re.M | re.S)


def both_ways(tally):
    try:
        block = first_block()
        build.empty(FOLDER)
        os.symlink(build.ROOT / "data", FOLDER / "data")
        books = [written("one-cell", [block]), written("cell-by-cell", block.splitlines()), in_a_new_notebook(block)]
        for book, status in zip(books, side_by_side(books, FOLDER / "out", "--fast", "--timeout=600"), strict=True):
            failed = status or pictures(FOLDER / "out" / book.name)
            tally.add(passed=not failed, failed=bool(failed))
    except Missing as sentence:
        tally.fail(sentence)


def in_a_new_notebook(block):
    """`run new` writes one that runs, in which the block runs as pasted."""
    book = FOLDER / "notebooks" / "my-analysis.ipynb"
    new.new([str(book), str(new.SAMPLE)])
    content = json.loads(book.read_text(encoding="utf-8"))
    content["cells"].append({"id": "pasted", **new.code(block)})
    build.write_json(book, content)
    return book


def first_block():
    found = FENCE.search((build.ROOT / "README.md").read_text(encoding="utf-8"))
    if not found or "epochs(20)" not in found[1]:
        raise Missing("README.md does not begin with a Java block that trains for epochs(20).")
    print("README's first block, with epochs(1) for epochs(20)", flush=True)
    return found[1].replace("epochs(20)", "epochs(1)").rstrip()


def written(name, cells):
    book = FOLDER / "notebooks" / f"{name}.ipynb"
    build.write_json(book, {
        "nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": build.KERNEL, "display_name": "Java", "language": "java"}},
        "cells": [{"id": str(i), "cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [], "source": source}
                  for i, source in enumerate(cells)]})
    return book


def pictures(executed):
    """The figures and the comparison show, whichever way the block is run; returns whether one is missing."""
    shown = executed.read_text(encoding="utf-8")
    count = len(re.findall(r"data:image/svg\+xml", shown))
    if count < 3 or "Wasserstein-1" not in shown:
        print(f"  FAILED  {executed.name} shows {count} pictures instead of three (the live loss, the loss, the distribution), or no comparison", flush=True)
        return True
    return False
