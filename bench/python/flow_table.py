"""Reads the JSON lines of bench/run and prints the medians and the ratios that the flow issue asks for.

Arguments: LINES.jsonl [cpu_ms]; with cpu_ms the table is of processor time, which a busy machine distorts less.
"""

import json
import sys
from pathlib import Path

records = [json.loads(line) for line in Path(sys.argv[1]).read_text().splitlines()]
metric = sys.argv[2] if len(sys.argv) > 2 else "ms"
ms = {(r["shape"], r["case"], r["tool"]): r[metric] for r in records}
memory = {(r["shape"], r["tool"]): r for r in records if "peak_mb" in r}
shapes = list(dict.fromkeys(r["shape"] for r in records))
tools = list(dict.fromkeys(r["tool"] for r in records))
PEERS = [tool for tool in tools if tool not in ("flashflow", "gemm")]


def row(cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |")


def limits(shape, case):
    """The largest allowed ratios to nflows, to the fastest peer and to the multiplications."""
    if shape == "smallest":
        return None, 1.0, None
    full = shape.startswith("full")
    return 0.65, 0.75 if case == "train_step" else None, (1.35 if case == "train_step" else 1.3) if full else None


def against(ours, theirs, limit):
    if theirs is None:
        return "-"
    ratio = ours / theirs
    return f"{ratio:.2f}" + ("" if limit is None else f" ({'<=' if ratio <= limit else 'MISSED'} {limit})")


row(["shape", "case", *(f"{tool} {metric}" for tool in tools), "/ nflows", "/ fastest peer", "/ gemm"])
row(["---"] * (5 + len(tools)))
for shape in shapes:
    for case in ("train_step", "log_prob", "sample"):
        if any((shape, case, tool) not in ms for tool in tools):
            continue  # the run was broken off
        times = {tool: ms[shape, case, tool] for tool in tools}
        ours = times.get("flashflow", float("nan"))
        to_nflows, to_fastest, to_gemm = limits(shape, case)
        fastest = min((times[peer] for peer in PEERS), default=None)
        row(
            [
                shape,
                case,
                *(f"{times[tool]:.1f}" for tool in tools),
                against(ours, times.get("nflows"), to_nflows),
                against(ours, fastest, to_fastest),
                against(ours, times.get("gemm"), to_gemm),
            ]
        )

print("\nMemory of a process that only trains, MB: highest, and above what it held with the model built")
row(["shape", *tools, "highest / nflows", "added / nflows"])
row(["---"] * (3 + len(tools)))
for shape in shapes:
    held = {tool: memory[shape, tool] for tool in tools}
    ratios = ["-", "-"]
    if "flashflow" in held and "nflows" in held:
        limit = None if shape == "smallest" else 0.7
        ours, theirs = held["flashflow"], held["nflows"]
        ratios = [against(ours["peak_mb"], theirs["peak_mb"], limit), against(ours["added_mb"], theirs["added_mb"], limit)]
    row([shape, *(f"{held[tool]['peak_mb']:.0f}, +{held[tool]['added_mb']:.0f}" for tool in tools), *ratios])
