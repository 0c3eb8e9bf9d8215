"""The PDF process: it fetches nothing, holds to its limits, says why there is no PDF, and repeats itself exactly."""

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import page
import pytest

from portal.common.pdf import FONTS, PdfFailedError, PdfLimits, PdfRefusedError, render_pdf

CSS = """
@font-face { font-family: "Public Sans"; src: url(font:public-sans/PublicSans-Regular.ttf) }
html { font: 10pt "Public Sans" }
"""
HEAD = '<html lang="en-US"><head><title>A text</title><meta name="dcterms.created" content="2010-10-06">'
ROWS = "<table>" + "<tr><td>x" * 30_000


def document(body: str) -> str:
    return f"{HEAD}</head><body><h1>A text</h1>{body}</body></html>"


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A server on this machine that a PDF must never call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server


def was_called(server: socket.socket) -> bool:
    try:
        server.accept()
    except BlockingIOError:
        return False
    return True


def test_a_small_text_becomes_a_pdf_that_both_standards_accept() -> None:
    pdf = render_pdf(document('<p>Words, and <a href="https://portal.example.test/">a link</a>.</p>'), stylesheet=CSS)
    for profile in ("ua1", "2a"):
        assert page.validate_pdf_bytes(pdf, profile=profile).failures == []


PAYLOADS = (
    '<img alt="x" src="URL">',
    '<object data="URL">x</object>',
    '<embed src="URL">',
    '<p style="background: url(URL)">x</p>',
    '<p style="list-style: url(URL); display: list-item">x</p>',
    '<style>@import url("URL");</style>',
    '<style>@font-face { font-family: y; src: url("URL") }</style><p style="font-family: y">x</p>',
    '<style>@page { background: url("URL") }</style>',
    '<style>p::before { content: url("URL") }</style><p>x</p>',
    '<link rel="stylesheet" href="URL">',
    '<link rel="attachment" href="URL"><p>x</p>',
    '<a rel="attachment" href="URL">x</a>',
    '<base href="URL"><img alt="x" src="a.png">',
    '<svg width="9" height="9"><title>t</title><image href="URL" width="9" height="9"/></svg>',
    '<img alt="x" src="NESTED">',
)
# These put a file of the machine into the PDF, when nothing holds the renderer back.
FILE_PAYLOADS = tuple(payload for payload in PAYLOADS if "img" in payload or "attachment" in payload)


@pytest.mark.parametrize(
    ("target", "payload"),
    [*(("http", payload) for payload in PAYLOADS), *(("file", payload) for payload in FILE_PAYLOADS)],
)
def test_nothing_is_fetched_from_anywhere(target: str, payload: str, listener: socket.socket) -> None:
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/a" if target == "http" else "file:///etc/passwd"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{url}" width="9" height="9"/></svg>'
    )
    html = document(payload.replace("NESTED", f"data:image/svg+xml,{quote(svg)}").replace("URL", url))
    with pytest.raises(PdfRefusedError, match="names something to fetch"):
        render_pdf(html, stylesheet=CSS)
    assert not was_called(listener)


def test_a_picture_without_a_host_is_refused_like_any_other() -> None:
    with pytest.raises(PdfRefusedError, match=r"a\.png"):
        render_pdf(document('<img alt="x" src="a.png">'), stylesheet=CSS)


def test_a_font_is_looked_up_and_never_joined_to_a_path() -> None:
    css = CSS.replace("public-sans/PublicSans-Regular.ttf", "../../../../../../etc/passwd")
    with pytest.raises(PdfFailedError, match="not installed"):
        render_pdf(document("<p>x</p>"), stylesheet=css)


def test_a_missing_font_names_the_command_that_installs_it(tmp_path: Path) -> None:
    with pytest.raises(PdfFailedError, match=r"PublicSans-Regular\.ttf is not installed; run: make setup"):
        render_pdf(document("<p>x</p>"), stylesheet=CSS, fonts=tmp_path)


def test_a_character_that_no_font_has_is_named() -> None:
    with pytest.raises(PdfRefusedError, match=r"☃ \(U\+2603\)"):
        render_pdf(document("<p>A snowman: ☃</p>"), stylesheet=CSS)


def test_hyphens_that_do_not_break_and_invisible_spaces_are_no_reason_to_refuse() -> None:
    text = "A 48\N{NON-BREAKING HYPHEN}hour\N{ZERO WIDTH SPACE}hold,\N{NARROW NO-BREAK SPACE}at\N{THIN SPACE}most"
    assert render_pdf(document(f"<p>{text}</p>"), stylesheet=CSS).startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (document('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'), "image"),
        (document('<a href="#nowhere">x</a>'), "#nowhere"),
        (document("<p>x</p>").replace(' lang="en-US"', ""), "lang"),
        (document("<p>x</p>").replace("2010-10-06", "yesterday"), "yesterday"),
        (document("\ud800"), "cannot"),
    ],
)
def test_what_would_make_a_poor_record_is_refused_in_words(html: str, said: str) -> None:
    with pytest.raises(PdfRefusedError, match=said):
        render_pdf(html, stylesheet=CSS)


