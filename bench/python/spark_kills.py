"""Kills executors and drivers of a generation on Spark at random moments, starts the job again where the driver died, and holds
the files against those of an undisturbed run: one JSON line with the kills and what came of them; fails if a byte differs.

Arguments: jar folder kills; the folder gets the context, the two samples and the logs.
Environment: SPARK_HOME, a Spark of Scala 2.13; SEED of the moments.
"""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MASTER = "local-cluster[2,1,900]"
CONFIGURATION = {
    "spark.executor.memory": "900m",
    "spark.ui.enabled": "false",
    "spark.task.maxFailures": "100",
    "spark.deploy.maxExecutorRetries": "-1",
}
GENERATE = ["--seed", "42", "--folds", "4", "--range-rows", "1250"]
FILES = 10


def main(jar, folder, kills):
    folder = Path(folder)
    context = folder / "context"
    context.mkdir(parents=True, exist_ok=True)
    for number in range(FILES):
        shutil.copy(ROOT / "data/jets-valid.h5", context / f"gen-{number}.h5")
    start = driver(jar, folder, "undisturbed")
    begun = time.time()
    if start.wait():
        sys.exit(f"The undisturbed run failed; its words are in {folder}")
    counts = disturbed(jar, folder, int(kills), time.time() - begun)
    wanted, found = sums(folder / "undisturbed"), sums(folder / "killed")
    print(json.dumps({"case": "spark-kills", **counts, "files": len(wanted), "same": wanted == found}))
    sys.exit(wanted != found)


def driver(jar, folder, name):
    home = Path(os.environ["SPARK_HOME"])
    submit = ["--master", MASTER, *(word for key, value in CONFIGURATION.items() for word in ("--conf", f"{key}={value}"))]
    job = ["--model", ROOT / "data/jets.flow", "--in", folder / "context", "--out", folder / name, *GENERATE]
    command = ["java", f"@{ROOT}/spark/java-options", f"-Dlog4j2.configurationFile={ROOT}/spark/log4j2.properties", "-cp", home / "jars/*"]
    command += ["org.apache.spark.deploy.SparkSubmit", *submit, "--class", "flashflow.spark.command.Generate", jar, *job]
    own = {"OMP_WAIT_POLICY": "PASSIVE", "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_SCALA_VERSION": "2.13", "SPARK_WORKER_DIR": str(folder / "work")}
    with open(folder / f"{name}.log", "a") as log:
        return subprocess.Popen([str(word) for word in command], stdout=log, stderr=log, env={**os.environ, **own})


def disturbed(jar, folder, kills, seconds):
    """Every third kill is the driver's. A job that ends before its kill begins anew, in an empty folder."""
    moments = random.Random(int(os.environ.get("SEED", "1")))
    counts = {"executors": 0, "drivers": 0, "starts": 0, "ended": 0}
    process = None
    while counts["executors"] + counts["drivers"] < kills:
        if process is None or process.poll() is not None:
            if process is not None and process.returncode == 0:
                counts["ended"] += 1
                check(folder)
                shutil.rmtree(folder / "killed")
            process = driver(jar, folder, "killed")
            counts["starts"] += 1
        wait(process, moments.uniform(0.2, 0.9) * seconds)
        if process.poll() is None:
            kind = "drivers" if moments.random() < 1 / 3 else "executors"
            counts[kind] += kill(process, kind)
    while process.wait():
        process = driver(jar, folder, "killed")
        counts["starts"] += 1
    return counts


def wait(process, seconds):
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return


def kill(process, kind):
    """Its own processes alone, by their numbers; returns whether there was one."""
    victims = [process.pid] if kind == "drivers" else executors(process.pid)
    for victim in victims[:1]:
        os.kill(victim, signal.SIGKILL)
    if kind == "drivers":
        process.wait()
    return len(victims[:1])


def executors(parent):
    children = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(child) for file in children for child in file.read_text().split()]


def check(folder):
    if sums(folder / "undisturbed") != sums(folder / "killed"):
        sys.exit(f"The files in {folder / 'killed'} differ from those of the undisturbed run.")


def sums(folder):
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.glob("part-*"))}


if __name__ == "__main__":
    main(*sys.argv[1:])
