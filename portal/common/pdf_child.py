"""The program that makes one PDF: an order comes in on stdin, the PDF or the reason for none goes out on stdout.

`portal.common.pdf` starts it by its path, in an empty environment; nothing of the portal imports it, and it imports
nothing of the portal. Its exit status says what stdout holds: 0 a PDF, 3 why the text is refused, 4 what failed here.
"""

import gc
import json
import logging
import resource
import sys
from pathlib import Path
from typing import Any, Final

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

_REFUSED_STATUS: Final = 3
_FAILED_STATUS: Final = 4
_FONT: Final = "font:"
_SHOWN_COMPLAINTS: Final = 5
# The renderer writes copies of our fonts, and nothing else; the PDF goes into a pipe.
_LARGEST_FILE: Final = 4 * 2**20

# What the renderer has no business with; each is the beginning of an audit event's name (PEP 578).
_FORBIDDEN: Final = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system")

# No font that we embed has these two hyphens; the plain one looks the same.
_SAME_LOOK: Final = str.maketrans({"\u2010": "-", "\u2011": "-"})

# WeasyPrint writes one identifier a file. ISO 14289-1, 5 asks for this one, and ISO 19005-2, 6.6.2.3 for the
# description of every schema that it does not know itself.
_UA_IDENTIFIER: Final = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""


# WeasyPrint swallows every Exception of a fetch and goes on without the picture or the font. These derive from a
# BaseException, as it asks of what must stop it, and so have to be caught by their names.
class RefusedError(FatalURLFetchingError):
    """The text cannot become a PDF."""


class FailedError(FatalURLFetchingError):
    """Something that the portal should have set up is missing."""


class OnlyOurs(URLFetcher):
    """Gives our fonts and what an address holds itself, and refuses every other address, files above all."""

    def __init__(self, fonts: Path) -> None:
        """List the fonts by their addresses, so that an address is only looked up and never joined to a path."""
        super().__init__(allowed_protocols=["data"], allow_redirects=False)
        self.refusal: RefusedError | None = None
        self._fonts = {_FONT + path.relative_to(fonts).as_posix(): path for path in fonts.rglob("*.ttf")}

    def fetch(self, url: str, headers: object = None) -> object:
        """Return what stands at the address; raises RefusedError and FailedError."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        if url in self._fonts:
            return URLFetcherResponse(url, self._fonts[url].read_bytes(), {"Content-Type": "font/ttf"})
        if url.startswith(_FONT):
            message = f"The font {url.removeprefix(_FONT)} is not installed; run: make setup"
            raise FailedError(message)
        # A drawing's own pictures are fetched where even this error is swallowed; so it is kept as well.
        self.refusal = RefusedError(f"The text names something to fetch, which a PDF may not: {url[:200]}")
        raise self.refusal


class Complaints(logging.Handler):
    """Keeps what WeasyPrint warns of; a document of record is made without a complaint or not at all."""

    def __init__(self) -> None:
        """Keep warnings and errors."""
        super().__init__(logging.WARNING)
        self.messages: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one complaint, once."""
        self.messages[record.getMessage()] = None


def main() -> int:
    """Carry out one order and return the exit status."""
    order = json.load(sys.stdin.buffer)
    limit_itself(order["limits"])
    sys.addaudithook(forbid)
    # A layout makes objects by the million and hardly any garbage; looking for it less often saves a tenth of the time.
    gc.set_threshold(50_000, 20, 20)
    status, answer = carry_out(order)
    sys.stdout.buffer.write(answer)
    return status


def limit_itself(limits: dict[str, int]) -> None:
    """Let the kernel hold this process to its limits; the CPU's hard limit ends what ignores the soft one."""
    cpu, memory = limits["cpu_seconds"], limits["memory_bytes"]
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def forbid(event: str, _arguments: object) -> None:
    """Refuse the network and other programs, should the renderer ever find a way around the fetcher."""
    if event.startswith(_FORBIDDEN):
        message = f"The PDF process may not use {event}."
        raise RefusedError(message)


def carry_out(order: dict[str, Any]) -> tuple[int, bytes]:
    """Return the exit status and what goes with it."""
    try:
        pdf = rendered(order["html"], order["css"], Path(order["fonts"]))
        if len(pdf) > order["limits"]["pdf_bytes"]:
            message = f"The PDF is larger than {order['limits']['pdf_bytes']:,} bytes."
            raise RefusedError(message)  # noqa: TRY301 - it is answered like every other refusal
    except RefusedError as error:
        return _REFUSED_STATUS, in_bytes(str(error))
    except FailedError as error:
        return _FAILED_STATUS, in_bytes(str(error))
    except RecursionError:
        return _REFUSED_STATUS, b"The text is nested too deeply for a PDF."
    except MemoryError:
        return _REFUSED_STATUS, b"The text needs more memory than a PDF may take."
    except Exception as error:  # noqa: BLE001 - a renderer may fail in any way, and each is told in words
        return _REFUSED_STATUS, in_bytes(f"The text cannot be laid out as a PDF ({type(error).__name__}: {error}).")
    return 0, pdf


def in_bytes(reason: str) -> bytes:
    """Return the reason for the pipe; a text may be refused for characters that cannot be written at all."""
    return reason.encode(errors="replace")


def rendered(html: str, css: str, fonts: Path) -> bytes:
    """Return the PDF; raises RefusedError when it complains of anything."""
    complaints = Complaints()
    logging.getLogger("weasyprint").addHandler(complaints)
    fetcher, configuration = OnlyOurs(fonts), FontConfiguration()
    stylesheet = CSS(string=css, url_fetcher=fetcher, font_config=configuration)
    source = HTML(string=html.translate(_SAME_LOOK), url_fetcher=fetcher)
    document = source.render(font_config=configuration, stylesheets=[stylesheet], pdf_variant="pdf/a-2a")
    pdf: bytes = document.write_pdf(pdf_variant="pdf/a-2a", finisher=finish)
    if fetcher.refusal:
        raise fetcher.refusal
    refuse_missing_characters(document)
    if complaints.messages:
        raise RefusedError("; ".join(list(complaints.messages)[:_SHOWN_COMPLAINTS]))
    return pdf


def refuse_missing_characters(document: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
    """Refuse a text with characters that would be printed as empty boxes."""
    missing = sorted({code for font in document.fonts.values() for code in font.missing})
    if missing:
        named = ", ".join(f"{chr(code)} (U+{code:04X})" for code in missing)
        message = f"The fonts of the PDF have no sign for {named}; write it in another way."
        raise RefusedError(message)


def finish(_document: object, pdf: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
    """Name PDF/UA beside PDF/A, and leave the metadata uncompressed, as archives want it.

    It is done before the file is written, since qpdf, which pikepdf writes with, leaves out the line end before
    `endstream` where a stream happens to end in one (about one stream in 256), and ISO 19005-2, 6.1.7.1 asks for it.
    """
    metadata = next(each for each in pdf.objects if getattr(each, "extra", {}).get("Type") == "/Metadata")
    metadata.compress = False
    metadata.stream = [content.replace(b"</rdf:RDF>", _UA_IDENTIFIER) for content in metadata.stream]


if __name__ == "__main__":
    sys.exit(main())
