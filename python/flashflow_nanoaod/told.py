"""What is said while it works: one JSON object a line on stderr, the result as one on stdout."""

import json
import sys


def progress(done, of):
    line({"done": int(done), "of": int(of)}, sys.stderr)


def warn(sentence):
    line({"warn": sentence}, sys.stderr)


def error(sentence, trace=""):
    """The trace is for those who look after the program."""
    line({"error": sentence, **({"trace": trace} if trace else {})}, sys.stderr)


def result(counts):
    line(counts, sys.stdout)


def line(content, stream):
    stream.write(json.dumps(content) + "\n")
    stream.flush()
