"""The linters: ruff for Python (ruff.toml), ESLint for the browser's checks (browser/eslint.config.mjs)."""

import subprocess

import browser
import build
from machine import Missing

PYTHON = ("bench/python", "kernel-setup/steps", "lib/src/test/python", "python")


def python(tally):
    print("Linters", flush=True)
    told("ruff", [build.program(build.PEERS, "ruff"), "check", "--no-cache", "--output-format=concise", *PYTHON], tally)


def browser_checks(tally):
    """Where the browser's checks run, they are linted too."""
    try:
        browser.tools()
    except Missing as reason:
        browser.skip(reason, tally)
    else:
        told("ESLint", browser.node_program("eslint", "--max-warnings=0", "."), tally, browser.TOOLS)


def told(name, command, tally, folder=build.ROOT):
    done = subprocess.run([str(word) for word in command], check=False, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    tally.add(passed=not done.returncode, failed=bool(done.returncode))
    if done.returncode:
        print("".join(f"    {line}\n" for line in done.stdout.splitlines()), end="")
    print(f"  {'FAILED  ' if done.returncode else 'ok      '}{name}", flush=True)
