"""Reads the JSON lines of bench/run-nanoaod and prints stages and comparisons with the truth."""
import json
import sys
from pathlib import Path

records = [json.loads(line) for line in Path(sys.argv[1]).read_text().splitlines() if line.startswith("{")]
print(f"{'stage':40} {'seconds':>9} {'rows':>9} {'rows/s':>9}")
for record in (r for r in records if "stage" in r):
    print(f"{record['stage']:40} {record['seconds']:9.1f} {record['rows']:9} {record['rows_per_second']:9.0f}")
for record in (r for r in records if "what" in r):
    numbers = " ".join(f"{number:7.3g}" for number in record["numbers"])
    print(f"{record['kind']:6} {record['what']:68} {numbers}")
