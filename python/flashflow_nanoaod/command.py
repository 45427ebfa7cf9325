"""The command line. A failure is one JSON object on stderr, {"error": "one sentence"}, and exit status 2."""

import argparse
import importlib
import os
import re
import signal
import sys
import traceback

from flashflow_nanoaod import VERSION, told
from flashflow_nanoaod.faults import Fault

NEEDED = {"numpy": (1, 22), "h5py": (3,), "awkward": (2, 8), "uproot": (5, 7)}  # uproot 5.7 writes a collection with one counter
FAILED = 2
INTERRUPTED = 130


class Words(argparse.ArgumentParser):
    def error(self, message):
        raise Fault(f"{message[:1].upper()}{message[1:]}: see python -m flashflow_nanoaod --help.")


def main(arguments):
    signal.signal(signal.SIGTERM, stop)
    try:
        options = parser().parse_args(arguments)
        needed()
        importlib.import_module(f"flashflow_nanoaod.{options.command}").main(options)
    except Fault as fault:
        told.error(str(fault))
        return FAILED
    except MemoryError:
        told.error("There is too little memory: free some, or give the process more.")
        return FAILED
    except OSError as cause:
        told.error(f"{cause.filename or 'A file'} cannot be used ({cause.strerror or cause}): look at its place and rights.")
        return FAILED
    except (KeyboardInterrupt, Stopped):
        told.error("It was stopped; nothing was written.")
        return INTERRUPTED
    except Exception as cause:
        told.error(f"The program itself is at fault ({type(cause).__name__}: {str(cause)[:200]}): report it with the file.", traceback.format_exc())
        return FAILED
    return 0


def script():
    """As a program of its own."""
    status = main(sys.argv[1:])
    sys.stdout.flush()
    if status:
        os._exit(status)  # HDF5 would try once more to write what did not fit


class Stopped(BaseException):
    """Somebody ends the process in an orderly way: files half written are taken away."""


def stop(*_):
    raise Stopped


def needed():
    lacking = [each for each in (lack(name, oldest) for name, oldest in NEEDED.items()) if each]
    if lacking:
        raise Fault(
            f"Python {sys.version.split()[0]} ({sys.executable}) has {' and '.join(lacking)}: run ./kernel-setup/run nanoaod, "
            f"or {sys.executable} -m pip install --upgrade {' '.join(NEEDED)}."
        )


def lack(name, oldest):
    """What is wrong with a package, or nothing."""
    try:
        version = importlib.import_module(name).__version__
    except Exception:  # a broken one raises anything
        return f"no {name}"
    wanted = ".".join(map(str, oldest))
    return f"{name} {version} instead of {wanted} or later" if numbers(version) < oldest else ""


def numbers(version):
    return tuple(int(part) for part in re.findall(r"\d+", version)[:2])


def parser():
    words = Words(prog="python -m flashflow_nanoaod", description="From NanoAOD to training rows and back.", allow_abbrev=False)
    words.add_argument("--version", action="version", version=VERSION)
    commands = words.add_subparsers(dest="command", required=True, parser_class=Words, metavar="look|extract|write|toy")
    look = commands.add_parser("look", help="branches, types and events of a file, as JSON")
    look.add_argument("input")
    add_extract(commands.add_parser("extract", help="NanoAOD files to one HDF5 file of tables"))
    add_write(commands.add_parser("write", help="generated objects back into their events"))
    toy = commands.add_parser("toy", help="toy events to a NanoAOD-like file")
    toy.add_argument("--events", required=True, help="HDF5 file of toy events")
    toy.add_argument("--out", required=True)
    toy.add_argument("--compression", default="zstd:5")
    return words


def add_extract(words):
    words.add_argument("--kind", choices=("jets", "muons"), required=True)
    words.add_argument("--rules", choices=("right", "flashsim"), default="right", help="flashsim: as its extraction macros, mistakes included")
    words.add_argument("--targets", default="preset", help="preset, or names with commas between them")
    words.add_argument("--genCut", nargs="+", action="extend", default=[], help="conditions on the context's columns; all have to hold")
    words.add_argument("--tables", choices=("all", "generated"), default="all", help="generated: of a file to generate into, without pairs")
    words.add_argument("--key", default="", help="kept as the attribute key")
    words.add_argument("--out", required=True)
    words.add_argument("inputs", nargs="+")


def add_write(words):
    words.add_argument("--objects", required=True, help="HDF5 file of generated objects")
    words.add_argument("--keep", nargs="+", action="extend", default=[], help="copy these branches alone (patterns as HLT_*)")
    words.add_argument("--drop", nargs="+", action="extend", default=[], help="leave these branches out")
    words.add_argument("--origin", default="", help="a text to keep in the file, which look shows")
    words.add_argument("--compression", default="zstd:5", help="zstd, lzma, zlib or lz4 with a level, as zstd:5, or none")
    words.add_argument("--out", required=True)
    words.add_argument("inputs", nargs="+")
