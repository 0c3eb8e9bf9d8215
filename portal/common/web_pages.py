"""What every template may use: how dates, counts and digests are worded, and what was worded before."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Final

from flask import Flask
from markupsafe import Markup

from portal.common import formatting

FILTERS = (
    formatting.worded_date,
    formatting.worded_instant,
    formatting.with_commas,
    formatting.counted,
    formatting.listed,
    formatting.grouped_digest,
)

# Some two thousand bytes each; the obligations of a program are the same for most of those who ask.
RENDERINGS: Final = 1_000


def word_pages(app: Flask) -> None:
    """Give templates their filters, and let them keep no blank lines where a tag stood."""
    for filter_ in FILTERS:
        app.jinja_env.filters[filter_.__name__] = filter_
    app.jinja_env.globals["remembered"] = lru_cache(maxsize=RENDERINGS)(_rendered)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def _rendered(macro: Callable[..., Markup], *values: Hashable) -> Markup:
    """Give what a macro makes of values; equal values make the same, so that it need not be made twice."""
    return macro(*values)
