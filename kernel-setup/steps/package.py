"""The tests of python/flashflow_nanoaod, in the environment that it runs in."""

import os
import re
import subprocess
import time

import build
import skips

NUMBER = re.compile(r"(failures|errors|skipped|unexpected successes)=(\d+)")


def tests(tally):
    print("Tests of python/flashflow_nanoaod", flush=True)
    begun = time.time()
    command = [str(build.program(build.NANOAOD, "python")), "-m", "unittest", "discover", "-v", "tests"]
    done = subprocess.run(command, check=False, cwd=build.ROOT / "python", capture_output=True, text=True, errors="replace", env=environment())
    ran = re.search(r"^Ran (\d+) tests? in", done.stderr, re.M)
    number = {name: int(count) for name, count in NUMBER.findall(done.stderr.splitlines()[-1] if ran else "")}
    failed = number.get("failures", 0) + number.get("errors", 0) + number.get("unexpected successes", 0)
    if done.returncode:
        print("".join(f"    {line}\n" for line in done.stderr.splitlines()[-60:]), end="")
    skipped = number.get("skipped", 0)
    tell_skips(done.stderr, tally)
    ran_well = max(0, int(ran[1]) - failed - skipped) if ran else 0
    tally.add(ran_well, failed or bool(done.returncode), skipped)
    print(f"  {'FAILED' if done.returncode else 'ok'}, {ran[1] if ran else 'no'} tests in {time.time() - begun:.0f} s", flush=True)


def tell_skips(text, tally):
    """They skip where the real files are missing, and nowhere else."""
    reasons = sorted(set(re.findall(r"skipped ['\"](.*)['\"]$", text, re.M)))
    for reason in reasons:
        print(f"  skipped: {reason}", flush=True)
        if skips.real_files() or "no folder of files" not in reason:
            tally.fail(f"python/tests were skipped, which is not expected here: {reason}")


def environment():
    return {**os.environ, "PYTHONWARNINGS": "default", "FLASHFLOW_FILES": os.environ.get("FLASHFLOW_FILES", str(build.ROOT.parent / "shared" / "files"))}
