"""Set-up and first notebook where they are not at home: one case after the other on a copy of the checkout, and a table of what came
of them. `kernel-setup/places` takes all, `kernel-setup/places NAME ...` these; `--list` names them. Linux only; most of an hour, and 5 GB.
`kernel-setup/test` tries what takes seconds: the cases of `quick`, which write a new notebook only.

JDKs are taken from JDKS (folders, separated by colons) or /usr/lib/jvm, Pythons from the search path and pyenv."""

import contextlib
import functools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import build
import readonly
from machine import Missing, find_java, output

HERE = Path(os.environ.get("PLACES", build.BUILD / "places"))
COPY = HERE / "Für uns (neu)" / "Flash Flow"
HOME = HERE / "Häuser von Müller" / "heimat"
SHARED = HERE / "shared"
LANGUAGES = {"de": "de_DE", "tr": "tr_TR", "ar": "ar_EG"}
PYTHONS = ("3.9", "3.10", "3.11", "3.12", "3.13")
ONLY_SET_UP = ("lab", "--version")
FIRST = ("--fast",)
SECONDS = 3600


class Odd(Exception):
    """What was not as expected."""


def blanks_and_umlauts():
    """A folder and a home directory with blanks, brackets and umlauts, and nothing there yet."""
    say(run(FIRST), "Kernel \"Java (FlashFlow)\" is ready", "ok in")
    check((COPY / "notebooks/out/01-first-flow.html").is_file(), "there is no page")
    return "set up, first notebook executed"


def no_network():
    """The second start, where no other machine is in reach."""
    inside = ["unshare", "--user", "--map-root-user", "--net", "sh", "-c", 'ip link set lo up; exec "$@"', "sh"]
    say(run(FIRST, before=inside), "as before", "ok in")
    return "second start and first notebook with the network away"


def two_at_once():
    """The second waits for the first; both are served."""
    forget("library")
    first, second = start(ONLY_SET_UP), start(ONLY_SET_UP)
    told = [finished(first), finished(second)]
    check(any("Another kernel-setup works" in text for _, text in told), "none waited for the other")
    check([status for status, _ in told] == [0, 0], f"they ended with {[status for status, _ in told]}")
    return "one waited, both were served"


def interrupted():
    """Ctrl-C while Maven builds, while pip installs, and then in peace."""
    for stamp, word in (("library", "Device"), (build.VENV.name, "Natives")):
        forget(stamp)
        process = start(ONLY_SET_UP)
        text = read_until(process, word)
        time.sleep(4)
        os.killpg(process.pid, signal.SIGINT)
        status, rest = finished(process)
        check(status == 130, f"the interrupted one ended with {status}")
        check("Traceback" not in text + rest, "the interrupted one shows its frames")
    say(run(ONLY_SET_UP), "is ready")
    return "stopped twice without a word, and set up at the third time"


def not_root():
    """A user without any rights but the own."""
    say(run(FIRST, before=plain_user()), "ok in")
    return "set up and first notebook"


def read_only():
    """A checkout of somebody else, which may be read only."""
    shared = SHARED / "Flash Flow"
    readonly.renew(shared)
    protect(shared, False)
    try:
        before = listing(shared)
        status, text = finished(start(FIRST, before=plain_user(), copy=shared))
        check(status == 0, f"it ended with {status}: {last(text)}")
        check("cannot be written: a copy is used, and outputs go to" in text, "it does not say where outputs go")
        check(listing(shared) == before, "something was written there")
        return "outputs went to " + re.search(r"outputs go to (.*)", text)[1].replace(str(HOME), "~")
    finally:
        protect(shared, True)


def another_java(home):
    def case():
        say(run(FIRST, JAVA_HOME=str(home)), f"Java {java_version(home)}", "ok in")
        return "library built, first notebook executed"
    return case


def another_python(program):
    def case():
        status, text = finished(start(FIRST, PATH=path_with(program)))
        if version(program) < (3, 10):
            check(status != 0 and "Python 3.10 or newer" in text and "Traceback" not in text, f"not refused in a sentence: {last(text)}")
            return "refused in one sentence: JupyterLab itself wants 3.10"
        check(status == 0, f"it ended with {status}: {last(text)}")
        return "environment made, first notebook executed"
    return case


def path_with(program):
    """The search path with this Python before all others."""
    with_it = HERE / "pythons" / program.name
    with_it.mkdir(parents=True, exist_ok=True)
    for name in ("python3", "python"):
        with contextlib.suppress(FileExistsError):
            (with_it / name).symlink_to(program)
    return f"{with_it}:{only_other_pythons()}"


def only_other_pythons():
    """The search path without other Pythons before the wanted one; it comes first, and others would be taken only if it were refused."""
    hidden = HERE / "pythons" / "none"
    hidden.mkdir(parents=True, exist_ok=True)
    for name in ("python3.10", "python3.11", "python3.12", "python3.13", "python"):
        if not (hidden / name).exists():
            (hidden / name).write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
            (hidden / name).chmod(0o755)
    return f"{hidden}:{os.environ['PATH']}"


