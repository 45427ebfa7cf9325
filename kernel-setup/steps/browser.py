"""A headless Chromium looks at the first notebook in a real JupyterLab (browser/check.mjs), and at every kind of figure
(browser/figures.mjs)."""

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request

import build
from machine import Missing, output
from shell import run_logged

PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
CHECKS = build.SETUP / "browser"
TOOLS = build.BUILD / "browser"
FOLDER = build.BUILD / "browser-folder"
OUT = build.ROOT / "notebooks" / "out"
FORMULAS = build.ROOT / "notebooks" / "03-how-it-works.ipynb"
FIGURES = build.ROOT / "lib" / "target" / "figures"
FIGURE_PAGES = ("figures.html", "samples.html", "styled.html")


def check(notebook, tally):
    """Counts each check; without the programs that it takes, one is skipped."""
    print(f"Browser {os.path.relpath(notebook)}", flush=True)
    counted(lambda chromium: visit(chromium, notebook, OUT / "fast" / notebook.name), tally)


def figures(tally):
    """The pages with every kind of figure that the library's tests wrote: see browser/figures.mjs for what is looked at."""
    print("Browser figures", flush=True)
    counted(look_at_figures, tally)


def themes(tally):
    """Every executed notebook in JupyterLab's light and dark theme: see browser/themes.mjs."""
    print("Browser themes", flush=True)
    counted(lambda chromium: look_at_themes(chromium, sorted((OUT / "fast").glob("*.ipynb"))), tally)


def look_at_themes(chromium, notebooks):
    """On copies that are trusted, as their own user's would be, and an untrusted one."""
    if not notebooks:
        raise Missing("There is no executed notebook to look at: the notebooks write them.")
    lay_out(notebooks[0], notebooks)
    another(FOLDER / "notebooks" / "untrusted.ipynb")
    trusted = [str(FOLDER / "notebooks" / each.name) for each in notebooks]
    subprocess.run([str(build.program(build.VENV, "jupyter-trust")), *trusted], check=True, env=lab_environment(), stdout=subprocess.DEVNULL)
    names = json.dumps([each.name for each in notebooks])
    return in_lab(lambda address: look("themes.mjs", chromium, address, NOTEBOOKS=names))


def another(book):
    """Trust goes by content: an empty cell more makes it another notebook."""
    content = json.loads(book.read_text(encoding="utf-8"))
    content["cells"].append({"id": "another", "cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [
        {"output_type": "display_data", "metadata": {}, "data": {"text/html": "<i>another</i>"}}], "source": ""})
    build.write_json(book, content)


def lay_out(untrusted, notebooks):
    """A folder for JupyterLab to work in: saving changes nothing of the repository."""
    build.empty(FOLDER)
    (FOLDER / "notebooks").mkdir()
    for book in notebooks:
        shutil.copy2(book, FOLDER / "notebooks" / book.name)
    shutil.copy2(untrusted, FOLDER / "notebooks" / "untrusted.ipynb")
    os.symlink(build.ROOT / "data", FOLDER / "data")


def pages(tally):
    """The notebooks' HTML without a network: see browser/pages.mjs."""
    print("Browser pages", flush=True)
    counted(look_at_pages, tally)


def look_at_pages(chromium):
    if not any((OUT / "fast").glob("*.html")):
        raise Missing(f"{OUT / 'fast'} holds no exported page: the notebooks write them.")
    return look("pages.mjs", chromium, (OUT / "fast").as_uri()) + look("pages.mjs", chromium, exported().as_uri())


