"""The limit of a PDF: WeasyPrint by itself, with the same HTML, style and fonts, as PDF/UA-1."""

import sys
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

html, stylesheet, fonts = (Path(argument) for argument in sys.argv[1:])
style = stylesheet.read_text(encoding="utf-8").replace("font:", f"{fonts.as_uri()}/")
configuration = FontConfiguration()
HTML(string=html.read_text(encoding="utf-8")).write_pdf(
    stylesheets=[CSS(string=style, font_config=configuration)], font_config=configuration, pdf_variant="pdf/ua-1"
)
