"""Writes the jets of the data benchmark once more, a dataset each column: contiguous, with gzip 4 and shuffle in the chunks that
h5py chooses, the same in chunks of 65536 rows; and as Parquet with pyarrow's defaults. What is there already is left.

Arguments: folder rows
"""

import os
import sys

import h5py

KINDS = {
    "": {},
    "-gzip": {"compression": "gzip", "shuffle": True},
    "-gzip-64k": {"compression": "gzip", "shuffle": True, "chunks": (65536,)},
}


def missing(path):
    return not os.path.exists(path)


def write_columns(path, rows, names, **settings):
    if settings.get("chunks", (1,))[0] > len(rows):
        settings["chunks"] = (len(rows),)
    with h5py.File(path + ".part", "w") as file:
        for number, name in enumerate(names):
            file.create_dataset(f"jets/{name}", data=rows[:, number], **settings)
    os.replace(path + ".part", path)


def write_parquet(path, rows, names):
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.table({name: rows[:, number] for number, name in enumerate(names)})
    pyarrow.parquet.write_table(table, path + ".part")
    os.replace(path + ".part", path)


def main(folder, count):
    columns = {f"{folder}/columns-{count}{kind}.h5": settings for kind, settings in KINDS.items()}
    parquet = f"{folder}/jets-{count}.parquet"
    if not any(map(missing, [*columns, parquet])):
        return
    with h5py.File(f"{folder}/jets-{count}.h5") as file:
        rows = file["data"][:]
        names = [name.decode() for name in file["data"].attrs["columns"]]
    for path in filter(missing, columns):
        write_columns(path, rows, names, **columns[path])
    if missing(parquet):
        write_parquet(parquet, rows, names)


if __name__ == "__main__":
    main(*sys.argv[1:3])
