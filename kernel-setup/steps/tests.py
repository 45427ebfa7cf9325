"""Every test: the Python package's, the library's through Maven, the notebooks and the README's first block on the real kernel, the first notebook,
every figure and every exported page in a browser, every script once, and the linters."""

import os
import re
import shutil
import time
import xml.etree.ElementTree as xml
from concurrent.futures import ThreadPoolExecutor

import browser
import build
import lint
import package
import places
import readme
import scripts
import skips
from execution import needs_spark, side_by_side
from machine import Missing
from shell import run_logged
from tally import Tally

SPARK = os.name != "nt"  # where Hadoop's files need programs that are not among Spark's jars
CELL_LIMIT = "--timeout=600"
OPENING_MODELS = ("05-", "07-", "08-")
REPORTS = [build.ROOT / module / "target/surefire-reports" for module in ("lib", "spark")]


def run(machine):
    tally = Tally()
    try:
        with ThreadPoolExecutor(1) as other:  # a download for the most part: it goes on beside the preparation
            peers = other.submit(build.peers)
            build.prepare(machine, with_spark=SPARK)
            build.step("uproot for NanoAOD", build.nanoaod)
            package.tests(tally)
            build.step("torch, nflows, jetnet", peers.result)
    except Missing as sentence:
        print(sentence)
        tally.add(failed=1)
    else:
        lint.python(tally)
        lint.browser_checks(tally)
        library(machine, tally)
        browser.figures(tally)
        notebooks(tally)
        readme.both_ways(tally)
        browser.pages(tally)
        browser.themes(tally)
        browser.check(build.ROOT / "notebooks" / "01-first-flow.ipynb", tally)
        scripts.run(machine, tally)
        places.quick(tally)
    print(tally.line())
    return 1 if tally.failed or not tally.passed else 0


def library(machine, tally):
    """mvn verify; a failing build that no test explains counts as one failure."""
    print("Library tests", flush=True)
    for reports in REPORTS:
        shutil.rmtree(reports, ignore_errors=True)
    log = build.BUILD / "verify.log"
    command = [machine.maven, "-B", "-f", build.ROOT, *build.maven_options(machine), "verify"]
    begun = time.time()
    environment = {"FLASHFLOW_PYTHON": str(build.program(build.PEERS, "python")), **build.maven_environment(machine)}
    status = run_logged(command, log, "", environment, watch=told, failing=False)
    suites = [xml.parse(file).getroot() for reports in REPORTS for file in sorted(reports.glob("TEST-*.xml"))]
    failed = sum(count(suite, tally) for suite in suites)
    for fault in skips.judge([skip for suite in suites for skip in skipped(suite)], machine):
        tally.fail(fault)
    if status and not failed:
        errors = [line for line in log.read_text(encoding="utf-8").splitlines() if line.startswith("[ERROR]")]
        tally.fail("mvn verify\n" + "\n".join("    " + line for line in errors[:30]))
    print(f"  {tally.line()} in {time.time() - begun:.0f} s; the whole log is {log}", flush=True)


def told(line):
    """Maven's line for each finished test class, and its warnings."""
    if "Tests run:" in line and " -- in " in line:
        counts, name = line.split(" -- in ")
        print(f"  {name.strip():<60} {counts.split('Tests run:')[1].strip()}", flush=True)
    elif line.startswith("[WARNING]") and ".java" in line:
        print("  " + line.rstrip(), flush=True)


def count(suite, tally):
    number = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")}
    failed = number["failures"] + number["errors"]
    tally.add(number["tests"] - failed - number["skipped"], failed, number["skipped"])
    for case in suite.iter("testcase"):
        for fault in (*case.findall("failure"), *case.findall("error")):
            print(f"  FAILED  {case.get('classname')}.{case.get('name')}: {first_line(fault)}", flush=True)
    return failed


def skipped(suite):
    """Class, test and reason of each skipped one."""
    for case in suite.iter("testcase"):
        for skip in case.findall("skipped"):
            yield case.get("classname"), case.get("name"), re.sub(r"^\S+Exception: (Assumption failed: )?(Skipped: )?", "", first_line(skip))


def first_line(element):
    return (element.get("message") or element.text or "").strip().split("\n")[0]


def notebooks(tally):
    wanted = []
    for book in sorted((build.ROOT / "notebooks").glob("*.ipynb"), key=order):
        if needs_spark(book) and not SPARK:
            print(f"  skipped {book.name}: on Windows Spark needs Hadoop's own programs", flush=True)
            tally.add(skipped=1)
        else:
            wanted.append(book)
    for failed in side_by_side(wanted, build.ROOT / "notebooks" / "out" / "fast", "--fast", CELL_LIMIT):
        tally.add(passed=not failed, failed=bool(failed))


def order(book):
    """By number; at the end those that open a model which another has left, or else train one."""
    return book.name.startswith(OPENING_MODELS), book.name
