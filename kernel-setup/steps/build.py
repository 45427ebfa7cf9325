"""Builds what the kernel runs on, each part only when what it is made from has changed."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
import venv
import zipfile
from pathlib import Path

from machine import Missing
from shell import run_logged
from whole import alone, empty, filled, write, written

ROOT = Path(__file__).resolve().parents[2]
SETUP = ROOT / "kernel-setup"
BUILD = SETUP / ".build"
LIB = BUILD / "lib"
SPARK = BUILD / "spark"
VENV = BUILD / "venv"
PEERS = BUILD / "peers"
NANOAOD = BUILD / "nanoaod"
NATIVES = BUILD / "djl"
CUDART = BUILD / "cudart"
KERNEL = "flashflow-java"
SPARK_KERNEL = "flashflow-spark"
TEMPLATE = "flashflow"
GLIBC = ":".join((
    "glibc.malloc.hugetlb=1",
    "glibc.malloc.arena_max=1",
    "glibc.malloc.mmap_threshold=8589934592",
    "glibc.malloc.trim_threshold=17179869184",
))
# The engine's threads sleep while they wait for each other. Spinning, the default, makes a training on a machine that does
# other work too many times slower, because each waiting thread takes the core that another needs.
WAITING = {"OMP_WAIT_POLICY": "PASSIVE"}


def program(environment, name):
    """A program of a virtual environment."""
    return environment / ("Scripts" if os.name == "nt" else "bin") / (name + (".exe" if os.name == "nt" else ""))


def prepare(machine, with_spark=False):
    """Everything a notebook needs, in order; says what it does where that takes long. Others wait meanwhile. A kernel with Spark that
    is there already is kept up to date."""
    with alone(BUILD / "lock"):
        step("Library", lambda: library(machine))
        step("Natives", lambda: natives(machine))
        step("JupyterLab and JJava", environment)
        kernelspec(machine)
        exports()
        if with_spark or kernel_folder(SPARK_KERNEL).is_dir():
            step("Library and Spark", lambda: spark(machine))
            spark_kernelspec(machine)
    print('  Kernel "Java (FlashFlow)" is ready', flush=True)


def step(name, make):
    begun = time.time()
    made = make()
    print(f"  {name:<22}{f'{time.time() - begun:.1f} s' if made else 'as before'}", flush=True)


def maven_options(machine):
    return ["-Pcuda"] if machine.cuda else []


def maven_environment(machine):
    return {**os.environ, **cache_environment(), "JAVA_HOME": str(machine.java.parents[1])}


def cache_environment():
    """DJL's own places to unpack to, so that nothing is written to the home directory."""
    return {"DJL_CACHE_DIR": str(NATIVES), "ENGINE_CACHE_DIR": str(NATIVES)}


def library(machine):
    """The library's jar, its dependencies and the natives of this platform, all in LIB."""
    python = sorted((ROOT / "python/flashflow_nanoaod").glob("*.py"))  # travels in the jar
    sources = [ROOT / "pom.xml", ROOT / "lib/pom.xml", *sorted((ROOT / "lib/src/main").rglob("*")), *python]
    stamp = Stamp("library", digest(sources, str(machine.java), machine.cuda))
    if stamp.fresh() and LIB.is_dir():
        return False
    stamp.forget()
    with filled(LIB) as fresh:
        goals = ["package", "dependency:copy-dependencies@kernel", "dependency:copy@kernel-logger"]
        options = ["-B", "-f", ROOT, "-pl", "lib", "-Dmaven.test.skip=true", f"-Dkernel.classpath={fresh}", *maven_options(machine)]
        command = [machine.maven, *options, *goals]
        run_logged(command, BUILD / "library.log", "Maven could not build the library", maven_environment(machine))
        shutil.copy2(built("lib"), fresh / "flashflow.jar")
    stamp.leave()
    return True


def prepare_spark(machine):
    """What the command for Apache Spark runs on, Jupyter apart."""
    with alone(BUILD / "lock"):
        step("Library and Spark", lambda: spark(machine))


