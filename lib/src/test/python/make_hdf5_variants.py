"""Makes HDF5 files of random storage, for the comparison of what is read with what h5py reads.

Run with: python make_hdf5_variants.py FOLDER SEED COUNT
With seed 0 the files are few, and their lists of chunks long.
Each file NAME.h5 holds one dataset at a path of its own; NAME.f32 holds what h5py reads, as float32 row after row; the lines
printed are NAME, path, rows, columns and column names (or -), parted by tabs.
"""

import sys
from pathlib import Path

import h5py
import numpy as np

out = Path(sys.argv[1])
random = np.random.default_rng(int(sys.argv[2]))
count = int(sys.argv[3])

KINDS = ["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "bool", "enum"]
LIBVERS = [
    ("earliest", "latest"),
    ("earliest", "latest"),
    ("v108", "latest"),
    ("earliest", "v108"),
    ("v108", "v108"),
    ("v108", "v110"),
    ("v110", "v110"),
    ("v112", "v112"),
    ("v114", "v114"),
    ("latest", "latest"),
]


def pick(options):
    return options[int(random.integers(len(options)))]


def chance(share):
    return bool(random.random() < share)


def dtype():
    kind = pick(KINDS)
    if kind == "bool":
        return np.dtype(bool)
    if kind == "enum":
        return h5py.enum_dtype({"QUARK": 0, "GLUON": 21, "B": 5}, basetype="i4")
    return np.dtype(pick("<>") + kind)


def values(kind, shape):
    if np.dtype(kind).kind == "b":
        return random.integers(0, 2, shape).astype(bool)
    if h5py.check_enum_dtype(kind):
        return random.choice([0, 5, 21], shape).astype(kind)
    if kind.kind == "f":
        spread = 4 if kind.itemsize == 2 else 30
        numbers = random.standard_normal(shape) * 10.0 ** random.uniform(-spread, spread, shape)
        # Whole and tiny values too: those below the least normal number.
        numbers = np.where(random.random(shape) < 0.2, np.round(numbers % 7), numbers)
        numbers = np.where(random.random(shape) < 0.1, numbers * 1e-12, numbers)
        with np.errstate(over="ignore"):
            return np.clip(numbers, np.finfo(kind).min, np.finfo(kind).max).astype(kind)
    limits = np.iinfo(kind)
    few = random.integers(limits.min, limits.max, shape, dtype=kind.newbyteorder("="), endpoint=True)
    return np.where(random.random(shape) < 0.5, few, few % 5).astype(kind)


def side(size):
    return int(random.integers(1, max(2, size + 3)))


def maximum(size):
    return pick([size, size, None, None, size + int(random.integers(1, 400))])


def filters(plist):
    if chance(0.4):
        return
    if chance(0.4):
        plist.set_shuffle()
    if chance(0.2):
        plist.set_fletcher32()
    for i in range(pick([0, 1, 1, 1, 2])):
        # h5py itself does not read what lzf made of compressed data.
        if i == 0 and chance(0.3):
            plist.set_filter(32000, h5py.h5z.FLAG_OPTIONAL)
        else:
            plist.set_deflate(pick([0, 1, 4, 9]))
    if chance(0.2):
        plist.set_fletcher32()


def group(f):
    """A group deep enough, sometimes with so many members that they are stored in another way."""
    path = ""
    here = f
    for _ in range(pick([0, 0, 1, 2])):
        name = pick(["sim", "événements", "a b", "g" * 70])
        here = here.create_group(name, track_order=chance(0.3))
        path += name + "/"
    for i in range(pick([0, 0, 0, 3, 40, 200])):
        if i % 3:
            here.create_group(f"member {i}")
        else:
            here[f"link {i}"] = h5py.SoftLink(f"/nowhere/{i}")
    return here, path


def neighbours(here):
    """Objects of kinds that are not read; they must not be in the way."""
    if chance(0.5):
        here["odd"] = np.array([b"abc"], dtype="V3")
        here["vlen"] = h5py.Empty("f4")
        here["type"] = np.dtype("f8")
        here["outside"] = h5py.ExternalLink("nowhere.h5", "/data")
        here.create_dataset("texts", data=["a", "b"])
        here["odd"].attrs["void"] = np.void(b"xyz")


def names(dataset, width):
    if chance(0.5):
        for i in range(pick([0, 0, 0, 5, 12])):
            dataset.attrs[f"note {i}"] = pick([i, "text", np.arange(i), np.void(b"abc"), h5py.Empty("f4")])
    given = [f"col {i} {'µ' * (i % 3)}" for i in range(width)]
    how = pick(["none", "none", "vlen", "fixed", "large"])
    if how == "none":
        return "-"
    attribute = pick(["columns", "names", "column_names"])
    if how == "vlen":
        dataset.attrs[attribute] = given
    else:
        size = 40 if how == "fixed" else 3000 if width < 20 else 100
        dataset.attrs[attribute] = np.array([g.encode() for g in given], dtype=f"S{size}")
    return "|".join(given)


def create(here, name, kind, rows, columns):
    plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    layout = pick(["contiguous", "compact", "chunked", "chunked", "chunked", "chunked", "chunked"])
    most = (rows, columns)
    fill = None
    if layout == "compact" and rows * columns * kind.itemsize > 60000:
        layout = "contiguous"
    if layout == "compact":
        plist.set_layout(h5py.h5d.COMPACT)
    elif layout == "chunked":
        most = (maximum(rows), maximum(columns))
        chunk = tuple(min(side(s), m or side(s)) for s, m in zip((rows, columns), most, strict=False))
        plist.set_chunk(chunk)
        filters(plist)
        if chance(0.2):
            plist.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
        if chance(0.5):
            fill = values(kind, (1,)).astype(kind)
            plist.set_fill_value(fill)
    space = h5py.h5s.create_simple((rows, columns), tuple(h5py.h5s.UNLIMITED if m is None else m for m in most))
    type_id = h5py.h5t.py_create(kind, logical=True)
    if chance(0.1):
        type_id.commit(here.id, b"committed")
    plist.set_attr_phase_change(*pick([(8, 6), (0, 0), (8, 6), (2, 1)]))
    made = h5py.h5d.create(here.id, name.encode(), type_id, space, plist)
    return h5py.Dataset(made), layout, most


def write(dataset, kind, layout):
    rows, columns = dataset.shape
    if layout == "chunked" and chance(0.25) and rows > 2:
        # Some chunks are never written.
        first = int(random.integers(rows))
        last = int(random.integers(first + 1, rows + 1))
        dataset[first:last] = values(kind, (last - first, columns))
        at = int(random.integers(columns))
        dataset[:, at : at + 1] = values(kind, (rows, 1))
    else:
        dataset[...] = values(kind, (rows, columns))


def grow(dataset, most, kind):
    rows, columns = dataset.shape
    if chance(0.3):
        shape = tuple(
            min(m or 10**9, max(1, s + int(random.integers(-s, 40)))) if m != s else s for s, m in zip((rows, columns), most, strict=False)
        )
        dataset.resize(shape)
        if chance(0.5):
            dataset[-1:] = values(kind, (1, shape[1]))


def raw_chunks(dataset):
    """Chunks written past the filters say so in their masks."""
    dcpl = dataset.id.get_create_plist()
    number = dcpl.get_nfilters()
    if number > 1 and chance(0.2):
        chunk = np.zeros(dataset.chunks, dataset.dtype)
        chunk[...] = dataset.dtype.type(3)
        dataset.id.write_direct_chunk((0, 0), chunk.tobytes(), (1 << number) - 1)


def make(i):
    name = f"variant-{i:04d}"
    rows, columns = pick([1, 2, 61, 300, 3000]), pick([1, 2, 5, 31, 52])
    if chance(0.05):
        rows, columns = 7000, 1
    kind = dtype()
    low, high = pick(LIBVERS)
    options = {"userblock_size": pick([0, 0, 0, 512, 2048])}
    if chance(0.1) and options["userblock_size"] == 0 and high not in ("v108",):
        options |= {"fs_strategy": "page", "fs_page_size": 4096}
    with h5py.File(out / f"{name}.h5", "w", libver=(low, high), **options) as f:
        here, path = group(f)
        neighbours(here)
        dataset, layout, most = create(here, "rows", kind, rows, columns)
        write(dataset, kind, layout)
        if layout == "chunked":
            grow(dataset, most, kind)
        given = names(dataset, dataset.shape[1])
        target = path + "rows"
        if chance(0.3):
            here["hard"] = dataset
            here["soft"] = h5py.SoftLink(pick(["rows", "/" + target, "./hard"]))
            target = path + "soft"
    # Opened anew, lest a chunk kept in memory hides what lies in the file.
    with h5py.File(out / f"{name}.h5", "r+", libver=(low, high)) as f:
        if layout == "chunked" and np.dtype(kind).kind != "b" and not h5py.check_enum_dtype(kind):
            raw_chunks(f[target])
    with h5py.File(out / f"{name}.h5") as f:
        try:
            with np.errstate(over="ignore"):
                read = f[target][...].astype("f4")
        except OSError:
            # Some combinations of filters are written by h5py and not read.
            return False
    read.astype("<f4").tofile(out / f"{name}.f32")
    print(name, target, *read.shape, given, sep="\t")
    return True


def large(name, shape, most, low):
    """Enough chunks for every kind of block, page and level of an index."""
    data = (np.arange(shape[0] * shape[1]) % 251).astype("u1").reshape(shape)
    data[data == 7] = 0
    with h5py.File(out / f"{name}.h5", "w", libver=(low, "latest")) as f:
        dataset = f.create_dataset("data", shape, "u1", chunks=(1, 1), maxshape=most)
        dataset[...] = data
        # A stretch that is never written, longer than a page.
        gap = f.create_dataset("gap", shape, "u1", chunks=(1, 1), maxshape=most, fillvalue=7)
        gap[: shape[0] // 50, : max(1, shape[1] // 50)] = 1
        gap[-1:, -1:] = 2
        gapped = gap[...]
    data.astype("<f4").tofile(out / f"{name}.f32")
    print(name, "data", *shape, "-", sep="\t")
    (out / f"{name}-gap.h5").symlink_to(out / f"{name}.h5")
    gapped.astype("<f4").tofile(out / f"{name}-gap.f32")
    print(f"{name}-gap", "gap", *shape, "-", sep="\t")


if int(sys.argv[2]) == 0:
    large("tree", (70_000, 1), (None, 1), "earliest")
    large("extensible", (140_000, 1), (None, 1), "v110")
    large("extensible-columns", (2, 70_000), (2, None), "v110")
    large("fixed", (70_000, 1), (70_000, 1), "v110")
    large("fixed-wider", (300, 100), (400, 250), "v110")
    large("tree-2", (700, 100), (None, None), "v110")
    sys.exit()

made = 0
while made < count:
    made += make(made)
