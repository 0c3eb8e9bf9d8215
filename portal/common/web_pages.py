"""What every template may use: how dates, counts and digests are worded."""

from flask import Flask

from portal.common import formatting

FILTERS = (
    formatting.worded_date,
    formatting.worded_instant,
    formatting.with_commas,
    formatting.counted,
    formatting.listed,
    formatting.grouped_digest,
)


def word_pages(app: Flask) -> None:
    """Give templates their filters, and let them keep no blank lines where a tag stood."""
    for filter_ in FILTERS:
        app.jinja_env.filters[filter_.__name__] = filter_
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
