"""Makes the small HDF5 files of src/test/resources/hdf5, one for each way of storing rows.

Run with: python make_hdf5_files.py ../resources/hdf5
Made with h5py 3.16.0 (HDF5 2.0.0); values follow from the row and column, the noise has seed 7.
"""

import os
import signal
import sys
from pathlib import Path

import h5py
import numpy as np

ROWS, COLUMNS = 61, 5
NEWER = ("v110", "v110")
out = Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)

r, c = np.meshgrid(np.arange(ROWS), np.arange(COLUMNS), indexing="ij")
rows = (r * 0.5 - c * 8).astype("f4")  # exact in float16, too
whole = (r * 2 + c).astype("f4")  # exact in every integer type


def write(name, data, libver="earliest", userblock=0, **kwargs):
    with h5py.File(out / name, "w", libver=libver, userblock_size=userblock) as f:
        f.create_dataset("data", data=data, **kwargs)


for kind in ["<f2", ">f2", "<f4", ">f4", "<f8", ">f8"]:
    write(f"float-{kind[1:]}-{'little' if kind[0] == '<' else 'big'}.h5", rows.astype(kind))
for kind in ["i1", "u1", "<i2", ">i2", "<u2", "<i4", ">i4", "<u4", "<i8", ">i8", "<u8"]:
    order = "big" if kind[0] == ">" else "little"
    write(f"int-{kind.lstrip('<>')}-{order}.h5", whole.astype(kind))

chunked = {"chunks": (16, 5)}
write("chunk-rows.h5", rows, **chunked)
write("chunk-columns.h5", rows, chunks=(20, 1))
write("chunk-blocks.h5", rows, chunks=(7, 2))
write("chunk-resizable.h5", rows, maxshape=(None, 5), **chunked)
write("gzip.h5", rows, compression="gzip", compression_opts=4, **chunked)
write("gzip-shuffle.h5", rows, compression="gzip", compression_opts=4, shuffle=True, **chunked)
write("gzip-shuffle-fletcher.h5", rows, compression="gzip", shuffle=True, fletcher32=True, **chunked)
write("fletcher.h5", rows, fletcher32=True, **chunked)
write("lzf.h5", rows, compression="lzf", **chunked)
write("lzf-shuffle-f8-big.h5", rows.astype(">f8"), compression="lzf", shuffle=True, chunks=(16, 5))
noise = np.random.default_rng(7).standard_normal((64, 8)).astype("f4")
write("lzf-noise.h5", noise, compression="lzf", chunks=(16, 8))  # lzf gives up: chunks marked as unfiltered
noise.astype("<f4").tofile(out / "lzf-noise.f32")

# The newer format: other headers, each kind of chunk index.
write("latest-contiguous.h5", rows, libver=NEWER)
write("latest-single-chunk.h5", rows, libver=NEWER, chunks=(61, 5), compression="gzip")
write("latest-fixed-array.h5", rows, libver=NEWER, compression="gzip", **chunked)
write("latest-fixed-array-plain.h5", rows, libver=NEWER, **chunked)
write("latest-extensible.h5", rows, libver=NEWER, maxshape=(None, 5), compression="gzip", **chunked)
write("latest-btree.h5", rows, libver=NEWER, maxshape=(None, None), compression="gzip", **chunked)
write("latest-columns-may-grow.h5", rows, libver=NEWER, maxshape=(None, 12), **chunked)
write("latest-unlimited-columns.h5", rows, libver=NEWER, maxshape=(ROWS, None), chunks=(16, 2))
write("latest-unlimited-columns-gzip.h5", rows, libver=NEWER, maxshape=(ROWS, None), chunks=(7, 2), compression="gzip")
write("latest-fixed-array-pages.h5", rows, libver=NEWER, maxshape=(2000, 6), chunks=(1, 5))
write("latest-layout-5.h5", rows, libver="latest", compression="gzip", **chunked)  # HDF5 2.0
write("userblock.h5", rows, userblock=512)
write("userblock-gzip.h5", rows, userblock=512, compression="gzip", **chunked)

with h5py.File(out / "compact.h5", "w") as f:
    plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    plist.set_layout(h5py.h5d.COMPACT)
    space = h5py.h5s.create_simple(rows.shape)
    h5py.h5d.create(f.id, b"data", h5py.h5t.IEEE_F32LE, space, plist).write(h5py.h5s.ALL, h5py.h5s.ALL, rows)

