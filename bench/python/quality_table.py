"""Reads the JSON lines of bench/run-quality and prints each tool's and variant's distance from the optimum, seed by seed."""
import json
import statistics
import sys
from pathlib import Path

records = [json.loads(line) for line in Path(sys.argv[1]).read_text().splitlines()]
optimum = next(r["optimum"] for r in records if "optimum" in r)
groups = {}
for record in records:
    groups.setdefault((record["tool"], record["variant"]), []).append(record)
print(f"optimum {optimum:.4f} nats; distances from it:")
print(f"{'tool':10} {'variant':9} {'parameters':>10}  {'seeds':32} {'mean':>7} {'seconds':>8}")
for (tool, variant), runs in groups.items():
    away = [run["nll"] - optimum for run in runs]
    seeds = ", ".join(f"{run['seed']}: {distance:.3f}" for run, distance in zip(runs, away, strict=True))
    seconds = statistics.median(run["seconds"] for run in runs)
    print(f"{tool:10} {variant:9} {runs[0]['parameters']:10}  {seeds:32} {statistics.mean(away):7.3f} {seconds:8.1f}")
