"""The characters of a text file that a person or another program wrote, or what is wrong with its bytes."""

from typing import Final

from portal.common.characters import character_issues, normalized, with_replacements
from portal.common.issues import Issues

MAXIMUM_BYTES: Final = 5_000_000
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"


def read_text(raw: bytes, *, file: str) -> tuple[str, Issues]:
    """Return the text, its lines ended by a line feed alone, and everything that keeps it from being read.

    Programs that write tables put a mark of byte order first, and some end lines with a carriage return; both are
    no fault of whoever uses them. A text with issues is returned as far as it can be read, so that whoever reads on
    finds everything else that is wrong with it.
    """
    issues = Issues()
    if len(raw) > MAXIMUM_BYTES:
        issues.report(f"The file has {len(raw):,} bytes; the limit is {MAXIMUM_BYTES:,}.", file=file, line=1)
    elif raw.startswith(_UTF_16):
        issues.report("The file is UTF-16; save it as UTF-8.", file=file, line=1)
    if issues:
        return "", issues
    try:
        text = raw.decode("utf-8").removeprefix(_MARK)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        issues.report("This line is not UTF-8; save the file as UTF-8.", file=file, line=line)
        text = raw.decode("utf-8", errors="replace").removeprefix(_MARK)
    text = normalized(text).replace("\r", "\n")
    for found in character_issues(text):
        issues.report(found.message, file=file, line=found.line)
    return with_replacements(text), issues
