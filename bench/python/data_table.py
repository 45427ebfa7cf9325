"""Reads the JSON lines of bench/run-data and prints the medians and the ratios that the data issue asks for."""

import json
import statistics
import sys
from pathlib import Path

speeds = {}
for line in Path(sys.argv[1]).read_text().splitlines():
    record = json.loads(line)
    speeds.setdefault((record["tool"], record["case"]), []).append(record["rows_per_s"])
median = {key: statistics.median(values) for key, values in speeds.items()}

print(f"{'tool':10} {'case':24} {'rows/s (median, range)'}")
for (tool, case), values in sorted(speeds.items()):
    print(f"{tool:10} {case:24} {median[tool, case]:12.0f}   {min(values)} - {max(values)}  n={len(values)}")

COMPARISONS = [
    ("contiguous streaming / plain mapped copy", "stream", "flashflow", "copy", 0.8),
    ("contiguous streaming / h5py", "stream", "python", "stream", None),
    ("gzip streaming / h5py", "stream-gzip", "python", "stream-gzip", 1.8),
    ("contiguous columns, streamed / contiguous rows", "stream-columns", "flashflow", "stream", 0.6),
    ("contiguous columns, loaded / contiguous rows", "load-columns", "flashflow", "load-single", 0.6),
    ("contiguous columns / h5py", "stream-columns", "python", "stream-columns", None),
    ("gzip columns in h5py's chunks / h5py", "stream-columns-gzip", "python", "stream-columns-gzip", 1.5),
    ("gzip columns in 65536 rows / h5py", "stream-columns-gzip-64k", "python", "stream-columns-gzip-64k", 1.5),
    ("Parquet / pyarrow", "stream-parquet", "python", "stream-parquet", None),
    ("single file / in-memory DataLoader, 0 workers", "load-single", "python", "single-0", 3),
    ("single file / in-memory DataLoader, 2 workers", "load-single", "python", "single-2", 3),
    ("single file, cached / in-memory DataLoader, 0 workers", "load-single-cached", "python", "single-0", 3),
    ("many files / row-by-row DataLoader, 0 workers", "load-many", "python", "many-0", 50),
    ("many files / row-by-row DataLoader, 2 workers", "load-many", "python", "many-2", 50),
    ("many gzip files / row-by-row DataLoader, 0 workers", "load-many-gzip", "python", "many-gzip-0", 50),
    ("many gzip files / row-by-row DataLoader, 2 workers", "load-many-gzip", "python", "many-gzip-2", 50),
]
print(f"\n{'ratio':56} {'measured':>9} {'target':>7}")
for name, ours, tool, theirs, target in COMPARISONS:
    if ("flashflow", ours) in median and (tool, theirs) in median:
        ratio = median["flashflow", ours] / median[tool, theirs]
        print(f"{name:56} {ratio:9.2f} {target if target else '-':>7}")
