"""Reads the JSON lines of bench/run-sbibm and prints the mean C2ST of each task and budget beside the published one and nflows'."""
import json
import statistics
import sys
from pathlib import Path

# Neural posterior estimation with a spline flow, mean C2ST over ten observations, 1e3, 1e4 and 1e5 simulations, and at 1e5 the best of all
# amortised and sequential ones (Lueckmann et al. 2021, results of the benchmark's main paper).
PUBLISHED = {
    "two_moons": (0.725, 0.606, 0.542, 0.530),
    "gaussian_mixture": (0.716, 0.615, 0.548, 0.536),
    "slcp": (0.975, 0.901, 0.831, 0.666),
    "gaussian_linear": (0.694, 0.552, 0.506, 0.507),
    "gaussian_linear_uniform": (0.696, 0.553, 0.509, 0.507),
    "bernoulli_glm": (0.863, 0.678, 0.559, 0.525),
}
BUDGETS = (1_000, 10_000, 100_000)
TOOLS = ("flashflow", "one flow", "nflows")


def published(task, budget):
    return f"{PUBLISHED[task][BUDGETS.index(budget)]:.3f}" if budget in BUDGETS else ""


def main(path):
    cells = {}
    for record in map(json.loads, Path(path).read_text().splitlines()):
        cells.setdefault((record["task"], record["budget"]), {})[record["tool"]] = record
    print(f"{'':24} {'':7}  {'C2ST':34}  CPU-s")
    print(f"{'task':24} {'budget':>7}  {'ours':>6} {'published':>9} {'one flow':>8} {'nflows':>6}    {'ours':>8} {'one flow':>8} {'nflows':>8}  observations")
    for (task, budget), tools in sorted(cells.items(), key=lambda item: (list(PUBLISHED).index(item[0][0]), item[0][1])):
        ours, one, peer = (f"{statistics.mean(tools[tool]['c2st']):.3f}" if tool in tools else "" for tool in TOOLS)
        seconds = " ".join(f"{tools[tool]['cpu_s']:>8.0f}" if tool in tools else f"{'':8}" for tool in TOOLS)
        seen = len(next(iter(tools.values()))["c2st"])
        print(f"{task:24} {budget:7}  {ours:>6} {published(task, budget):>9} {one:>8} {peer:>6}    {seconds}  {seen}")


main(sys.argv[1])