def spark(machine):
    """The library for Spark, Spark itself, and the natives of this platform, all in SPARK."""
    modules = [ROOT / each / part for each in ("lib", "spark") for part in ("pom.xml", "src/main")]
    sources = [ROOT / "pom.xml", *(file for part in modules for file in ([part] if part.is_file() else sorted(part.rglob("*"))))]
    stamp = Stamp("spark", digest(sources, str(machine.java), machine.cuda))
    if stamp.fresh() and SPARK.is_dir():
        return False
    stamp.forget()
    with filled(SPARK) as fresh:
        options = ["-B", "-f", ROOT, "-pl", "lib,spark", "-Pclasspath", "-Dmaven.test.skip=true", f"-Dclasspath={fresh}"]
        command = [machine.maven, *options, *maven_options(machine), "package"]
        run_logged(command, BUILD / "spark.log", "Maven could not build the library for Spark", maven_environment(machine))
        shutil.copy2(built("spark"), fresh / "flashflow-spark.jar")
    stamp.leave()
    return True


def built(module):
    """The jar that Maven has made of a module's own classes."""
    others = ("sources", "javadoc", "tests", "jars", "cluster")
    jars = [jar for jar in (ROOT / module / "target").glob("flashflow-*.jar") if not jar.stem.endswith(others)]
    return max(jars, key=lambda jar: jar.stat().st_mtime)


def natives(machine):
    """PyTorch's libraries, unpacked where DJL looks for them; the jars decide which ones."""
    jar = one(LIB, "pytorch-native-*.jar")
    jni = one(LIB, "pytorch-jni-*.jar")
    engine = one(LIB, "pytorch-engine-*.jar").stem.removeprefix("pytorch-engine-")
    with zipfile.ZipFile(jar) as archive, zipfile.ZipFile(jni) as bridge:
        told = properties(archive.read("native/lib/pytorch.properties"))
        flavor, classifier = told["flavor"], told["classifier"]
        name = Path("pytorch") / f"{told['version']}-{flavor}-{classifier}"
        stamp = Stamp("natives", digest([], jar.name, jar.stat().st_size, jni.name, engine))
        if stamp.fresh() and (NATIVES / name).is_dir():
            return False
        stamp.forget()
        with filled(NATIVES) as fresh:
            unpacked = fresh / name
            unpacked.mkdir(parents=True)
            for library in told["libraries"].split(","):
                unpack(archive, f"pytorch/{flavor}/{classifier}/{library}", unpacked / library)
            entry = next(each for each in bridge.namelist() if each.startswith(f"jnilib/{classifier}/{flavor}/") and "djl_torch" in each)
            unpack(bridge, entry, unpacked / f"{engine}-{Path(entry).name}")
    empty(CUDART)
    for runtime in (NATIVES / name).glob("libcudart*.so*"):  # the name under which DJL asks for the number of GPUs
        os.symlink(runtime, CUDART / "libcudart.so")
    stamp.leave()
    return True


def environment():
    """The kernel's virtual environment."""
    pins = [SETUP / "requirements.txt", SETUP / "constraints.txt"]
    return virtual_environment(VENV, pins, ["-r", pins[0], "-c", pins[1]], "JupyterLab and JJava")


def peers():
    """What the tests compare with, apart from the kernel's environment, which has to do without."""
    pins = SETUP / "requirements-peers.txt"
    with alone(BUILD / "peers.lock"):
        wanted = ["--no-compile", "--no-deps", "-r", pins]  # most modules are never imported
        return virtual_environment(PEERS, [pins], wanted, "torch, nflows and jetnet for the tests", silently)


def silently(line):
    """Other parts are built at the same time and show what they do."""


def nanoaod():
    """What python/flashflow_nanoaod runs on."""
    pins = SETUP / "requirements-nanoaod.txt"
    with alone(BUILD / "nanoaod.lock"):
        return virtual_environment(NANOAOD, [pins], ["--no-deps", "-r", pins], "uproot and awkward for NanoAOD")


def virtual_environment(folder, pins, wanted, what, watch=None):
    stamp = Stamp(folder.name, digest(pins, sys.version, sys.executable))
    if stamp.fresh() and program(folder, "python").exists():
        return False
    stamp.forget()
    empty(folder)
    try:
        venv.create(folder, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as fault:
        raise Missing(f"Python could not make the environment {folder} ({fault}): make room there and try again.") from None
    command = [program(folder, "python"), "-m", "pip", "install", "--disable-pip-version-check", *wanted]
    run_logged(command, BUILD / f"{folder.name}.log", f"pip could not install {what}", os.environ, watch)
    stamp.leave()
    return True


def kernel_folder(name):
    return VENV / "share/jupyter/kernels" / name


def kernelspec(machine):
    write_kernel(machine, KERNEL, "Java (FlashFlow)", java_command(machine, LIB, ()), {})
    # A figure whose notebook has lost the output with plotly.js asks the server for it.
    with zipfile.ZipFile(LIB / "flashflow.jar") as jar:
        script = next(name for name in jar.namelist() if re.search(r"/plotly-.*\.min\.js\.gz$", name))
        with written(kernel_folder(KERNEL) / "plotly.js.gz") as part:
            part.write_bytes(jar.read(script))
    # Without this JupyterLab's first start asks whether it may fetch news.
    quiet = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}
    write_json(VENV / "share/jupyter/lab/settings/overrides.json", quiet)