def language(name):
    def case():
        country = LANGUAGES[name]
        options = f"-Duser.language={name} -Duser.country={country[-2:]} -Duser.region={country[-2:]}"
        say(run(FIRST, LC_ALL=f"{country}.UTF-8", LANG=f"{country}.UTF-8", JDK_JAVA_OPTIONS=options), "ok in")
        odd = odd_numbers(COPY / "notebooks/out/01-first-flow.ipynb")
        check(not odd, f"{len(odd)} numbers are written otherwise, such as {odd[:3]}")
        return "first notebook; every number with a point and digits from 0 to 9"
    return case


def odd_numbers(notebook):
    """Decimal commas and other digits in what the cells show."""
    shown = []
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        for each in cell.get("outputs", []):
            texts = [each.get("text", ""), *(text for kind, text in each.get("data", {}).items() if kind.startswith("text/"))]
            shown += ["".join(text) for text in texts]
    text = re.sub(r"<script>.*?</script>|base64,[^\"]*|rgba?\([^)]*\)", "", "\n".join(shown), flags=re.S)
    return re.findall(r"(?<![\d,])\d+,(?:\d{1,2}|\d{4,})(?![\d,])|[^\W\d_]*[\u0660-\u0669]+", text)


def cases():
    found = {
        "blanks and umlauts": blanks_and_umlauts, "no network, second start": no_network, "two at once": two_at_once,
        "Ctrl-C, and again": interrupted, "not root": not_root, "read-only checkout": read_only,
    }
    found.update({f"language {name}": language(name) for name in LANGUAGES})
    homes = [Path(name) for name in os.environ["JDKS"].split(":")] if os.environ.get("JDKS") else sorted(Path("/usr/lib/jvm").glob("*"))
    usual = find_java()["java.home"]
    for home in homes:
        if (home / "bin/javac").is_file() and home.resolve() != Path(usual).resolve():
            found.setdefault(f"JDK {java_version(home)}", another_java(home))
    for wanted in PYTHONS:
        program = python(wanted)
        found[f"Python {wanted}"] = another_python(program) if program else None
    return found


def python(wanted):
    places = [shutil.which(f"python{wanted}"), *sorted((Path.home() / ".pyenv/versions").glob(f"{wanted}.*/bin/python{wanted}"))]
    return next(filter(None, (itself(place, wanted) for place in reversed(places) if place)), None)


def itself(place, wanted):
    """The program behind a name: a shim of pyenv takes another one where it is called by another name, and is none where it has none."""
    words = "import os, sys; print(os.path.realpath(sys.executable)); print('%d.%d' % sys.version_info[:2])"
    asked = subprocess.run([place, "-c", words], capture_output=True, text=True, check=False)
    path, _, found = asked.stdout.strip().partition("\n")
    return Path(path) if not asked.returncode and found == wanted else None


def version(program):
    return tuple(map(int, re.findall(r"\d+", output([str(program), "--version"]))[:2]))


def java_version(home):
    return re.search(r'version "([^"]+)"', output([str(home / "bin/java"), "-version"]))[1]


def start(arguments, before=(), copy=COPY, **variables):
    command = [*before, str(copy / "kernel-setup/run"), *arguments]
    surroundings = {**environment(), **variables}
    heeded = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a job in the background ignores it
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=HOME, env=surroundings,
                            start_new_session=True, preexec_fn=heeded)  # noqa: PLW1509 - no threads here


def environment():
    """An own home, but for what Maven and pip have fetched already."""
    mine = {name: value for name, value in os.environ.items() if name not in ("JAVA_HOME", "XDG_CACHE_HOME", "LC_ALL", "CI")}
    fetched = f"-Dmaven.repo.local='{Path.home() / '.m2/repository'}'" if " " in str(Path.home()) else f"-Dmaven.repo.local={Path.home() / '.m2/repository'}"
    return {**mine, "HOME": str(HOME), "PIP_CACHE_DIR": output([sys.executable, "-m", "pip", "cache", "dir"]).strip(),
            "MAVEN_OPTS": f"{mine.get('MAVEN_OPTS', '')} {fetched}".strip(), "PYENV_ROOT": str(Path.home() / ".pyenv")}


def plain_user():
    """No root, and no right that root has, even over its own files."""
    return [] if os.geteuid() else ["unshare", "--user", "--map-user=1000", "--map-group=1000"]


def run(arguments, **more):
    status, text = finished(start(arguments, **more))
    check(status == 0, f"it ended with {status}: {last(text)}")
    return text


def finished(process):
    try:
        text, _ = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise Odd(f"it ran longer than {SECONDS} s") from None
    return process.returncode, text


def read_until(process, word):
    text = ""
    for line in process.stdout:
        text += line
        if word in line:
            return text
    raise Odd(f"it ended before it said '{word}': {last(text)}")


