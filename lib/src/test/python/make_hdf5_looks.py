"""Makes the files of src/test/resources/hdf5/looks: what others write, to be looked at. The texts beside them are what a look shows.

Run with: python make_hdf5_looks.py ../resources/hdf5/looks
Made with h5py 3.14, PyTables 3.10.1, pandas 2.2.3.
"""

import sys
from pathlib import Path

import h5py
import hdf5plugin
import numpy as np
import pandas as pd
import tables

out = Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
N = 8
line = np.arange(N)


def file(name, libver="earliest"):
    return h5py.File(out / name, "w", libver=libver)


with file("types.h5") as f:
    for kind in ["f2", "f4", ">f8", "i1", "u2", ">i4", "u8", "c8"]:
        f[f"plain/{kind.replace('>', 'big-')}"] = line.astype(kind)
    f["bool"] = line > 3
    f.create_dataset("enum", data=line % 2, dtype=h5py.enum_dtype({"A": 0, "B": 1}, "i2"))
    f["fixed text"] = np.array([b"ab", b"abc"])
    f.create_dataset("texts", data=["a", "b<c>"])
    f.create_dataset("jagged", (2,), h5py.vlen_dtype("f4"))[0] = [1, 2]
    f["opaque"] = np.array([b"abc"], "V3")
    f["arrays"] = np.zeros(N, [("x", "f4", (3,))])["x"]
    f.create_dataset("vectors", (N,), np.dtype(("f4", (3,))))[...] = np.zeros((N, 3))
    f.create_dataset("references", (2,), h5py.ref_dtype)
    f["empty"] = h5py.Empty("f4")
    f["scalar"] = 1.5
    f.create_dataset("no rows", (0, 3), "f4", maxshape=(None, 3))
    f["type"] = np.dtype(">f8")
    f["many"] = np.zeros(N, [(f"a{i}", "f4") for i in range(70)])

with file("storage.h5", ("v110", "v112")) as f:
    rows = np.zeros((64, 31), "f4")
    f["data"] = rows
    f.create_dataset("gzip", data=rows, chunks=(16, 31), compression="gzip", compression_opts=6, shuffle=True)
    f.create_dataset("lzf", data=rows, chunks=(16, 31), compression="lzf", fletcher32=True)
    f.create_dataset("grows", (64, 31), "f4", maxshape=(None, None), chunks=(20, 10))
    f.create_dataset("zfp", data=rows.astype("i4"), chunks=(16, 31), compression=hdf5plugin.Zfp(reversible=True))
    compact = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    compact.set_layout(h5py.h5d.COMPACT)
    space = h5py.h5s.create_simple((3,))
    h5py.h5d.create(f.id, b"compact", h5py.h5t.NATIVE_INT32, space, compact)
    virtual = h5py.VirtualLayout((64, 31), "f4")
    virtual[:] = h5py.VirtualSource(".", "data", (64, 31))
    f.create_virtual_dataset("virtual", virtual)
    f.create_dataset("external", (64, 31), "f4", external=[("nowhere.bin", 0, rows.nbytes)])

with file("physics.h5") as f:
    jets = np.zeros(N, [("pt", "f4"), ("flavour", "i4"), ("valid", "?"), ("cov", "f4", (2, 2))])
    f["jets"] = jets
    f["tracks"] = np.zeros((N, 4), [("d0", "f4"), ("valid", "?")])
    f["names only"] = np.zeros(N, [("name", "S4")])
    for name in ["pt", "eta", "mass"]:
        f[f"events/jets/{name}"] = line.astype("f4")
    f["events/jets/id"] = line
    f["events/jets/comment"] = np.full(N, b"x")
    f["uneven/a"], f["uneven/b"] = np.arange(3), np.arange(4)
    f["padded/pt"], f["padded/MASK"] = np.zeros((N, 5), "f4"), np.zeros((N, 5), "?")
    f["lists/cumulative_length"], f["lists/flattened_data"] = np.arange(3), np.arange(5.0)
    f["cube/data"] = np.zeros((N, 2, 3))
    f["cube/labels"] = np.array([b"a", b"b", b"c"])
    f["matrix/data"] = np.zeros((N, 3))
    f["matrix/labels"] = np.array([b"a", b"b", b"c"])
    f["particles"] = np.zeros((N, 3))
    f["particles"].attrs["properties"] = ["px", "py", "pz"]
    f["named"] = np.zeros((N, 3))
    f["named"].attrs["columns"] = ["px", "py", "pz"]
    f["four"] = np.zeros((N, 2, 3, 4))
    f["matlab/x"], f["matlab/word"] = np.zeros((1, N)), np.zeros((4, 1), "u2")
    f["matlab/x"].attrs["MATLAB_class"], f["matlab/word"].attrs["MATLAB_class"] = np.bytes_("double"), np.bytes_("char")

