"""Drives bench/run: for each shape starts our flow and its peers, each in a process of its own, and lets them work in
turns; one JSON line for each tool, case and shape goes to the file given.

Arguments: LINES.jsonl CLASSPATH ROUNDS; the environment is described in bench/run.
"""

import json
import os
import statistics
import subprocess
import sys

SHAPES = {  # targets, context, steps, hidden, blocks, bins, batch; and how often a case runs in one round
    "smallest": ((17, 14, 4, 64, 2, 16, 512), 6),
    "middle": ((17, 14, 6, 128, 2, 32, 1024), 3),
    "full-jets": ((17, 14, 2, 298, 10, 128, 2048), 1),
    "full-muons": ((22, 30, 2, 256, 10, 128, 2048), 1),
}
CASES = ["train_step", "log_prob", "sample"]
THREADS = os.environ.get("THREADS", "2")


class Worker:
    """A process that runs cases when asked."""

    def __init__(self, tool, shape, classpath):
        environment = dict(os.environ, OMP_NUM_THREADS=THREADS, MKL_NUM_THREADS=THREADS)
        if tool == "flashflow" or os.environ.get("TUNED_PEERS") == "1":
            environment["GLIBC_TUNABLES"] = os.environ["TUNABLES"]
        if tool == "flashflow":
            command = ["java", "-Xmx512m", "-XX:+UseSerialGC", "-cp", classpath, "flashflow.bench.FlowBench"]
        else:
            command = [sys.executable, os.path.join(os.path.dirname(__file__), "flow_peer.py"), tool]
        self.process = subprocess.Popen(
            command + [str(n) for n in shape],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
            preexec_fn=lambda: os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(THREADS)]),  # noqa: PLW1509 - no threads here
        )

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return [float(word) for word in self.process.stdout.readline().split()]

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def measure(name, shape, times, tools, classpath, rounds, out):
    workers = {tool: Worker(tool, shape, classpath) for tool in tools}
    before = {tool: worker.ask("memory")[0] for tool, worker in workers.items()}
    peak = {}
    for case in CASES:
        milliseconds = in_turns(workers, case, times, rounds)
        if case == "train_step":
            peak = {tool: worker.ask("memory")[1] for tool, worker in workers.items()}
        for tool in tools:
            record = {"shape": name, "tool": tool, "case": case, "rows": shape[-1], "threads": int(THREADS), "device": os.environ.get("DEVICE", "cpu")}
            record["tuned_peers"] = os.environ.get("TUNED_PEERS") == "1"
            passed, cpu = milliseconds[tool][::2], milliseconds[tool][1::2]
            record |= {"ms": statistics.median(passed), "cpu_ms": statistics.median(cpu), "all_ms": passed, "all_cpu_ms": cpu}
            if case == "train_step":
                record |= {"peak_mb": peak[tool], "added_mb": peak[tool] - before[tool]}
            print(json.dumps(record), file=out, flush=True)
    for worker in workers.values():
        worker.end()


def in_turns(workers, case, times, rounds):
    """Every tool once for warming up, then all of them in turns."""
    for worker in workers.values():
        worker.ask(f"{case} 2")
    milliseconds = {tool: [] for tool in workers}
    for turn in range(rounds):
        order = list(workers) if turn % 2 == 0 else list(reversed(workers))
        for tool in order:
            milliseconds[tool] += workers[tool].ask(f"{case} {times}")
    return milliseconds


if __name__ == "__main__":
    wanted = os.environ.get("SHAPES", " ".join(SHAPES)).split()
    tools = os.environ["TOOLS"].split()
    with open(sys.argv[1], "a") as out:
        for name in wanted:
            print(f"{name}: {SHAPES[name][0]}", file=sys.stderr, flush=True)
            measure(name, *SHAPES[name], tools, sys.argv[2], int(sys.argv[3]), out)