@pytest.mark.parametrize("tag", ["blockquote", "div", "ul><li", "span"])
def test_two_hundred_quotes_in_one_another_are_refused_at_once(tag: str) -> None:
    with pytest.raises(PdfRefusedError, match="nested too deeply"):
        render_pdf(document(f"<{tag}>" * 400), stylesheet=CSS)


def test_a_text_that_computes_too_long_is_stopped() -> None:
    with pytest.raises(PdfRefusedError, match="the 2 seconds of computing"):
        render_pdf(document(ROWS), stylesheet=CSS, limits=PdfLimits(cpu_seconds=2))


def test_a_text_that_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(PdfRefusedError, match="memory"):
        render_pdf(document(ROWS), stylesheet=CSS, limits=PdfLimits(memory_bytes=200 * 2**20))


def test_a_text_that_makes_too_large_a_file_is_refused() -> None:
    with pytest.raises(PdfRefusedError, match="larger than 999 bytes"):
        render_pdf(document("<p>x</p>"), stylesheet=CSS, limits=PdfLimits(pdf_bytes=999))


def test_a_text_that_is_too_long_is_not_even_tried() -> None:
    with pytest.raises(PdfRefusedError, match="longer than the 99 characters"):
        render_pdf(document("<p>x</p>"), stylesheet=CSS, limits=PdfLimits(html_characters=99))


def test_a_process_that_takes_too_long_is_killed_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    # The tests themselves may have a browser running.
    others = children()
    with pytest.raises(PdfFailedError, match="within 1 seconds"):
        render_pdf(document(ROWS), stylesheet=CSS, limits=PdfLimits(wall_seconds=1))
    assert children() == others
    assert list(tmp_path.iterdir()) == []


def test_the_process_inherits_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SECRET_KEY", "a secret")
    seen: list[bytes] = []
    watcher = threading.Thread(target=lambda: seen.append(environment_of_first_child()))
    watcher.start()
    render_pdf(document("<p>x</p>"), stylesheet=CSS)
    watcher.join()
    assert b"FONTCONFIG_FILE=" in seen[0]
    assert b"PORTAL" not in seen[0]


def test_the_portal_itself_never_imports_the_renderer() -> None:
    program = "import sys, portal.common.pdf; sys.exit('weasyprint' in sys.modules or 'pydyf' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_same_text_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    html = document("<p>Words, <em>words</em>, <a href='https://a.test/'>words</a>.</p><ul><li>One<li>Two</ul>")
    first, second = (rendered_with_seed(html, seed, tmp_path) for seed in ("1", "2"))
    assert first == second
    assert first == render_pdf(html, stylesheet=CSS)


def test_the_child_may_not_use_the_network_even_by_itself(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import pdf_child, socket; sys.addaudithook(pdf_child.forbid)"
    )
    folder = str(Path(__file__).parents[2] / "portal" / "common")
    for act in ("socket.create_connection(('127.0.0.1', 9))", "__import__('os').system('true')"):
        done = subprocess.run(
            [sys.executable, "-c", f"{program}; {act}", folder], cwd=tmp_path, capture_output=True, check=False
        )
        assert b"RefusedError: The PDF process may not use" in done.stderr


def rendered_with_seed(html: str, seed: str, room: Path) -> bytes:
    """Run the child program itself, which hears a hash seed where the portal's own call would not pass one on."""
    limits = {"cpu_seconds": 20, "memory_bytes": 2**29, "pdf_bytes": 2**20}
    order = json.dumps({"html": html, "css": CSS, "fonts": str(FONTS), "limits": limits}).encode()
    child = Path(__file__).parents[2] / "portal" / "common" / "pdf_child.py"
    (room / "fonts.conf").write_text("<fontconfig></fontconfig>")
    environment = {"FONTCONFIG_FILE": str(room / "fonts.conf"), "PYTHONHASHSEED": seed, "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, str(child)], input=order, env=environment, capture_output=True, check=True
    ).stdout


def children() -> list[int]:
    return [
        int(pid) for thread in Path("/proc/self/task").iterdir() for pid in (thread / "children").read_text().split()
    ]


def environment_of_first_child() -> bytes:
    for _ in range(500):
        for pid in children():
            environment = Path(f"/proc/{pid}/environ").read_bytes()
            # Between its start and its own program a child still shows what its parent has.
            if b"pdf_child" in Path(f"/proc/{pid}/cmdline").read_bytes() and environment:
                return environment
        time.sleep(0.01)
    return b"no child was seen"
