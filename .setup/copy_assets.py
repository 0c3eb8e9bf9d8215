"""Copies what pages and PDFs use of the npm packages into portal/static/vendor/, and lists it with its hashes.

The folder is built beside the old one and then takes its place, so that a broken copy is never served.
Standard library only.
"""

import hashlib
import json
import re
import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGES = HERE / "assets" / "node_modules"
USWDS = PACKAGES / "@uswds" / "uswds"
HTMX = PACKAGES / "htmx.org"
VENDOR = HERE.parent / "portal" / "static" / "vendor"

STYLESHEET = Path("css/uswds.min.css")

# What pages name themselves, beside what the stylesheet does: scripts, the icons, and the parts of the banner of an
# official website.
NAMED_BY_PAGES = (
    Path("js/uswds.min.js"),
    Path("js/uswds-init.min.js"),
    Path("img/sprite.svg"),
    Path("img/usa-icons-bg/search--white.svg"),
    Path("img/us_flag_small.png"),
    Path("img/icon-dot-gov.svg"),
    Path("img/icon-https.svg"),
)

# PDFs embed fonts, from files of ours so that they come out the same on each machine. Public Sans has signs (≤, ≥ and
# the minus) that the faces of the pages lack.
PDF_FONTS = tuple(
    Path("fonts") / name
    for name in (
        "merriweather/Latin-Merriweather-Regular.ttf",
        "merriweather/Latin-Merriweather-Italic.ttf",
        "merriweather/Latin-Merriweather-Bold.ttf",
        "merriweather/Latin-Merriweather-BoldItalic.ttf",
        "public-sans/PublicSans-Regular.ttf",
        "public-sans/PublicSans-Italic.ttf",
        "public-sans/PublicSans-Bold.ttf",
        "public-sans/PublicSans-BoldItalic.ttf",
        "roboto-mono/roboto-mono-v5-latin-regular.ttf",
        "source-sans-pro/sourcesanspro-regular-webfont.ttf",
        "source-sans-pro/sourcesanspro-italic-webfont.ttf",
        "source-sans-pro/sourcesanspro-bold-webfont.ttf",
        "source-sans-pro/sourcesanspro-bolditalic-webfont.ttf",
    )
)

# Data addresses hold their picture themselves; an empty address names nothing.
ADDRESS = re.compile(r"""url\(\s*["']?(?!data:)([^"')?#]+)""")


def main() -> None:
    """Build the folder and let it take the place of the old one."""
    new = HERE / "stamps" / "vendor"
    shutil.rmtree(new, ignore_errors=True)
    for source, target in copies():
        (new / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, new / target)
    (new / "manifest.json").write_text(manifest(new), encoding="utf-8")
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.parent.mkdir(parents=True, exist_ok=True)
    new.rename(VENDOR)


def copies() -> list[tuple[Path, Path]]:
    """Pair every file to copy with its place in the vendor folder."""
    dist = USWDS / "dist"
    pages = [(dist / name, "uswds" / name) for name in (STYLESHEET, *named_by_stylesheet(), *NAMED_BY_PAGES)]
    fonts = [(dist / name, name) for name in PDF_FONTS]
    htmx = [(HTMX / "dist" / "htmx.min.js", Path("htmx/htmx.min.js"))]
    licenses = [
        (USWDS / "LICENSE.md", Path("licenses/uswds.md")),
        (HTMX / "LICENSE", Path("licenses/htmx.txt")),
    ]
    return pages + fonts + htmx + licenses


def named_by_stylesheet() -> list[Path]:
    """List the fonts and pictures that the stylesheet names, from the folder above it on."""
    text = (USWDS / "dist" / STYLESHEET).read_text(encoding="utf-8")
    return [Path(address.removeprefix("../")) for address in sorted(set(ADDRESS.findall(text)))]


def manifest(folder: Path) -> str:
    """List each file of a folder with its SHA-256, in the order of their names, so that two copies can be compared."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    hashes = {path.relative_to(folder).as_posix(): sha256(path) for path in files}
    return json.dumps({"files": hashes, "packages": versions()}, indent=2, sort_keys=True) + "\n"


def sha256(path: Path) -> str:
    """Hash one file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def versions() -> dict[str, str]:
    """Name the packages and their versions, for the page of third-party licenses."""
    told = [json.loads((package / "package.json").read_text(encoding="utf-8")) for package in (USWDS, HTMX)]
    return {package["name"]: package["version"] for package in told}


if __name__ == "__main__":
    main()
