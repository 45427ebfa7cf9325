"""Writes the Parquet files that flashflow.data.parquet.ParquetFilesTest reads: every type, compression and encoding.

Usage: make_parquet_files.py FOLDER (lib/src/test/resources/parquet). Made with pyarrow 19.0.1, pandas 2.2.3.

The value of row i in a column follows from number(i), which the test computes too; every seventh row of columns whose
name ends in "_null" is missing, as is every value of rows 100 to 129.
"""

import datetime
import decimal
import sys
import uuid
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 260
GROUP = 100
MASK = (1 << 64) - 1


def number(i):
    """64 bits that look like chance: a Weyl sequence through a multiply and a shift."""
    z = (i * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) & MASK
    return ((z ^ (z >> 31)) * 0xBF58476D1CE4E5B9) & MASK


def signed(i, bits):
    value = number(i) >> (64 - bits)
    return value - (1 << bits) if value >> (bits - 1) else value


def text(i):
    return f"§{number(i) % 11} é" if i % 5 else ""


PLAIN = {
    "bool": (pa.bool_(), lambda i: number(i) >> 63 == 1),
    "int8": (pa.int8(), lambda i: signed(i, 8)),
    "int16": (pa.int16(), lambda i: signed(i, 16)),
    "int32": (pa.int32(), lambda i: signed(i, 32)),
    "int64": (pa.int64(), lambda i: signed(i, 64)),
    "uint8": (pa.uint8(), lambda i: number(i) >> 56),
    "uint16": (pa.uint16(), lambda i: number(i) >> 48),
    "uint32": (pa.uint32(), lambda i: number(i) >> 32),
    "uint64": (pa.uint64(), number),
    "float16": (pa.float16(), lambda i: np.float16(signed(i, 11) / 8)),
    "float32": (pa.float32(), lambda i: signed(i, 24) / 1024),
    "float64": (pa.float64(), lambda i: signed(i, 53) / 1024),
    "text": (pa.string(), text),
}

MORE = {
    "decimal32": (pa.decimal128(7, 2), lambda i: decimal.Decimal(signed(i, 20)).scaleb(-2)),
    "decimal64": (pa.decimal128(15, 3), lambda i: decimal.Decimal(signed(i, 40)).scaleb(-3)),
    "decimal128": (pa.decimal128(30, 4), lambda i: decimal.Decimal(signed(i, 64)).scaleb(-4)),
    "date": (pa.date32(), lambda i: datetime.date(1970, 1, 1) + datetime.timedelta(days=signed(i, 14))),
    "time": (pa.time32("ms"), lambda i: (number(i) >> 40) % 86_400_000),
    "stamp_ms": (pa.timestamp("ms"), lambda i: signed(i, 40)),
    "stamp_us": (pa.timestamp("us", tz="UTC"), lambda i: signed(i, 50)),
    "stamp_ns": (pa.timestamp("ns"), lambda i: signed(i, 60)),
    "binary": (pa.binary(), lambda i: text(i).encode()),
}


def is_missing(i):
    return i % 7 == 0 or 100 <= i < 130


def array(kind, value, missing=lambda i: False, rows=range(ROWS)):
    return pa.array([None if missing(i) else value(i) for i in rows], type=kind)


def table(columns, nulls=True):
    _names, arrays, fields = [], [], []
    for name, (kind, value) in columns.items():
        arrays.append(array(kind, value))
        fields.append(pa.field(name, kind, nullable=False))
        if nulls:
            arrays.append(array(kind, value, is_missing))
            fields.append(pa.field(name + "_null", kind))
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def compressions(folder):
    both = PLAIN | MORE
    for name, codec, version in [
        ("none", "NONE", "1.0"), ("snappy", "SNAPPY", "1.0"), ("gzip", "GZIP", "2.0"),
        ("zstd", "ZSTD", "2.0"), ("lz4", "LZ4", "1.0"), ("brotli", "BROTLI", "1.0"),
    ]:  # fmt: skip
        columns = both if name in ("snappy", "zstd") else {"int8": PLAIN["int8"]} if name == "brotli" else PLAIN
        pq.write_table(table(columns), folder / f"{name}.parquet", compression=codec, row_group_size=GROUP,
                       data_page_version=version, data_page_size=256, write_page_checksum=name != "none",
                       store_decimal_as_integer=True)  # fmt: skip


