"""A notebook as one HTML page that needs no network: formulas as MathML, and none of the template's scripts from elsewhere.
The figures bring their own plotly.js."""

from latex2mathml.converter import convert
from nbconvert.exporters import html

TEMPLATE = """
{%- extends 'lab/index.html.j2' -%}
{%- block html_head_js_requirejs -%}{%- endblock -%}
{%- block html_head_js_mathjax -%}{%- endblock -%}
{%- block html_head_js_mermaidjs -%}{%- endblock -%}
"""


class Formulas(html.IPythonRenderer):
    """Markdown whose formulas are MathML, which browsers lay out themselves."""

    def block_math(self, body):
        return convert(body, display="block")

    def inline_math(self, body):
        return convert(body)


html.IPythonRenderer = Formulas  # the exporter has no setting for it


def page(book, name):
    text, _ = html.HTMLExporter(raw_template=TEMPLATE).from_notebook_node(book, {"metadata": {"name": name}})
    return text