def say(text, *words):
    for word in words:
        check(word in text, f"it does not say '{word}': {last(text)}")


def check(truth, sentence):
    if not truth:
        raise Odd(sentence)


def last(text):
    return " / ".join(line.strip() for line in text.strip().splitlines()[-3:])


def forget(stamp):
    (COPY / "kernel-setup/.build/stamps" / stamp).unlink(missing_ok=True)


def protect(folder, writable):
    for place, _, files in os.walk(folder):
        for name in ("", *files):
            path = Path(place, name)
            path.chmod(path.stat().st_mode | 0o200 if writable else path.stat().st_mode & 0o555)


def listing(folder):
    return sorted(str(path) for path in folder.rglob("*"))


def quick_cases():
    """Without building anything: a command in each of the places."""
    found = {"blanks and umlauts": written_anew, "not root": lambda: written_anew(before=plain_user()), "read-only checkout": read_only_quickly}
    for wanted in PYTHONS:
        if python(wanted):
            found[f"Python {wanted}"] = functools.partial(on_python, python(wanted))
    return {**found, "one set-up at a time": lock}


def written_anew(**more):
    """`run new`, twice: the second time it refuses to overwrite."""
    book = COPY / "notebooks" / "meine Übung.ipynb"
    book.unlink(missing_ok=True)
    say(run(("new", book.stem, str(COPY / "data/jets-train.h5")), **more), "is written")
    check("../data/jets-train.h5" in book.read_text(encoding="utf-8"), "its path to the data does not lead there")
    status, text = finished(start(("new", book.stem, str(COPY / "data/jets-train.h5")), **more))
    check(status != 0 and "is there already" in text and "Traceback" not in text, f"it overwrites: {last(text)}")
    return "a notebook is written, and not overwritten"


def on_python(program):
    before = {"PATH": path_with(program)}
    if version(program) < (3, 10):
        status, text = finished(start(("new", "x"), **before))
        check(status != 0 and "Python 3.10 or newer" in text and "Traceback" not in text, f"not refused in a sentence: {last(text)}")
        return "refused in one sentence"
    return written_anew(**before)


def read_only_quickly():
    shared = SHARED / "Flash Flow"
    readonly.renew(shared)
    protect(shared, False)
    try:
        before = listing(shared)
        shutil.rmtree(HOME / ".cache", ignore_errors=True)
        status, text = finished(start(("new", "meine-analyse"), before=plain_user(), copy=shared))
        check(status == 0 and "cannot be written: a copy is used" in text, f"it ended with {status}: {last(text)}")
        check(listing(shared) == before, "something was written there")
        return "the user's copy is written, and told"
    finally:
        protect(shared, True)


def lock():
    """The second waits for as long as the first holds it."""
    words = "import sys, time; from whole import alone; from pathlib import Path\nwith alone(Path(sys.argv[1])): print('in', flush=True); time.sleep(1)"
    both = [subprocess.Popen([sys.executable, "-c", words, HERE / "lock"], cwd=build.SETUP / "steps", stdout=subprocess.PIPE, text=True) for _ in "12"]
    told = [each.communicate(timeout=60)[0] for each in both]
    check(sum("waiting for it" in text for text in told) == 1, "none waited, or both")
    check(all("in" in text for text in told), "one did not get in")
    return "one waits for the other"


def quick(tally):
    """The cases that take seconds."""
    if not sys.platform.startswith("linux"):
        print("Places: skipped, they are for Linux", flush=True)
        tally.add(skipped=1)
        return
    print("Places", flush=True)
    lay_out()
    for name, case in quick_cases().items():
        told = tried(name, case)
        failed = told.startswith("FAILED")
        print(f"  {'FAILED  ' if failed else 'ok      '}{name}: {told.partition(': ')[2]}", flush=True)
        tally.add(passed=not failed, failed=failed)


def lay_out():
    HOME.mkdir(parents=True, exist_ok=True)
    readonly.renew(COPY)


def tried(name, case):
    if case is None:
        return "not here"
    begun = time.time()
    try:
        return f"ok: {case()} ({time.time() - begun:.0f} s)"
    except (Odd, Missing, OSError) as reason:
        return f"FAILED: {reason}"


def main(names):
    found = cases()
    if names == ["--list"]:
        print("\n".join(found))
        return 0
    unknown = [name for name in names if name not in found]
    if unknown:
        raise Missing(f"There is no case '{unknown[0]}': take one of {', '.join(found)}.")
    lay_out()
    outcomes = {}
    for name in names or found:
        outcomes[name] = tried(name, found[name])
        print(f"{name:<26}{outcomes[name]}", flush=True)
    print("\n| where | what came of it |\n|---|---|\n" + "\n".join(f"| {name} | {told} |" for name, told in outcomes.items()))
    return int(any(told.startswith("FAILED") for told in outcomes.values()))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Missing as sentence:
        sys.exit(str(sentence))