def exports():
    """HTML that JupyterLab and nbconvert export needs no network either: see page.py."""
    template = VENV / "share/jupyter/nbconvert/templates" / TEMPLATE
    write(template / "index.html.j2", (SETUP / "steps/page.html.j2").read_text(encoding="utf-8"))
    write_json(template / "conf.json", {"base_template": "lab", "mimetypes": {"text/html": True}})
    setting = f"import sys\n\nsys.path.append({str(SETUP / 'steps')!r})\nimport page\n\npage.offline(get_config(), {TEMPLATE!r})\n"
    for name in ("jupyter_nbconvert_config.py", "jupyter_server_config.py"):
        write(VENV / "etc/jupyter" / name, setting)


def spark_kernelspec(machine):
    """The same with Apache Spark, whose pages nobody else has to see."""
    command = java_command(machine, SPARK, spark_options())
    write_kernel(machine, SPARK_KERNEL, "Java (FlashFlow, Spark)", command, {"SPARK_LOCAL_IP": "127.0.0.1"})


def write_kernel(machine, name, title, command, variables):
    write_json(kernel_folder(name) / "kernel.json", {
        "argv": [*command, "org.dflib.jjava.distro.JJava", "{connection_file}"],
        "display_name": title,
        "language": "java",
        "interrupt_mode": "message",
        "env": {**cache_environment(), **WAITING, **variables, **({"GLIBC_TUNABLES": GLIBC} if machine.linux else {})},
        "metadata": {"debugger": False},
    })


def java_command(machine, jars, more):
    # Tensors lie outside Java's heap: leave them the larger half.
    options = ["-XX:MaxRAMPercentage=40", "-Djava.awt.headless=true", "-Dai.djl.offline=true", "-Dfile.encoding=UTF-8"]
    # A cell's own "%.2f".formatted(x) writes a point and digits from 0 to 9 wherever the machine stands.
    options += ["-Duser.language.format=en", "-Duser.country.format=US"]
    options += ["--add-opens", "jdk.jshell/jdk.jshell=ALL-UNNAMED"]
    if machine.java_major >= 22:
        options.append("--enable-native-access=ALL-UNNAMED")
    options.append(f"-Dflashflow.python={program(NANOAOD, 'python')}")  # there once `run nanoaod` has made it
    if machine.cuda:
        options.append(f"-Djna.library.path={CUDART}")
    return [str(machine.java), *options, *more, "-cp", os.pathsep.join((str(kernel_folder("java") / "jjava.jar"), str(jars / "*")))]


def spark_options():
    return [f"@{ROOT / 'spark/java-options'}", f"-Dlog4j2.configurationFile={ROOT / 'spark/log4j2.properties'}"]


def spark_command(machine):
    options = [*spark_options(), "-XX:MaxRAMPercentage=40", "-Dai.djl.offline=true"]
    return [str(machine.java), *options, "-cp", str(SPARK / "*"), "flashflow.spark.command.Generate"]


class Stamp:
    """A file that remembers what something was made from."""

    def __init__(self, name, key):
        self.file = BUILD / "stamps" / name
        self.key = key

    def fresh(self):
        return self.file.exists() and self.file.read_text() == self.key

    def forget(self):
        self.file.unlink(missing_ok=True)

    def leave(self):
        write(self.file, self.key)


def digest(files, *words):
    sum_ = hashlib.sha256(repr(words).encode())
    for file in files:
        if file.is_file():
            sum_.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return sum_.hexdigest()


def one(folder, pattern):
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise Missing(f"{folder} holds {len(found)} files {pattern} instead of one: delete {BUILD} and try again.")
    return found[0]


def unpack(archive, name, file):
    with archive.open(name) as source, open(file, "wb") as sink:
        shutil.copyfileobj(source, sink, 1 << 20)
        sink.flush()
        os.fsync(sink.fileno())


def properties(text):
    return dict(line.split("=", 1) for line in text.decode().split("\n") if "=" in line)


def write_json(file, content):
    write(file, json.dumps(content, indent=2) + "\n")
