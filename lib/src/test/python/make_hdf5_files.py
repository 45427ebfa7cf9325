"""Makes the small HDF5 files of src/test/resources/hdf5, one for each way of storing rows.

Run with: python make_hdf5_files.py ../resources/hdf5
Made with h5py 3.16.0 (HDF5 2.0.0); values follow from the row and column, the noise has seed 7.
"""

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
with h5py.File(out / "bad-missing-chunk.h5", "w") as f:
    d = f.create_dataset("data", shape=(61, 5), dtype="f4", fillvalue=-7, **chunked)
    d[:16] = rows[:16]
write("bad-filter.h5", rows.astype("i4"), scaleoffset=0, **chunked)
write("bad-layout-5.h5", rows, libver="latest", compression="gzip", **chunked)  # HDF5 2.0
with h5py.File(out / "bad-nan.h5", "w") as f:
    nan = rows.copy()
    nan[17, 3] = np.nan
    nan[17, 4] = np.inf
    nan[40, 0] = -np.inf
    f.create_dataset("data", data=nan)
with h5py.File(out / "bad-group.h5", "w") as f:
    f.create_group("data")
