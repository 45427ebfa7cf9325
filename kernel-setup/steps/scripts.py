"""Every script of bench, data and python once, at the smallest size, as somebody would call it whose home is empty: natives have
to come from the class path. zuko, FlowJAX and bench/run-sbibm, which installs sbibm, are left out; python/flashflow_to_nflows.py
is run by the test NflowsExportTest."""

import os
import re
import time
from concurrent.futures import ThreadPoolExecutor

import build
from machine import Missing, output
from shell import run_logged

FOLDER = build.BUILD / "scripts"
HOME = FOLDER / "home"
DATA = "copy stream python:stream stream-gzip load-single python:single-0 load-many python:many-0"
QUALITY = {"ROWS": "2000", "EPOCHS": "1", "SEEDS": "1", "VARIANTS": "restarts"}


def building():
    """Name, variables, command, and what has to be in its output; of those that build, each what others take."""
    return [
        ("data/regenerate.sh", {"ROWS": "300", "FOLDER": FOLDER}, [], "muons-raw.h5"),
        ("bench/run-spark", {"ROWS": "5000", "ROUNDS": "1", "RANGE_ROWS": "2500"}, [], '"case": "spark"'),
        ("bench/run-generation", {"PREPROCESSED": "20000", "GENERATED": "2048"}, [], '"case": "ten-folds-small"'),
    ]


def built(machine):
    """The same of those that take what is built; the longest first."""
    python = build.program(build.PEERS, "python")
    comparing = [("bench/run", {"ROUNDS": "1", "SHAPES": "smallest", "TOOLS": "flashflow nflows gemm"}, [], "| smallest | sample |")]
    return [
        ("bench/run-data", {"ROWS": "20000", "ROUNDS": "1", "CASES": DATA}, [], "many files / row-by-row DataLoader, 0 workers"),
        ("bench/run-nanoaod", {"EVENTS": "1000", "TEST_EVENTS": "400", "EPOCHS": "1"}, [], "NLL, optimum"),
        ("bench/run-quality", QUALITY, [], "nflows     cosine"),
        ("bench/run-presets", {"EXPERIMENT": "toy=jets updates=2 batch=256 checked=2000"}, [], '"worst_w1"'),
        *(comparing if machine.linux else []),
        ("python/train_nflows_jets.py", {}, [python, "-W", "ignore"], "0 "),
    ]


def run(machine, tally):
    if os.name == "nt":
        print("Scripts: skipped, they are for a POSIX shell", flush=True)
        tally.add(skipped=1)
        return
    print("Scripts, each once and small", flush=True)
    build.empty(FOLDER)
    HOME.mkdir()
    for call in building():
        told(*outcome(machine, {}, *call), tally)
    with ThreadPoolExecutor(2) as pool:  # most of it is starts of Java and of Python's torch, each on one core
        for kind, sentence in pool.map(lambda call: outcome(machine, {"BUILT": "1"}, *call), built(machine)):
            told(kind, sentence, tally)
    if not machine.linux:
        told("skipped", "  skipped bench/run: it asks Linux for the memory of its processes", tally)


def told(kind, sentence, tally):
    print(sentence, flush=True)
    tally.add(**{kind: 1})


def outcome(machine, before_all, name, variables, before, wanted):
    """Whether it passed, and what to say of it."""
    begun = time.time()
    after = ["1", FOLDER / "jets-nflows.pt"] if before else []
    short = name.split("/")[-1]
    log = FOLDER / f"{short}.log"
    surroundings = environment(machine, {**before_all, "RESULTS": FOLDER / "results" / short, **variables})
    try:
        run_logged([*before, build.ROOT / name, *after], log, f"{name} failed", surroundings, folder=build.ROOT)
        if wanted not in log.read_text(encoding="utf-8"):
            raise Missing(f"{name} does not say '{wanted}'; its words are in {log}")
    except Missing as sentence:
        return "failed", f"  FAILED  {sentence}"
    return "passed", f"  ok      {name} in {time.time() - begun:.0f} s"


def environment(machine, variables):
    """An empty home for Java too, which does not ask HOME; Maven alone keeps its own, so as to fetch nothing twice."""
    told = output([machine.java, "-XshowSettings:properties", "-version"])
    home = re.search(r"user\.home = (.*?)\s*$", told, re.M)[1]
    mine = {name: value for name, value in os.environ.items() if name not in ("DJL_CACHE_DIR", "ENGINE_CACHE_DIR")}
    return {
        **mine,
        **build.WAITING,
        "HOME": str(HOME),
        "JAVA_HOME": str(machine.java.parents[1]),
        "JDK_JAVA_OPTIONS": f"{mine.get('JDK_JAVA_OPTIONS', '')} -Duser.home={HOME}".strip(),
        "MAVEN_OPTS": f"{mine.get('MAVEN_OPTS', '')} -Duser.home={home}".strip(),
        "FLASHFLOW_PYTHON": str(build.program(build.PEERS, "python")),
        **{name: str(value) for name, value in variables.items()},
    }
