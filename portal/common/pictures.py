"""Pictures that a PDF carries within itself, as `data:` URLs: the address of the check, and the signs of the levels."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import quote
from xml.etree import ElementTree as ET

import segno

LEVELS_SPRITE: Final = Path(__file__).resolve().parent.parent / "static" / "img" / "levels.svg"

# The colors of portal.css: a picture in a PDF has no stylesheet around it that could give it one.
LEVEL_COLORS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "mandatory": "#162e51",
        "conditional": "#074b69",
        "prohibited": "#8b0a03",
        "automatic": "#565c65",
        "optional": "#216e1f",
        "informational": "#374274",
        "undecided": "#7a591a",
        "not_addressed": "#565c65",
    }
)

_SVG: Final = "http://www.w3.org/2000/svg"


def qr_picture(address: str) -> str:
    """Return the address as a QR code (ISO/IEC 18004) with its quiet zone; it is read with a seventh of it worn off."""
    return segno.make_qr(address, error="m").svg_data_uri(omitsize=True)


def level_pictures() -> dict[str, str]:
    """Return the sign of each level in its color, by the level's name; the shapes are those of the pages."""
    symbols = ET.parse(LEVELS_SPRITE).iter(f"{{{_SVG}}}symbol")  # noqa: S314 - our own file, not a reader's
    return {symbol.get("id", ""): _picture(symbol, LEVEL_COLORS[symbol.get("id", "")]) for symbol in symbols}


def _picture(symbol: ET.Element, color: str) -> str:
    alone = ET.Element(f"{{{_SVG}}}svg", viewBox=symbol.get("viewBox", ""))
    alone.extend(symbol)
    text = ET.tostring(alone, encoding="unicode")
    return f"data:image/svg+xml,{quote(text.replace('currentColor', color))}"
