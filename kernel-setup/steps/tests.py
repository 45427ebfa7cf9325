"""Every test: the library's through Maven, the notebooks on the real kernel, the first one and every figure in a browser."""

import os
import shutil
import subprocess
import time
import xml.etree.ElementTree as xml
from dataclasses import dataclass

import browser
import build
from machine import Missing
from shell import run_logged

CELL_SECONDS = 600
REPORTS = build.ROOT / "lib/target/surefire-reports"


@dataclass
class Tally:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def add(self, passed=0, failed=0, skipped=0):
        self.passed += passed
        self.failed += failed
        self.skipped += skipped

    def line(self):
        return f"{self.passed} passed, {self.failed} failed" + (f", {self.skipped} skipped" if self.skipped else "")


def run(machine):
    tally = Tally()
    try:
        build.prepare(machine)
        build.step("Python's readers", build.test_packages)
    except Missing as sentence:
        print(sentence)
        tally.add(failed=1)
    else:
        library(machine, tally)
        browser.figures(tally)
        notebooks(tally)
        browser.check(build.ROOT / "notebooks" / "01-first-flow.ipynb", tally)
    print(tally.line())
    return 1 if tally.failed or not tally.passed else 0


def library(machine, tally):
    """mvn verify; a failing build that no test explains counts as one failure."""
    print("Library tests", flush=True)
    shutil.rmtree(REPORTS, ignore_errors=True)
    log = build.BUILD / "verify.log"
    command = [machine.maven, "-B", "-f", build.ROOT, *build.maven_options(machine), "verify"]
    begun = time.time()
    environment = {"FLASHFLOW_PYTHON": str(build.venv_program("python")), **build.maven_environment(machine)}
    status = run_logged(command, log, "", environment, watch=told, failing=False)
    failed = 0
    for suite in sorted(REPORTS.glob("TEST-*.xml")):
        failed += count(xml.parse(suite).getroot(), tally)
    if status and not failed:
        tally.add(failed=1)
        errors = [line for line in log.read_text(encoding="utf-8").splitlines() if line.startswith("[ERROR]")]
        print("  FAILED  mvn verify\n" + "\n".join("    " + line for line in errors[:30]), flush=True)
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
            first = (fault.get("message") or fault.text or "").strip().split("\n")[0]
            print(f"  FAILED  {case.get('classname')}.{case.get('name')}: {first}", flush=True)
    return failed


def notebooks(tally):
    for book in sorted((build.ROOT / "notebooks").glob("*.ipynb")):
        failed = notebook(book, build.ROOT / "notebooks" / "out" / "fast", "--fast", f"--timeout={CELL_SECONDS}")
        tally.add(passed=not failed, failed=bool(failed))


def notebook(book, folder, *flags):
    """Executes it in the virtual environment; returns the exit status."""
    print(f"Notebook {os.path.relpath(book)}", flush=True)
    command = [build.venv_program("python"), build.SETUP / "steps/notebook.py", book.resolve(), folder, f"--log={build.BUILD / 'kernel.log'}", *flags]
    begun = time.time()
    done = subprocess.run([str(word) for word in command], env={**os.environ, **build.cache_environment(), **build.WAITING})
    print(f"  {'FAILED' if done.returncode else 'ok'} in {time.time() - begun:.0f} s", flush=True)
    return done.returncode
