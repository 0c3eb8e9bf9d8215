"""Makes a PDF in a limited child process, so that no text can harm, slow or leak from the portal that publishes it.

WeasyPrint is imported in the child only: it takes half a second and 27 MiB, and nothing here needs it.
"""

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

_STATIC: Final = Path(__file__).resolve().parent.parent / "static"
FONTS: Final = _STATIC / "vendor" / "fonts"
EDITION_STYLESHEET: Final = _STATIC / "css" / "print-edition.css"

# The child is started by its path: naming its module would import the whole portal first.
_CHILD: Final = Path(__file__).resolve().with_name("pdf_child.py")
_REFUSED_STATUS: Final = 3
_FAILED_STATUS: Final = 4
_LONGEST_REPORT: Final = 500

# A configuration that knows no folder: a font of the machine would make other bytes on another machine.
_NO_SYSTEM_FONTS: Final = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig></fontconfig>'
)


class PdfError(Exception):
    """There is no PDF; the message says why in words for the person who publishes."""


class PdfRefusedError(PdfError):
    """The text cannot become a PDF: trying again gives the same."""


class PdfFailedError(PdfError):
    """The machine did not manage: trying again may help."""


@dataclass(frozen=True, kw_only=True)
class PdfLimits:
    """What one PDF may cost; 100 pages full of tables take about 20 seconds and 400 MiB.

    Args:
        wall_seconds: How long the portal waits before it kills the child.
        cpu_seconds: How long the child may compute.
        memory_bytes: The address space that the child may have.
        html_characters: The longest HTML that is tried at all.
        pdf_bytes: The largest PDF that is accepted.
    """

    wall_seconds: int = 30
    cpu_seconds: int = 25
    memory_bytes: int = 512 * 2**20
    html_characters: int = 4_000_000
    pdf_bytes: int = 32 * 2**20


LIMITS: Final = PdfLimits()


def render_pdf(html: str, *, stylesheet: str, fonts: Path = FONTS, limits: PdfLimits = LIMITS) -> bytes:
    """Return the HTML as one file that is PDF/A-2a and PDF/UA-1; the same input gives the same bytes.

    The same bytes are promised for one installation: another release of WeasyPrint, HarfBuzz or zlib may choose others.

    Args:
        html: A whole document with `lang`, `title` and, for its dates, `dcterms.created` and `dcterms.modified`. Its
            images are `data:` URLs; it can fetch nothing else.
        stylesheet: The CSS, which names a font as `font:FOLDER/FILE.ttf`.
        fonts: The folder of these fonts.
        limits: What the child may use.

    Raises:
        PdfRefusedError: The text names something to fetch, is nested too deeply, has a character that the fonts lack,
            needs more than the limits allow, or is otherwise not fit for a tagged PDF.
        PdfFailedError: Fonts are missing, or the child did not end as it should.
    """
    if len(html) > limits.html_characters:
        message = f"The text is longer than the {limits.html_characters:,} characters that a PDF is made of."
        raise PdfRefusedError(message)
    order = json.dumps({"html": html, "css": stylesheet, "fonts": str(fonts), "limits": asdict(limits)}).encode()
    with TemporaryDirectory(prefix="portal-pdf-") as room:
        status, answer, errors = _run_child(order, Path(room), limits)
    return _judged(status, answer, errors, limits)


def _run_child(order: bytes, room: Path, limits: PdfLimits) -> tuple[int, bytes, bytes]:
    (room / "fonts.conf").write_text(_NO_SYSTEM_FONTS, encoding="utf-8")
    with subprocess.Popen(  # noqa: S603 - our own program and no argument of a reader's
        [sys.executable, "-I", "-W", "ignore", str(_CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(room),
        cwd=room,
        start_new_session=True,
    ) as child:
        answer, errors = _conversation(child, order, limits)
    return child.returncode, answer, errors


def _conversation(child: "subprocess.Popen[bytes]", order: bytes, limits: PdfLimits) -> tuple[bytes, bytes]:
    try:
        return child.communicate(order, timeout=limits.wall_seconds)
    except subprocess.TimeoutExpired as error:
        message = f"The PDF was not made within {limits.wall_seconds} seconds."
        raise PdfFailedError(message) from error
    finally:
        # Once it has ended, its number may belong to another process. Until then it leads a group of its own, so that
        # whatever it may have started ends with it.
        if child.returncode is None:
            os.killpg(child.pid, signal.SIGKILL)


def _environment(room: Path) -> dict[str, str]:
    # Nothing is inherited, since the portal's own environment holds its secrets; but for where a machine keeps
    # libraries that are not in its usual folders, as some platforms do.
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    return kept | {
        "FONTCONFIG_FILE": str(room / "fonts.conf"),
        "HOME": str(room),
        "TMPDIR": str(room),
        "LC_ALL": "C.UTF-8",
    }


def _judged(status: int, answer: bytes, errors: bytes, limits: PdfLimits) -> bytes:
    if status == 0 and answer.startswith(b"%PDF-"):
        return answer
    said = answer.decode(errors="replace")
    if status == _REFUSED_STATUS:
        raise PdfRefusedError(said)
    if status == _FAILED_STATUS:
        raise PdfFailedError(said)
    if status == -signal.SIGXCPU:
        message = f"The text needs more than the {limits.cpu_seconds} seconds of computing that a PDF may take."
        raise PdfRefusedError(message)
    message = f"The PDF process ended with status {status}: {_tail(errors)}"
    raise PdfFailedError(message)


def _tail(errors: bytes) -> str:
    return errors.decode(errors="replace").strip()[-_LONGEST_REPORT:] or "it said nothing"
