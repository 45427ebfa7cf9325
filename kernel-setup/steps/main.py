"""The commands run and test: see `kernel-setup/run --help` and kernel-setup/README.md."""

import sys

if sys.version_info < (3, 10):  # before anything that an older Python could not even read
    sys.exit("Python %d.%d is too old: Python 3.10 or newer is needed." % sys.version_info[:2])

import argparse
import os
import subprocess
from pathlib import Path

import build
import execution
import machine as machines
import tests

FIRST = build.ROOT / "notebooks" / "01-first-flow.ipynb"
USAGE = """\
kernel-setup/run [--cpu | --cuda]                       execute the first notebook
kernel-setup/run [--cpu | --cuda] NOTEBOOK.ipynb ...    execute these
kernel-setup/run [--cpu | --cuda] lab [ARGUMENT ...]    open JupyterLab, passing the arguments on
kernel-setup/run [--cpu | --cuda] spark [ARGUMENT ...]  generate files on Apache Spark; without arguments, from the bundled sample
kernel-setup/run nanoaod [ARGUMENT ...]                 install what reads and writes NanoAOD; with arguments, use it (nanoaod --help)
kernel-setup/test [--cpu | --cuda]                      run every test"""


def main(arguments):
    command, *arguments = arguments
    at = next((i for i, word in enumerate(arguments) if word in ("lab", "spark", "nanoaod")), len(arguments))
    parser = argparse.ArgumentParser(prog="kernel-setup", usage=USAGE)
    device = parser.add_mutually_exclusive_group()
    device.add_argument("--cpu", dest="device", action="store_const", const="cpu", help="use the CPU even where there is a GPU")
    device.add_argument("--cuda", dest="device", action="store_const", const="cuda", help="insist on the GPU")
    parser.add_argument("--fast", action="store_true", help="the notebooks' fast mode: small trainings, coarse results")
    parser.add_argument("--in-place", action="store_true", help="write the outputs into the notebook itself too")
    parser.add_argument("notebooks", nargs="*", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments[:at])
    machine = machines.look(options.device or "auto", build.SETUP, gigabytes(command, options.device))
    print(f"FlashFlow on {machine.summary()}\n  Device: {machine.device()}", flush=True)
    if command == "test":
        return tests.run(machine)
    if arguments[at:][:1] == ["spark"]:
        return spark(machine, arguments[at + 1 :])
    if arguments[at:][:1] == ["nanoaod"]:
        return nanoaod(arguments[at + 1 :])
    build.prepare(machine)
    if at < len(arguments):
        return lab(arguments[at + 1 :])
    return execute(options.notebooks or [FIRST], options)


def gigabytes(command, device):
    """What the parts that are not there yet take: natives and JupyterLab, and for the tests PyTorch's Python."""
    stamps = build.BUILD / "stamps"
    kernel = 0.5 if (stamps / build.VENV.name).exists() else 12 if device == "cuda" else 3
    return kernel + (6 if command == "test" and not (stamps / build.PEERS.name).exists() else 0)


def lab(arguments):
    target = [] if any(word.endswith(".ipynb") for word in arguments) else [str(FIRST.relative_to(build.ROOT))]
    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # in a container one mostly is
    command = [str(build.program(build.VENV, "jupyter-lab")), *root, *arguments, *target]
    if os.name != "nt":
        os.chdir(build.ROOT)
        os.execv(command[0], command)
    return subprocess.call(command, cwd=build.ROOT)


def spark(machine, arguments):
    build.prepare_spark(machine)
    data, out = build.ROOT / "data", build.ROOT / "notebooks/out/spark"
    sample = ["--model", data / "jets.flow", "--in", data / "jets-valid.h5", "--seed", "42", "--folds", "2", "--out", out]
    alone = {} if "--master" in arguments else {"SPARK_LOCAL_IP": "127.0.0.1"}  # nobody else has to see Spark's pages
    environment = {**alone, **os.environ, **build.cache_environment(), **build.WAITING}
    return subprocess.call([*build.spark_command(machine), *map(str, arguments or sample)], env=environment)


def nanoaod(arguments):
    """From and to NanoAOD on the command line; the environment stays for the notebooks."""
    build.step("uproot for NanoAOD", build.nanoaod)
    python = build.program(build.NANOAOD, "python")
    if not arguments:
        print(f"  NanoAOD is read and written by {python}", flush=True)
        return 0
    environment = {**os.environ, "PYTHONPATH": str(build.ROOT / "python")}
    return subprocess.call([str(python), "-m", "flashflow_nanoaod", *arguments], env=environment)


def execute(notebooks, options):
    for notebook in notebooks:
        if not notebook.is_file():
            raise machines.Missing(f"There is no notebook {notebook}: name an .ipynb file, or lab to open JupyterLab.")
    flags = [f"--{name}" for name in ("fast", "in-place") if getattr(options, name.replace("-", "_"))]
    return max(execution.notebook(notebook, build.ROOT / "notebooks" / "out", *flags) for notebook in notebooks)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except machines.Missing as sentence:
        sys.exit(str(sentence))
    except KeyboardInterrupt:
        sys.exit(130)
