"""From NanoAOD to training rows and back: `python -m flashflow_nanoaod look | extract | write | toy`, see README.md beside this file."""

VERSION = "0.1.0"
FORMAT = 1