with file("attributes.h5", "latest") as f:
    a = f.create_dataset("few", data=line).attrs
    a["text"], a["bytes"], a["long text"] = "µ <b>", np.bytes_("fixed"), "x" * 100
    a["line\nbreak"] = "a\nb"
    a["int"], a["big"], a["unsigned"] = 7, np.array(-5, ">i8"), np.uint64(2**64 - 1)
    a["float"], a["half"], a["double"] = np.float32(0.1), np.float16(0.5), 1e300
    a["bool"], a["enum"] = True, np.array(1, h5py.enum_dtype({"A": 0, "B": 1}, "i1"))
    a["list"], a["texts"], a["table"] = np.arange(20), ["a", "b"], np.zeros((2, 2))
    a["empty"], a["none"] = h5py.Empty("f4"), np.zeros(0)
    a["reference"], a["opaque"] = f["few"].ref, np.void(b"abc")
    a["compound"] = np.zeros(1, [("x", "f4")])[0]
    a.create("lists", [np.arange(2.0), np.arange(3.0)], dtype=h5py.vlen_dtype("f8"))
    a.create("arrays", np.zeros((3, 2), "f4"), shape=(3, 2), dtype=np.dtype(("f4", (2,))))
    a = f.create_dataset("dense", data=line).attrs
    for i in range(40):
        a[f"number {i:02}"] = i
    a["large"] = np.arange(9_000)

with file("links.h5", "latest") as f:
    f["a/rows"] = np.zeros((N, 2), "f4")
    f["a/circle"] = f["/"]
    f["a/up"] = f["a"]
    f["b/again"] = f["a/rows"]
    f["b/soft"] = h5py.SoftLink("/a/rows")
    f["b/dangling"] = h5py.SoftLink("nothing")
    f["b/round"] = h5py.SoftLink("round")
    f["b/other"] = h5py.ExternalLink("nowhere.h5", "/data")
    f['odd "names"/a\\b'] = line
    f["größe/µ<&>"] = line

with file("deep.h5", "latest") as f:
    f["/".join(["g"] * 70) + "/rows"] = np.zeros((N, 2))

frame = pd.DataFrame({"pt": line * 1.5, "eta": line * 0.5, "charge": line % 2, "name": ["j"] * N})
frame[["pt", "charge"]].to_hdf(out / "pandas.h5", key="fixed", mode="w")
frame.to_hdf(out / "pandas.h5", key="sim/table", format="table", index=False)
frame.pt.to_hdf(out / "pandas.h5", key="series")


class Jet(tables.IsDescription):
    pt = tables.Float32Col(pos=0)
    flavour = tables.Int32Col(pos=1)
    weights = tables.Float64Col(shape=(2,), pos=2)


with tables.open_file(out / "pytables.h5", "w", title="jets of a test") as f:
    f.create_table("/events", "jets", Jet, "one row a jet", createparents=True, chunkshape=4, filters=tables.Filters(5, "zlib")).append(
        [(1, 2, [3, 4])] * N
    )
    f.create_array("/events", "plain", np.zeros((N, 3)))
    f.create_vlarray("/events", "lists", tables.Float32Atom(), chunkshape=4).append([1, 2])

# More than is shown.
with file("many.h5", "latest") as f:
    f["a"] = line
    for i in range(1200):
        f[f"again {i:04}"] = f["a"]