def exported():
    """The notebook with the most formulas, as JupyterLab's Save and Export and `jupyter nbconvert` would export it."""
    folder = build.BUILD / "exported"
    build.empty(folder)
    command = [build.program(build.VENV, "jupyter-nbconvert"), "--to", "html", "--output-dir", folder, FORMULAS]
    done = subprocess.run([str(word) for word in command], check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise Missing(f"nbconvert could not export {FORMULAS}:\n{done.stdout}")
    return folder


def look_at_figures(chromium):
    missing = [page for page in FIGURE_PAGES if not (FIGURES / page).is_file()]
    if missing:
        raise Missing(f"{FIGURES / missing[0]} is not there: the library's test AllFiguresTest writes it.")
    return "".join(look("figures.mjs", chromium, (FIGURES / page).as_uri()) for page in FIGURE_PAGES)


def counted(visit, tally):
    try:
        chromium = tools()
    except Missing as reason:
        skip(reason, tally)
        return
    try:
        told = visit(chromium)
    except Missing as sentence:
        told = f"  FAILED  {sentence}"
        print(told, flush=True)
    tally.add(passed=told.count("  ok      "), failed=told.count("  FAILED  "))
    if "  ok      " not in told and "  FAILED  " not in told:
        tally.add(failed=1)
        print(f"  FAILED  the browser did not start:\n{told}", flush=True)


def skip(reason, tally):
    """Not where continuous integration runs: there everything has to be looked at."""
    if os.environ.get("CI"):
        tally.fail(reason)
    else:
        print(f"  skipped: {reason}", flush=True)
        tally.add(skipped=1)


def node_program(name, *arguments):
    return [shutil.which("node"), TOOLS / "node_modules" / name / "bin" / f"{name}.js", *arguments]


def tools():
    """Chromium, with playwright-core laid beside a copy of the check; raises Missing where this machine cannot."""
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, (
        "chromium", "chromium-browser", "google-chrome", "chrome", *PLACES))), None)
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (chromium and node and npm):
        raise Missing("Chromium, node and npm are needed, install all three (Debian: apt install chromium nodejs npm).")
    if int(re.sub(r"\D.*", "", output([node, "--version"]).lstrip("v")) or 0) < 18:
        raise Missing("node 18 or newer is needed: update it.")
    files = [CHECKS / "package.json", CHECKS / "package-lock.json"]
    stamp = build.Stamp("browser", build.digest(files))
    if not stamp.fresh():
        build.empty(TOOLS)
        for file in files:
            shutil.copy2(file, TOOLS)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", TOOLS]
        run_logged(command, build.BUILD / "npm.log", "npm could not install playwright-core and ESLint", os.environ)
        stamp.leave()
    for stale in TOOLS.glob("*.mjs"):
        stale.unlink()
    for script in CHECKS.glob("*.mjs"):
        shutil.copy2(script, TOOLS)
    return chromium


def visit(chromium, notebook, executed):
    """Starts JupyterLab on copies of the notebook, so that saving changes nothing of the repository."""
    if not executed.is_file():
        raise Missing(f"{executed} is not there, so there is nothing to open.")
    lay_out(executed, [])
    shutil.copy2(notebook, FOLDER / "notebooks" / "notebook.ipynb")
    return in_lab(lambda address: look("check.mjs", chromium, address))


def in_lab(act):
    """Does something with the address of a JupyterLab that works in FOLDER."""
    token, port = secrets.token_hex(16), free_port()
    with open(build.BUILD / "lab.log", "w", encoding="utf-8") as log:
        lab = subprocess.Popen(lab_command(token, port), stdout=log, stderr=log, cwd=FOLDER, env=lab_environment())
        try:
            wait_for(lab, f"http://127.0.0.1:{port}/api?token={token}")
            return act(f"http://127.0.0.1:{port}/lab?token={token}")
        finally:
            end(lab)


def end(lab):
    """With its kernels, which takes a while on a busy machine."""
    lab.terminate()
    try:
        lab.wait(120)
    except subprocess.TimeoutExpired:
        lab.kill()
        lab.wait()


def lab_command(token, port):
    options = ["--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", f"--IdentityProvider.token={token}"]
    return [str(build.program(build.VENV, "jupyter-lab")), *options, "--LabApp.expose_app_in_browser=True", f"--ServerApp.root_dir={FOLDER}"]


def lab_environment():
    """The user's own settings and signatures stay out of it; the kernel's java picks up the notebooks' fast mode."""
    own = {name: str(FOLDER / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")}
    return {**os.environ, **build.cache_environment(), **own, "JDK_JAVA_OPTIONS": "-Dflashflow.fast=true"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(lab, address, seconds=120):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(seconds * 2):
        try:
            opener.open(address, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            if lab.poll() is not None:
                break
            time.sleep(0.5)
    raise Missing(f"JupyterLab did not start; its log is {build.BUILD / 'lab.log'}.")


def look(script, chromium, address, **variables):
    OUT.mkdir(parents=True, exist_ok=True)
    command = [shutil.which("node"), TOOLS / script, chromium, address, OUT]
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, **variables})
    told = []
    for line in process.stdout:
        told.append(line)
        if line.startswith("  "):
            print(line.rstrip(), flush=True)
    process.wait()
    return "".join(told)
