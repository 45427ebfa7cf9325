"""Makes HDF5 files whose columns are kept in the ways of the field, for the tests of flashflow.data.hdf5.columns.

Run with: python make_hdf5_columns.py FOLDER [ROWS]
Row r of a column that was given the number c holds value(r, c), whatever its type; text columns hold "row r, column c" with an
umlaut. bool columns hold whether the value is odd.
"""

import sys
import warnings
from pathlib import Path

import h5py
import numpy as np
import pandas as pd
import tables

warnings.simplefilter("ignore")
out = Path(sys.argv[1])
rows = int(sys.argv[2]) if len(sys.argv) > 2 else 50
r = np.arange(rows)


def value(r, c):
    return (r * 7 + c * 13) % 101


def text(r, c):
    return f"rów {r}, column {c}" if (r + c) % 3 else ""


TYPES = ["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"]


def column(c, dtype="f4"):
    return value(r, c).astype(dtype)


with h5py.File(out / "group.h5", "w") as file:
    jets = file.create_group("events/jets")
    c = 0
    for name in TYPES:
        for order in "<>":
            dtype = np.dtype(name).newbyteorder(order)
            options = [{}, {"chunks": (7,)}, {"chunks": (16,), "compression": "gzip", "shuffle": True}][c % 3]
            jets.create_dataset(f"{name}_{'little' if order == '<' else 'big'}", data=column(c, dtype), **options)
            c += 1
    jets["flag"] = value(r, c) % 2 == 1
    colour = h5py.enum_dtype({f"C{i}": i for i in range(101)}, basetype="u1")
    jets.create_dataset("kind", data=column(c + 1, "u1"), dtype=colour)
    jets.create_dataset("long_text", data=[text(i, c + 2) for i in r], dtype=h5py.string_dtype())
    jets["short_text"] = np.array([text(i, c + 3).encode() for i in r])
    jets.create_dataset("event", data=2**53 + 1 + r.astype("i8"))
    jets.create_dataset("big", data=np.uint64(2**64 - 1) - r.astype("u8"))
    jets["other_length"] = np.arange(rows + 3.0)
    jets.create_dataset("jagged", data=[np.arange(i % 4, dtype="f4") for i in r], dtype=h5py.vlen_dtype("f4"))
    jets["single"] = 5.0
    sparse = jets.create_dataset("sparse", (rows,), "f4", chunks=(10,), fillvalue=7)
    sparse[:30] = column(0)[:30]

with h5py.File(out / "wide.h5", "w") as file:
    wide = np.stack([column(c) for c in range(4)], axis=1)
    file["plain"] = wide
    labelled = file.create_dataset("labelled", data=wide, chunks=(9, 3), compression="gzip")
    labelled.attrs["properties"] = ["px", "py", "pz", "E"]
    file["beside/jets"] = wide
    file["beside/jets_labels"] = np.array([b"a", b"b", b"c", b"d"])
    file["beside/one"] = column(9)[:, None]

with h5py.File(out / "deep.h5", "w") as file:
    deep = np.stack([np.stack([column(3 * k + f) for f in range(3)], axis=1) for k in range(5)], axis=1)
    file["plain"] = deep
    file.create_dataset("chunked", data=deep, chunks=(8, 2, 2), compression="gzip", maxshape=(None, 5, 3))
    with h5py.File(out / "deep-latest.h5", "w", libver="latest") as latest:
        latest.create_dataset("fixed", data=deep, chunks=(8, 2, 2))
        latest.create_dataset("extensible", data=deep, chunks=(8, 2, 2), maxshape=(None, 9, 7))
        latest.create_dataset("second", data=deep, chunks=(8, 2, 2), maxshape=(rows + 9, None, 7), compression="lzf")
        latest.create_dataset("tree", data=deep, chunks=(8, 2, 2), maxshape=(None, None, 7))
    file["objects/pt"] = deep[:, :, 0]
    file["objects/eta"] = deep[:, :, 1].astype(">f8")
    file["objects/MASK"] = deep[:, :, 2].astype(int) % 2 == 1
    file["objects/length"] = (r % 6).astype("u4")
    file["objects/weight"] = column(20, "f8")