def encodings(folder):
    for encoding, kinds in {
        "PLAIN": list(PLAIN),
        "DELTA_BINARY_PACKED": ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"],
        "BYTE_STREAM_SPLIT": ["int32", "int64", "float16", "float32", "float64"],
        "DELTA_BYTE_ARRAY": ["text", "float16"],
        "DELTA_LENGTH_BYTE_ARRAY": ["text"],
        "RLE": ["bool"],
    }.items():
        some = table({kind: PLAIN[kind] for kind in kinds})
        pq.write_table(some, folder / f"{encoding.lower()}.parquet", compression="ZSTD", row_group_size=GROUP,
                       use_dictionary=False, column_encoding=dict.fromkeys(some.column_names, encoding),
                       data_page_version="2.0" if encoding == "RLE" else "1.0")  # fmt: skip


def structures(folder):
    """Structures, lists of one length and of several, maps."""
    kind, value = PLAIN["float32"]
    jet = pa.StructArray.from_arrays([array(kind, value), array(pa.int32(), PLAIN["int32"][1], is_missing)],
                                     names=["pt", "id"])  # fmt: skip
    fixed = pa.array([[value(3 * i + k) for k in range(3)] for i in range(ROWS)], type=pa.list_(kind))
    jagged = pa.array([[value(i)] * (i % 4) for i in range(ROWS)], type=pa.list_(kind))
    # As many values as lists of two would have, in each row group.
    treacherous = pa.array([[value(i)] * (1 + 2 * (i % 2)) for i in range(ROWS)], type=pa.list_(kind))
    pairs = pa.array([[("a", 1)] for _ in range(ROWS)], type=pa.map_(pa.string(), pa.int32()))
    arrays = [jet, fixed, jagged, treacherous, pairs, array(pa.binary(3), lambda i: b"\xff\xfe\x00"),
              array(pa.binary(), lambda i: b"\xff\xfe"), array(kind, value)]  # fmt: skip
    names = ["jet", "fixed", "jagged", "treacherous", "map", "bytes", "no_text", "x"]
    pq.write_table(pa.Table.from_arrays(arrays, names), folder / "structures.parquet", row_group_size=GROUP)


def folders(folder):
    """As Spark and pandas write them: part files, an empty one among them, folders called for a column, and what is no data."""
    kind, value = PLAIN["float32"]
    for year, rows in [("2023", range(100)), ("2024", range(100, 260))]:
        place = folder / "events" / f"year={year}" / "sample=t%C3%A9 b+b"
        place.mkdir(parents=True, exist_ok=True)
        for part, some in enumerate([rows[:50], rows[50:50], rows[50:]]):
            one = pa.Table.from_arrays([array(kind, value, rows=some), array(pa.int64(), int, rows=some)], ["x", "id"])
            pq.write_table(one, place / f"part-{part:05}.snappy.parquet")
    (folder / "events" / "_SUCCESS").touch()
    (folder / "events" / ".hidden.parquet").write_bytes(b"no data")


def stamps(folder):
    """Old timestamps in 96 bits, a column for identifiers by pandas with its index, an encrypted file's magic numbers."""
    old = pa.Table.from_arrays([array(pa.timestamp("ns"), lambda i: signed(i, 60))], ["stamp"])
    pq.write_table(old, folder / "int96.parquet", use_deprecated_int96_timestamps=True)
    frame = pd.DataFrame({"x": [PLAIN["float32"][1](i) for i in range(ROWS)],
                          "flavour": pd.Categorical([str(number(i) % 3) for i in range(ROWS)]),
                          "key": [str(uuid.UUID(int=number(i))) for i in range(ROWS)]})  # fmt: skip
    frame.index = [7 + i for i in range(ROWS)]
    frame.to_parquet(folder / "pandas.parquet")


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for make in (compressions, encodings, structures, folders, stamps):
        make(target)