# LZ4 is no filter of h5py itself: chunks written raw, as the plugin lays them out (size, block size, blocks), big-endian.
def lz4_literals(raw):
    """A valid LZ4 block of literals only."""
    n = len(raw)
    head = bytes([min(n, 15) << 4])
    rest = n - 15
    while n >= 15 and rest >= 0:
        head += bytes([min(rest, 255)])
        if rest < 255:
            break
        rest -= 255
    return head + raw


def lz4_chunk(raw, block):
    body = len(raw).to_bytes(8, "big") + block.to_bytes(4, "big")
    for i in range(0, len(raw), block):
        packed = lz4_literals(raw[i : i + block])
        body += len(packed).to_bytes(4, "big") + packed
    return body


with h5py.File(out / "lz4.h5", "w") as f:
    plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    plist.set_chunk((16, 5))
    plist.set_filter(32004, h5py.h5z.FLAG_OPTIONAL, (0,))
    data = h5py.h5d.create(f.id, b"data", h5py.h5t.IEEE_F32LE, h5py.h5s.create_simple(rows.shape), plist)
    for start in range(0, ROWS, 16):
        chunk = np.zeros((16, 5), "f4")
        part = rows[start : start + 16]
        chunk[: len(part)] = part
        data.write_direct_chunk((start, 0), lz4_chunk(chunk.tobytes(), 128), 0)

with h5py.File(out / "names-group.h5", "w") as f:
    d = f.create_dataset("sim/jets", data=rows)
    d.attrs["columns"] = ["b", "a", "extra", "y", "x"]

# Rows that were never written hold the fill value.
with h5py.File(out / "sparse.h5", "w") as f:
    d = f.create_dataset("data", shape=(61, 5), dtype="f4", fillvalue=-7, **chunked)
    d[:16] = rows[:16]
with h5py.File(out / "sparse-never-filled.h5", "w") as f:
    plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    plist.set_chunk((16, 5))
    plist.set_fill_time(h5py.h5d.FILL_TIME_NEVER)
    made = h5py.h5d.create(f.id, b"data", h5py.h5t.IEEE_F32LE, h5py.h5s.create_simple(rows.shape), plist)
    h5py.Dataset(made)[:16] = rows[:16]

with h5py.File(out / "gzip-twice.h5", "w") as f:
    plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    plist.set_chunk((16, 5))
    plist.set_shuffle()
    plist.set_deflate(4)
    plist.set_fletcher32()
    plist.set_deflate(1)
    made = h5py.h5d.create(f.id, b"data", h5py.h5t.IEEE_F32LE, h5py.h5s.create_simple(rows.shape), plist)
    h5py.Dataset(made)[...] = rows

with h5py.File(out / "bool.h5", "w") as f:
    f["data"] = whole % 3 == 0
with h5py.File(out / "enum.h5", "w") as f:
    f.create_dataset("data", data=whole.astype("i2"), dtype=h5py.enum_dtype({"A": 0, "B": 1}, basetype="i2"))

# Names of columns in every kind of text, in the header and in a heap, and attributes that are about something else.
with h5py.File(out / "names-kinds.h5", "w", libver=NEWER) as f:
    names = ["b", "a", "extra", "y", "x"]
    for path, libver_names in [("fixed", np.array(names, "S9")), ("variable", names)]:
        f.create_dataset(path, data=rows).attrs["columns"] = libver_names
    d = f.create_dataset("heap", data=rows)
    for i in range(20):
        d.attrs[f"note {i}"] = i
    d.attrs["column_names"] = names
    d = f.create_dataset("huge", data=rows)
    d.attrs["columns"] = np.array(names, "S14000")
    f.create_dataset("unrelated", data=rows).attrs["names"] = ["first", "second"]
    f.create_dataset("text", data=rows).attrs["columns"] = "a, b, c, d, e"

# Addresses and lengths of four bytes.
settings = h5py.h5p.create(h5py.h5p.FILE_CREATE)
settings.set_sizes(4, 4)
with h5py.File(h5py.h5f.create(bytes(out / "short-addresses.h5"), h5py.h5f.ACC_TRUNC, settings)) as f:
    d = f.create_dataset("data", data=rows, maxshape=(None, 5), compression="gzip", **chunked)
    d.attrs["columns"] = ["a", "b", "x", "y", "z"]

