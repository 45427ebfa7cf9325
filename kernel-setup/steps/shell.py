"""Running other programs: their words go to a log, the last one is shown while a person watches."""

import re
import shutil
import subprocess
import sys

from machine import Missing


def run_logged(command, log, sentence, environment, watch=None, failing=True, folder=None):
    """Runs `command`; a failure is `sentence` with what the log says of it. Returns the exit status."""
    log.parent.mkdir(parents=True, exist_ok=True)
    words = [str(word) for word in command]
    with open(log, "w", encoding="utf-8") as kept:
        process = subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", env=dict(environment), cwd=folder
        )
        try:
            for line in process.stdout:
                kept.write(line)
                (watch or show)(line)
        except KeyboardInterrupt:
            process.terminate()
            raise
        finally:
            clear()
    if process.wait() and failing:
        raise Missing(f"{sentence}:\n{reasons(log)}\nThe whole log is {log}.")
    return process.returncode


def show(line):
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns - 1
        sys.stdout.write("\r" + ("    " + line.strip())[:width].ljust(width))
        sys.stdout.flush()


def clear():
    if sys.stdout.isatty():
        sys.stdout.write("\r" + " " * (shutil.get_terminal_size().columns - 1) + "\r")


def reasons(log, most=15):
    """The lines that say why: Maven's and pip's errors, or else the last ones."""
    lines = [re.sub("\x1b\\[[0-9;]*m", "", line.rstrip()) for line in log.read_text(encoding="utf-8").splitlines()]
    errors = [line for line in lines if line.startswith(("[ERROR]", "ERROR")) and len(line) > 8]
    return "\n".join("    " + line for line in (errors[:most] or lines[-most:]))
