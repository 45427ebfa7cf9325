"""Makes src/test/resources/hdf5/filters: chunks as filters store them with what they hold, and small files of several filters.

Run with: python make_hdf5_filters.py ../resources/hdf5/filters
Made with h5py 3.14.0, hdf5plugin 5.1.0 and PyTables 3.10.1. Values follow from the row and column; the noise has seed 7.

chunks.bin, big-endian: the number of plain chunks, each with its length; then to the end of the file a name (length in two
bytes), the bytes of an element, the number of filters, for each its number, the number of its settings and these, then the mask of
filters left out, the number of the plain chunk, and the stored chunk with its length, all in four bytes each.
"""

import io
import os
import struct
import sys
from pathlib import Path

import h5py
import hdf5plugin
import numpy as np
import tables

ROWS, COLUMNS = 500, 3
CHUNK = (203, 3)
FLETCHER32, SHUFFLE, OPTIONAL = 3, 2, h5py.h5z.FLAG_OPTIONAL
# HDF5 1.14.6 does not read what it wrote here: values that need all their bits.
UNREADABLE = ["noise-scaleoffset"]
out = Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
plains = []
records = []


def values(kind, columns=COLUMNS):
    """Smooth, then noise, then always the same."""
    kind = np.dtype(kind)
    r, c = np.meshgrid(np.arange(ROWS), np.arange(columns), indexing="ij")
    noise = np.random.default_rng(7).integers(-100, 100, (ROWS, columns)) * (0.37 if kind.kind == "f" else 1)
    mixed = np.where(r < 90, r // 4 + c * 3, np.where(r < 130, noise, 17))
    return np.abs(mixed).astype(kind) if kind.kind == "u" else mixed.astype(kind)


def noise(kind):
    return np.frombuffer(np.random.default_rng(11).bytes(ROWS * COLUMNS * np.dtype(kind).itemsize), kind).reshape(ROWS, COLUMNS)


def create(file, name, data, chunk=CHUNK, filters=(), **options):
    """One dataset; filters are (number, settings) where h5py has no words for them."""
    if not filters:
        return file.create_dataset(name, data=data, chunks=chunk, **options)
    plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    plist.set_chunk(chunk)
    for number, settings in filters:
        plist.set_filter(number, OPTIONAL, settings)
    space = h5py.h5s.create_simple(data.shape)
    made = h5py.Dataset(h5py.h5d.create(file.id, name.encode(), h5py.h5t.py_create(data.dtype), space, plist))
    made[...] = data
    return made


def keep(name, dataset, lossy=False, expected=None):
    """Takes the first chunk of a dataset, and what h5py makes of it."""
    first = tuple(slice(0, side) for side in dataset.chunks)
    if name in UNREADABLE:
        plain = np.ascontiguousarray(expected[first])
    else:
        plain = np.ascontiguousarray(dataset[first])
        assert lossy or plain.tobytes() == np.ascontiguousarray(expected[first]).tobytes(), name
    if plain.tobytes() not in plains:
        plains.append(plain.tobytes())
    mask, stored = dataset.id.read_direct_chunk((0,) * dataset.ndim)
    plist = dataset.id.get_create_plist()
    parts = [struct.pack(">H", len(name)), name.encode(), struct.pack(">ii", dataset.dtype.itemsize, plist.get_nfilters())]
    for i in range(plist.get_nfilters()):
        number, _, settings, _ = plist.get_filter(i)
        parts.append(struct.pack(f">ii{len(settings)}I", number, len(settings), *settings))
    parts.append(struct.pack(">iii", mask, plains.index(plain.tobytes()), len(stored)) + stored)
    records.append(b"".join(parts))


def case(name, data, lossy=False, **options):
    with h5py.File(io.BytesIO(), "w") as file:
        create(file, "data", data, **options)
        file.flush()
        file["data"].id.refresh()
        keep(name, file["data"], lossy, data)


def blosc(size=1024, **options):
    """With small blocks, so that small chunks have several; read when a chunk is written."""
    os.environ["BLOSC_BLOCKSIZE"] = str(size)
    return hdf5plugin.Blosc(**options)


def blosc2(codec="blosclz", shuffle=1, size=1024):
    """The same for Blosc 2, whose settings have it."""
    os.environ.pop("BLOSC_BLOCKSIZE", None)
    number = ["blosclz", "lz4", "lz4hc", "snappy", "zlib", "zstd"].index(codec)
    return {"filters": [(32026, (0, size, 0, 0, 5, shuffle, number))]}


def settings_of(helper):
    return [(helper["compression"], tuple(helper["compression_opts"]))]


SHUFFLES = {"none": 0, "bytes": 1, "bits": 2}
for kind in ["u1", "f2", "f4", "f8"]:
    for codec in ["blosclz", "lz4", "lz4hc", "snappy", "zlib", "zstd"]:
        for shuffle, number in SHUFFLES.items():
            case(f"blosc-{codec}-{shuffle}-{kind}", values(kind), **blosc(cname=codec, clevel=5, shuffle=number))
            if codec != "snappy":
                case(f"blosc2-{codec}-{shuffle}-{kind}", values(kind), **blosc2(codec, number))
for kind in ["u1", "f2", "f4", ">f8"]:
    for codec in ["none", "lz4", "zstd"]:
        for elements, rows in [(0, 203), (64, 203), (8, 37), (0, 2)]:
            options = hdf5plugin.Bitshuffle(nelems=elements, cname=codec)
            case(f"bitshuffle-{codec}-{elements}-{rows}-{kind}", values(kind), chunk=(rows, 3), **options)
for kind in ["f4", ">i8"]:
    case(f"gzip-shuffle-{kind}", values(kind), compression="gzip", shuffle=True)
    case(f"lzf-{kind}", values(kind), compression="lzf")
    case(f"zstd-1-{kind}", values(kind), **hdf5plugin.Zstd(clevel=1))
    case(f"zstd-22-{kind}", values(kind), **hdf5plugin.Zstd(clevel=22))
    case(f"zstd-shuffle-{kind}", values(kind), shuffle=True, **hdf5plugin.Zstd())
    case(f"bzip2-1-{kind}", values(kind), **hdf5plugin.BZip2(blocksize=1))
    case(f"bzip2-9-{kind}", values(kind), shuffle=True, **hdf5plugin.BZip2(blocksize=9))
    case(f"lz4-{kind}", values(kind), **hdf5plugin.LZ4())
    case(f"lz4-blocks-{kind}", values(kind), **hdf5plugin.LZ4(nbytes=512))
# Odd sizes of elements, and those that are not split.
for size in [3, 5, 12, 17, 300]:
    odd = np.frombuffer((np.arange(210 * size) // 7 % 256).astype("u1").tobytes(), f"V{size}").reshape(210, 1)
    for shuffle, number in SHUFFLES.items():
        case(f"blosc-{shuffle}-V{size}", odd, chunk=(203, 1), **blosc(cname="lz4", shuffle=number))
        if size < 256:  # its own library does not read larger ones
            case(f"blosc2-{shuffle}-V{size}", odd, chunk=(203, 1), **blosc2("lz4", number, 0))
    case(f"bitshuffle-V{size}", odd, chunk=(203, 1), **hdf5plugin.Bitshuffle())
# A checksum before a compression: nobody says how many bytes come out.
for name, filters in {
    "gzip": [(1, (4,))],
    "lzf": [(32000, ())],
    "zstd": settings_of(hdf5plugin.Zstd()),
    "bzip2": settings_of(hdf5plugin.BZip2()),
    "lz4": settings_of(hdf5plugin.LZ4()),
    "blosc": settings_of(blosc(shuffle=0)),
    "blosc2": blosc2(shuffle=0)["filters"],
    "bitshuffle": settings_of(hdf5plugin.Bitshuffle()),
    "zstd-gzip": [*settings_of(hdf5plugin.Zstd()), (1, (1,))],
}.items():
    case(f"checksum-{name}", values("f4"), filters=[(SHUFFLE, ()), (FLETCHER32, ()), *filters])
# Nothing to gain: copied as it is, or left out.
for name, options in {
    "blosc": blosc(),
    "blosc2": blosc2(),
    "zstd": hdf5plugin.Zstd(),
    "bzip2": hdf5plugin.BZip2(),
    "bitshuffle": hdf5plugin.Bitshuffle(),
    "scaleoffset": {"scaleoffset": 0},
    "lz4": hdf5plugin.LZ4(),
}.items():
    case(f"noise-{name}", noise("i8"), **options)
for name, options in {"blosc": blosc(), "blosc2": blosc2(), "zstd": hdf5plugin.Zstd()}.items():
    case(f"zeros-{name}", np.zeros((ROWS, COLUMNS), "f4"), **options)
    case(f"nan-{name}", np.full((ROWS, COLUMNS), np.nan, "f4"), **options)

# Scale-offset loses digits: what h5py reads is expected.
for kind in ["i1", "u1", "i2", ">i2", "u2", "i4", ">u4", "i8", ">i8", "u8"]:
    case(f"scaleoffset-{kind}", values(kind) % 50, scaleoffset=0)
case("scaleoffset-five-bits", values("i4") % 30, scaleoffset=5)
case("scaleoffset-filled", np.where(values("i4") == 17, -999, values("i4")), scaleoffset=0, fillvalue=-999)
case("scaleoffset-full", values("i2"), scaleoffset=16)
case("scaleoffset-same", np.full((ROWS, COLUMNS), -5, "i4"), scaleoffset=0)
for kind in ["f4", "f8", ">f8"]:
    for scale in [0, 1, 3]:
        case(f"scaleoffset-{scale}-{kind}", (values(kind) / 7).astype(kind), lossy=True, scaleoffset=scale)
    case(f"scaleoffset-filled-{kind}", values(kind), lossy=True, scaleoffset=2, fillvalue=17)
case("nbit", values("i4"), filters=[(5, ())])

# What PyTables writes, with arrays of blocks in Blosc 2.
with tables.open_file(out / "pytables.h5", "w") as file:
    for library in ["zlib", "bzip2", "blosc", "blosc:lz4", "blosc:zstd", "blosc2", "blosc2:lz4", "blosc2:zlib", "blosc2:zstd"]:
        for shuffle, switches in {"plain": {}, "bytes": {"shuffle": True}, "bits": {"bitshuffle": True}}.items():
            if "bitshuffle" in switches and "blosc" not in library:
                continue
            filters = tables.Filters(complevel=5, complib=library, **{"shuffle": False, **switches})
            name = f"{library.replace(':', '_')}_{shuffle}"
            file.create_carray("/", name, obj=values("f4"), filters=filters, chunkshape=CHUNK)
    filters = tables.Filters(complevel=5, complib="blosc2")
    file.create_carray("/", "blosc2_zeros", obj=np.zeros((ROWS, COLUMNS), "f4"), filters=filters, chunkshape=CHUNK)
with tables.open_file(out / "scratch.h5", "w") as file:
    wide = values("f8", 21)
    for chunk in [(100, 21), (203, 13), (64, 8), (1, 21)]:
        name = f"blosc2_{chunk[0]}_{chunk[1]}"
        file.create_carray("/", name, obj=wide, filters=tables.Filters(complevel=9, complib="blosc2"), chunkshape=chunk)
    cube = values("i2", 28).reshape(ROWS, 4, 7)
    file.create_carray("/", "blosc2_cube", obj=cube, filters=tables.Filters(complevel=5, complib="blosc2"), chunkshape=(50, 3, 5))
    row = np.zeros(ROWS, [("pt", "f4"), ("id", "i8"), ("eta", "f8"), ("flag", "u1")])
    row["pt"], row["id"], row["eta"] = values("f4")[:, 0], np.arange(ROWS), values("f8")[:, 1]
    for library in ["blosc", "blosc2", "blosc2:zstd"]:
        name = f"table_{library.replace(':', '_')}"
        file.create_table("/", name, obj=row, filters=tables.Filters(complevel=5, complib=library), chunkshape=203)
for path in ["pytables.h5", "scratch.h5"]:
    with h5py.File(out / path) as file:
        for name, dataset in file.items():
            known = {"blosc2_cube": cube, "blosc2_zeros": np.zeros((ROWS, COLUMNS), "f4")}
            expected = row if name.startswith("table") else wide if path == "scratch.h5" else values("f4")
            keep(f"pytables-{name}", dataset, expected=known.get(name, expected).astype(dataset.dtype))
(out / "scratch.h5").unlink()

# Whole datasets, and filters that are not read.
with h5py.File(out / "several.h5", "w", libver=("v110", "v110")) as file:
    file["plain"] = values("f4")
    create(file, "zstd", values("f4"), **hdf5plugin.Zstd())
    create(file, "bzip2", values("f4"), **hdf5plugin.BZip2())
    create(file, "blosc", values("f4"), **blosc())
    create(file, "blosc2", values("f4"), **blosc2())
    create(file, "bitshuffle", values("f4"), **hdf5plugin.Bitshuffle())
    create(file, "scaleoffset", values("f4"), scaleoffset=4)
    file["plain-scaleoffset"] = file["scaleoffset"][...]
    create(file, "zfp", values("f4"), **hdf5plugin.Zfp(reversible=True))
    create(file, "sz3", values("f4"), **hdf5plugin.SZ3(absolute=0.1))

(out / "chunks.bin").write_bytes(
    struct.pack(">i", len(plains)) + b"".join(struct.pack(">i", len(plain)) + plain for plain in plains) + b"".join(records)
)
