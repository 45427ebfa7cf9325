"""A notebook as one HTML page that needs no network: formulas as MathML, and none of the template's scripts from elsewhere.
The figures bring their own plotly.js. Whatever exports HTML in the kernel's environment does the same, see `offline`."""

from pathlib import Path

from latex2mathml.converter import convert
from nbconvert.exporters import html

TEMPLATE = Path(__file__).with_name("page.html.j2")


class Formulas(html.IPythonRenderer):
    """Markdown whose formulas are MathML, which browsers lay out themselves."""

    def block_math(self, body):
        return convert(body, display="block")

    def inline_math(self, body):
        return convert(body)


html.IPythonRenderer = Formulas  # the exporter has no setting for it


def page(book, name):
    exporter = html.HTMLExporter(raw_template=TEMPLATE.read_text(encoding="utf-8"))
    text, _ = exporter.from_notebook_node(book, {"metadata": {"name": name}})
    return text


def offline(config, template):
    """The same for `jupyter nbconvert` and JupyterLab's Save and Export, by their configuration."""
    config.HTMLExporter.template_name = template
    config.SlidesExporter.template_name = "reveal"  # slides are made from a template of their own