# Links: the dataset of a group, and one of the same name at the root with other rows.
with h5py.File(out / "links.h5", "w") as f:
    f["rows"] = -rows
    sim = f.create_group("sim")
    sim["rows"] = rows
    sim["relative"] = h5py.SoftLink("rows")
    sim["here"] = h5py.SoftLink("./rows")
    sim["absolute"] = h5py.SoftLink("/sim/rows")
    sim["again"] = h5py.SoftLink("relative")
    f["group"] = h5py.SoftLink("sim")
    f["deep"] = h5py.SoftLink("group/again")
    sim["dangling"] = h5py.SoftLink("nothing")
    sim["circle"] = h5py.SoftLink("circle")
    sim["outside"] = h5py.ExternalLink("float-f4-little.h5", "/data")
    sim["behind"] = h5py.SoftLink("outside")
    f["outer"] = h5py.ExternalLink("links.h5", "/sim")

# Neighbours that nobody reads must not stand in the way.
with h5py.File(out / "odd-siblings.h5", "w", libver=("v112", "v112")) as f:
    f["data"] = rows
    f["data"].attrs["region"] = f["data"].regionref[:3]
    f["data"].attrs["opaque"] = np.void(b"abc")
    f["scale"] = np.arange(ROWS)
    f["scale"].make_scale("row")
    f["data"].dims[0].attach_scale(f["scale"])
    f["type"] = np.dtype("f4")
    f.create_dataset("committed", rows.shape, f["type"])[...] = rows
    f["opaque"] = np.array([b"abc"], "V3")
    f["outside"] = h5py.ExternalLink("nowhere.h5", "/data")
    virtual = h5py.VirtualLayout(rows.shape, "f4")
    virtual[:] = h5py.VirtualSource("float-f4-little.h5", "data", rows.shape)
    f.create_virtual_dataset("virtual", virtual)
    f.create_dataset("external", rows.shape, "f4", external=[("nowhere.bin", 0, rows.nbytes)])
    f.create_dataset("cube", data=rows.reshape(ROWS, 5, 1))
    f.create_dataset("complex", data=rows.astype("c8"))
    f.create_dataset("text", data=["a", "b"])
    f["empty"] = h5py.Empty("f4")

# What float32 cannot hold.
with h5py.File(out / "wide.h5", "w") as f:
    ids = np.arange(ROWS) + 2**24
    f["ids"] = np.stack([ids, np.arange(ROWS)], 1).astype("i4")
    f["long"] = np.stack([ids * 2**30 + 1, np.arange(ROWS)], 1).astype("i8")
    f["unsigned"] = np.stack([np.uint64(2**64 - 1) - np.arange(ROWS, dtype="u8"), np.arange(ROWS, dtype="u8")], 1)
    f["times"] = np.stack([1.5e9 + np.arange(ROWS) / ROWS, np.arange(ROWS) / ROWS], 1)
    f["large"] = np.where(rows[:, :2] == rows[30, 0], -1e300, rows[:, :2].astype("f8"))
    f.create_dataset("large-gzip", data=f["large"][:], chunks=(8, 1), compression="gzip")
    f["infinite"] = np.where(rows[:, :2] == rows[30, 0], np.inf, rows[:, :2].astype("f8"))


# Writers that were killed, one of them in SWMR mode.
def killed(name, swmr):
    child = os.fork()
    if child == 0:
        f = h5py.File(out / name, "w", libver=NEWER)
        d = f.create_dataset("data", rows.shape, "f4", **chunked)
        if swmr:
            f.swmr_mode = True
        d[:32] = rows[:32]
        f.flush()
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)


killed("bad-killed-writer.h5", False)
killed("bad-killed-swmr.h5", True)

# Things that must be refused.
with h5py.File(out / "bad-zero-rows.h5", "w") as f:
    f.create_dataset("data", shape=(0, 5), maxshape=(None, 5), dtype="f4")
with h5py.File(out / "bad-rank.h5", "w") as f:
    f.create_dataset("data", data=rows[:, 0])
with h5py.File(out / "bad-text.h5", "w") as f:
    f.create_dataset("data", data=np.array([["a", "b"]], dtype="S1"))
with h5py.File(out / "bad-compound.h5", "w") as f:
    f.create_dataset("data", data=np.zeros((3, 2), dtype=[("a", "f4"), ("b", "i4")]))
with h5py.File(out / "bad-never-written.h5", "w") as f:
    f.create_dataset("data", shape=(61, 5), dtype="f4")
write("bad-filter.h5", rows, compression="szip", **chunked)
with h5py.File(out / "bad-nan.h5", "w") as f:
    nan = rows.copy()
    nan[17, 3] = np.nan
    nan[17, 4] = np.inf
    nan[40, 0] = -np.inf
    f.create_dataset("data", data=nan)
with h5py.File(out / "bad-group.h5", "w") as f:
    f.create_group("data")
