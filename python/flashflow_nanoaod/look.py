"""What a file holds, as JSON."""

from flashflow_nanoaod import told
from flashflow_nanoaod.inputs import Input
from flashflow_nanoaod.leaves import leaves

ORIGIN = "FlashFlow"  # a text that says what generated the file


def look(path):
    """Events, branches with type, counter and title, what is no array of numbers, and the other objects of the file."""
    source = Input(path)
    found, others = leaves(source.tree)
    return {
        "file": str(path), "events": source.entries, "compression": str(source.file.file.compression),
        "simulation": "GenJet_pt" in found and "GenPart_pdgId" in found,
        "branches": [described(leaf) for leaf in found.values()],
        "others": others,
        "origin": str(source.other(ORIGIN)) if ORIGIN in source.others() else "",
        "objects": source.file.classnames(recursive=False, cycle=False),
    }


def described(leaf):
    return {"name": leaf.name, "type": leaf.dtype.name, "counter": leaf.counter, "shape": list(leaf.shape), "title": leaf.title or ""}


def main(options):
    told.result(look(options.input))
