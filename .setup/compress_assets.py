"""Puts a compressed file beside each style, script and drawing that it makes smaller; the server then sends that one.

Standard library only.
"""

import gzip
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "portal" / "static"

# Fonts and photographs are compressed already.
COMPRESSED = (".css", ".js", ".svg")


def main() -> None:
    """Compress every file anew."""
    for path in [each for each in STATIC.rglob("*") if each.suffix in COMPRESSED]:
        beside = path.with_name(f"{path.name}.gz")
        smaller = gzip.compress(path.read_bytes(), mtime=0)
        if len(smaller) < path.stat().st_size:
            beside.write_bytes(smaller)
        else:
            beside.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
