"""A notebook to begin one's own analysis with: the whole way in ten lines, on a file that the user names."""

import json
import os
import shlex
import sys
from pathlib import Path

import build
from machine import Missing
from whole import write

NOTEBOOKS = build.ROOT / "notebooks"
SAMPLE = build.ROOT / "data" / "jets-train.h5"
OPENED = {".csv": "CsvDataset", ".tsv": "CsvDataset", ".parquet": "ParquetDataset"}


def new(arguments):
    """`new NAME [FILE]`: where the second is missing, a person at the terminal is asked for it."""
    if not 1 <= len(arguments) <= 2 or arguments[0].startswith("-"):
        raise Missing("Say kernel-setup/run new NAME, or new NAME FILE with your data.")
    book = place(arguments[0])
    if book.exists():
        raise Missing(f"{book} is there already: take another name, or delete it first.")
    data = chosen(arguments[1] if len(arguments) > 1 else asked())
    write(book, json.dumps(notebook(book, data), indent=1, ensure_ascii=False) + "\n")
    print(f"{book} is written. To open it: ./kernel-setup/run lab {shlex.quote(str(inside(book) or book))}")
    return 0


def place(name):
    """A plain name lies beside the other notebooks."""
    file = Path(name if name.endswith(".ipynb") else f"{name}.ipynb")
    return NOTEBOOKS / file if file.parent == Path(".") and not file.is_absolute() else Path(os.path.abspath(file))


def inside(file):
    """Its path in the repository, or None."""
    return file.relative_to(build.ROOT) if build.ROOT in file.parents else None


def asked():
    if not sys.stdin.isatty():
        return ""
    return input("Your data, an HDF5, CSV or Parquet file (Enter: the bundled sample of jets): ").strip()


def chosen(name):
    file = Path(name).expanduser() if name else SAMPLE
    if not file.is_file():
        raise Missing(f"There is no file {file}: name one with rows of objects, or none for the bundled sample.")
    return Path(os.path.abspath(file))


def notebook(book, data):
    near = inside(data) and inside(book)
    name = os.path.relpath(data, book.parent).replace(os.sep, "/") if near else data.as_posix()
    cells = [markdown(TITLE.format(name=book.stem)), code(look(name, data.suffix))]
    cells += [markdown(COLUMNS), code(opened(data)), markdown(TRAIN), code(TRAINING), markdown(CHECK), code(CHECKING.format(name=book.stem))]
    cells += [markdown(ASK), code("Notebook.about()")]
    kernel = {"name": build.KERNEL, "display_name": "Java (FlashFlow)", "language": "java"}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel},
            "cells": [{"id": f"cell-{i}", **cell} for i, cell in enumerate(cells)]}


def look(name, suffix):
    kind = OPENED.get(suffix.lower())
    path = json.dumps(name, ensure_ascii=False)
    lines = f"var file = Path.of({path});  // your data\n"
    return lines + (f'{kind}.columns(file).targets("*").open().statistics()' if kind else "Hdf5.look(file)")


def opened(data):
    """The sample opens by itself; of other files the names of the columns are not known here."""
    kind = OPENED.get(data.suffix.lower())
    if data == SAMPLE:
        line = 'var data = Hdf5Dataset.jets(file);  // of your own: Hdf5Dataset.columns(file, "events").context("gen_*").targets("pt", "eta").open()'
    elif kind:
        line = f'var data = {kind}.columns(file).context("gen_*").targets("pt", "eta").open();  // your columns'
    else:
        line = 'var data = Hdf5Dataset.columns(file, "events").context("gen_*").targets("pt", "eta").open();  // your dataset and columns'
    return line + "\nvar parts = Split.of(data, 1).parts(0.8, 0.1, 0.1);\nparts"


def markdown(text):
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def code(text):
    return {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [], "source": text}


TITLE = """\
# {name}

What is in the file? (The documentation of a class: `Docs.of(Training.class)`; the other notebooks: [01](01-first-flow.ipynb) to 11.)"""
COLUMNS = """\
Name what is known of an object (*context*) and what is wanted (*targets*); `gen_*` is a pattern. \
For HDF5 the table above has the line that opens each part of the file. A tenth of the rows tells how the training goes, and another is kept for the check."""
TRAIN = "How the columns are preprocessed, how large the flow is and how it is trained: suggested by the data; whatever is set after the suggestion counts."
TRAINING = """\
var preprocessing = Preprocessing.guess(parts.train());
var model = FlowModel.of(FlowConfig.suggest(preprocessing, parts.train()), preprocessing);
var training = Training.suggest(model, parts.train()).validateOn(parts.validation());
if (Boolean.getBoolean("flashflow.fast")) training = training.epochs(1);
var run = training.fit(parts.train());"""
CHECK = "One drawn row for each row that was kept, against the truth; each distance stands next to its value between two halves of the truth."
CHECKING = """\
var rows = parts.test();
var sample = model.generate(rows.context(), 42);
display(Plots.distributions(rows.targets(), sample));
display(Validation.compare(rows.targets(), sample));
model.save(Path.of("{name}.flow"));"""
ASK = "For a question to the authors, add what the next cell shows."
