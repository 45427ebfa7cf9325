"""What each notebook weighs in bytes, and what of it: `python3 kernel-setup/steps/weights.py [NOTEBOOK ...]`, by default all of them.
Ends with status 1 where one that is committed weighs more than a megabyte, or brings plotly.js twice."""

import json
import re
import sys
from pathlib import Path

LIMIT = 1_000_000
PLOTLY = "flashflowPlotly.asked = true;\nconst bytes"
HEAD = ("bytes", "plotly", "scripts", "SVG", "PNG", "rest", "pictures", "notebook")


def weights(file):
    """The bytes of the notebook and of its parts, and how often plotly.js is in it."""
    parts = dict.fromkeys(("plotly", "scripts", "SVG", "PNG"), 0)
    libraries = pictures = 0
    for output in outputs(json.loads(file.read_text(encoding="utf-8"))):
        data = output.get("data", {})
        parts["PNG"] += len(joined(data.get("image/png", "")))
        html = joined(data.get("text/html", ""))
        for script in re.findall(r"<script>.*?</script>", html, re.S):
            parts["plotly" if PLOTLY in script else "scripts"] += len(script)
            libraries += PLOTLY in script
        images = re.findall(r"data:image/svg\+xml[^\"]*", html)
        parts["SVG"] += sum(map(len, images))
        pictures += len(images)
    whole = file.stat().st_size
    return [whole, *parts.values(), whole - sum(parts.values()), pictures], libraries


def outputs(book):
    return (output for cell in book["cells"] for output in cell.get("outputs", []))


def joined(text):
    return text if isinstance(text, str) else "".join(text)


def main(files):
    print("".join(f"{word:>11}" for word in HEAD[:-1]) + f"  {HEAD[-1]}")
    faults = []
    for file in files:
        numbers, libraries = weights(file)
        print("".join(f"{number:11,}" for number in numbers) + f"  {file.name}")
        if numbers[0] > LIMIT or libraries > 1:
            faults.append(f"{file.name} weighs {numbers[0]:,} bytes and brings plotly.js {libraries} times")
    return "\n".join(faults)


if __name__ == "__main__":
    notebooks = Path(__file__).resolve().parents[2] / "notebooks"
    sys.exit(main([Path(name) for name in sys.argv[1:]] or sorted(notebooks.glob("*.ipynb"))) or 0)