with h5py.File(out / "several.h5", "w") as file:
    file["event/jets"] = deep[:, :2]
    info = file.create_dataset("event/info", data=np.stack([column(20 + c) for c in range(4)], axis=1))
    info.attrs["properties"] = ["met", "phi", "ht", "weight"]
    file["event/number"] = column(30)
    file["runs"] = np.arange(6.0).reshape(2, 3)
    file["matlab/lying"] = column(1)[None, :]
    file["matlab/standing"] = column(2)[:, None]
    file["matlab/table"] = np.stack([column(3 + c) for c in range(3)])
    for name, first in ("energy", 40), ("time", 41):
        file[f"lists/{name}/cumulative_length"] = 2 * (r + 1)
        file[f"lists/{name}/flattened_data"] = value(np.arange(2 * rows), first)
    file["lists/sum"] = column(42)

JET = np.dtype(
    [
        ("pt", "f4"),
        ("eta", ">f8"),
        ("inner", [("flavour", "i4"), ("probability", "f2", (3,))]),
        ("id", "i8"),
        ("name", "S20"),
        ("used", "?"),
    ]
)


def jets(shape, first):
    made = np.zeros(shape, JET)
    index = np.arange(made.size).reshape(shape)
    made["pt"] = value(index, first)
    made["eta"] = value(index, first + 1)
    made["inner"]["flavour"] = value(index, first + 2)
    for k in range(3):
        made["inner"]["probability"][..., k] = value(index, first + 3 + k)
    made["id"] = 2**53 + 1 + index
    made["name"] = np.vectorize(lambda i: text(i, first + 6).encode())(index)
    made["used"] = value(index, first + 7) % 2 == 1
    return made


with h5py.File(out / "compound.h5", "w") as file:
    file["jets"] = jets(rows, 0)
    file.create_dataset("chunked", data=jets(rows, 0), chunks=(11,), compression="gzip", shuffle=True)
    file["tracks"] = jets((rows, 4), 0)
    file.create_dataset("chunked_tracks", data=jets((rows, 4), 0), chunks=(8, 3), compression="gzip")

frame = pd.DataFrame({f"c{c}": column(c, "f4") for c in range(3)})
frame["d"] = column(3, "f8")
frame["i"] = column(4, "i8")
frame["b"] = value(r, 5) % 2 == 1
frame.index = r + 1000
frame.to_hdf(out / "pandas-fixed.h5", key="jets", format="fixed")
frame.assign(t=[text(i, 6) for i in r]).to_hdf(out / "pandas-table.h5", key="jets", format="table")
frame.to_hdf(out / "pandas-data-columns.h5", key="jets", format="table", data_columns=True, complib="zlib", complevel=4)
pd.DataFrame({i: column(i) for i in range(3)}).to_hdf(out / "pandas-numbered.h5", key="deep/jets", format="fixed")


class Jet(tables.IsDescription):
    pt = tables.Float32Col(pos=0)
    eta = tables.Float64Col(pos=1)
    number = tables.Int64Col(pos=2)
    cov = tables.Float32Col(shape=(2, 2), pos=3)
    name = tables.StringCol(20, pos=4)
    used = tables.BoolCol(pos=5)




with tables.open_file(str(out / "pytables.h5"), "w") as file:
    table = file.create_table("/", "jets", Jet, filters=tables.Filters(complevel=3, complib="zlib"), chunkshape=(13,))
    for i in r:
        row = table.row
        row["pt"], row["eta"], row["number"] = value(i, 0), value(i, 1), value(i, 2)
        row["cov"] = [[value(i, 3), value(i, 4)], [value(i, 5), value(i, 6)]]
        row["name"] = text(i, 7).encode()
        row["used"] = value(i, 8) % 2 == 1
        row.append()
