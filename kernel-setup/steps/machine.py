"""What this machine has: Java, Maven, disk space, a GPU. Whatever is missing is one sentence."""

import locale
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

JDK_HINT = (
    "install one (Debian: apt install openjdk-17-jdk-headless; macOS: brew install openjdk@17; "
    "Windows: winget install EclipseAdoptium.Temurin.17.JDK) or point JAVA_HOME at it"
)
MAVEN_HINT = "install it (Debian: apt install maven; macOS: brew install maven; Windows: choco install maven)"
CLASSIFIERS = {
    ("linux", "amd64"): "linux-x86_64",
    ("linux", "aarch64"): "linux-aarch64",
    ("mac", "aarch64"): "osx-aarch64",
    ("windows", "amd64"): "win-x86_64",
}
OLDEST_CUDA_DRIVER = 525  # the first whose minor-version compatibility covers all of CUDA 12


class Missing(Exception):
    """Something this machine lacks or a step that failed, told in one sentence."""


@dataclass(frozen=True)
class Machine:
    java: Path
    java_version: str
    maven: str
    maven_version: str
    classifier: str
    gpu: str
    cuda: bool

    @property
    def linux(self):
        return self.classifier.startswith("linux")

    @property
    def java_major(self):
        return major(self.java_version)

    def summary(self):
        return f"Java {self.java_version}, Maven {self.maven_version}, {self.classifier}"

    def device(self):
        if self.cuda:
            return f"{self.gpu} (CUDA 12.4 natives; --cpu leaves it alone)"
        return f"CPU, {os.cpu_count()} cores ({self.gpu or 'no NVIDIA GPU found'})"


def look(device, folder, gigabytes):
    """The machine, for `device` auto, cpu or cuda; raises Missing with one line for each thing that is not there."""
    faults = []
    facts = {}
    for check in (python_venv, lambda: disk(folder, gigabytes)):
        attempt(check, faults)
    java = attempt(find_java, faults)
    maven = attempt(lambda: find_maven(java), faults) if java else attempt(maven_program, faults)
    if java:
        facts = attempt(lambda: platform_facts(java, device), faults)
    if faults:
        raise Missing("\n".join(faults))
    return Machine(java=java["program"], java_version=java["java.version"], **maven, **facts)


def speak_utf8():
    """Java and Maven find no folder with an umlaut where the language is not there, as on a cluster that was told another machine's."""
    if not sys.platform.startswith("linux"):
        return
    try:
        locale.setlocale(locale.LC_ALL, "")
        told = locale.nl_langinfo(locale.CODESET)
    except locale.Error:
        told = ""
    if told.upper().replace("-", "") != "UTF8":
        os.environ["LC_ALL"] = "C.UTF-8"


def attempt(check, faults):
    try:
        return check()
    except Missing as fault:
        faults.append(str(fault))
        return None


def python_venv():
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        raise Missing("Python's venv module is missing: install it (Debian: apt install python3-venv).") from None


def disk(folder, gigabytes):
    free = shutil.disk_usage(folder).free / 1e9
    if free < gigabytes:
        raise Missing(f"{folder} has {free:.1f} GB of free disk space, {gigabytes} GB are needed: free some and try again.")


def find_java():
    home = os.environ.get("JAVA_HOME")
    program = shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")
    if home and not program:
        raise Missing(f"JAVA_HOME is {home}, where there is no bin/java: correct or unset it.")
    if not program:
        raise Missing(f"JDK 17 or newer is missing: {JDK_HINT}.")
    told = output([program, "-XshowSettings:properties", "-version"])
    facts = dict(re.findall(r"^\s+(java\.version|java\.home|os\.name|os\.arch) = (.*?)\s*$", told, re.M))
    if "java.version" not in facts:
        raise Missing(f"JDK 17 or newer is missing, {program} does not run: {JDK_HINT}.")
    if major(facts["java.version"]) < 17:
        raise Missing(f"Java {facts['java.version']} at {facts['java.home']} is too old, JDK 17 or newer is needed: {JDK_HINT}.")
    tools = Path(facts["java.home"]) / "bin"
    if not shutil.which("javac", path=str(tools)):
        raise Missing(f"{facts['java.home']} is a Java without its compiler, the JDK is needed: {JDK_HINT}.")
    return {"program": Path(shutil.which("java", path=str(tools))), **facts}


def maven_program():
    program = shutil.which("mvn")
    if not program:
        raise Missing(f"Maven 3.8 or newer is missing: {MAVEN_HINT}.")
    return program


def find_maven(java):
    program = maven_program()
    told = output([program, "-v"], JAVA_HOME=java["java.home"])
    found = re.search(r"Apache Maven (\d+)\.(\d+)(\S*)", told)
    if not found:
        raise Missing(f"Maven 3.8 or newer is missing, {program} does not run: {MAVEN_HINT}.")
    version = "".join((found[1], ".", found[2], re.sub("\x1b.*", "", found[3])))
    if (int(found[1]), int(found[2])) < (3, 8):
        raise Missing(f"Maven {version} is too old, 3.8 or newer is needed: {MAVEN_HINT}.")
    return {"maven": program, "maven_version": version}


def platform_facts(java, device):
    system = re.sub(r"\W.*", "", java["os.name"].lower())
    classifier = CLASSIFIERS.get((system, java["os.arch"]))
    if not classifier:
        raise Missing(
            f"PyTorch has no natives for a Java on {java['os.name']} {java['os.arch']}: "
            "Linux x86-64 or arm64, macOS arm64 or Windows x86-64 is needed."
        )
    gpu, usable = find_gpu(classifier)
    if device == "cuda" and not usable:
        raise Missing(f"--cuda needs an NVIDIA GPU ({gpu or 'nvidia-smi finds none here'}): leave it out to use the CPU.")
    return {"classifier": classifier, "gpu": gpu, "cuda": usable and device != "cpu"}


def find_gpu(classifier):
    """The GPU's name, or why it is of no use, and whether the CUDA natives can run on it."""
    program = shutil.which("nvidia-smi")
    told = output([program, "--query-gpu=name,driver_version", "--format=csv,noheader"]) if program else ""
    found = re.match(r"(.+), (\d+)(\.\S+)?", told)
    if not found:
        return "", False
    name, driver = found[1], int(found[2])
    if not classifier.endswith("x86_64"):
        return f"{name}, for which there are no CUDA natives on {classifier}", False
    if driver < OLDEST_CUDA_DRIVER:
        return f"{name}, whose driver {driver} is older than {OLDEST_CUDA_DRIVER}", False
    return name, True


def major(version):
    parts = re.findall(r"\d+", version)
    return int(parts[1]) if parts[0] == "1" and len(parts) > 1 else int(parts[0])


def output(command, **environment):
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", check=False,
        env={**os.environ, **environment},
    )
    return done.stdout
