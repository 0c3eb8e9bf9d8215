"""A redline as HTML: paragraphs with `<del>` and `<ins>`."""

from html import escape

from markupsafe import Markup

from portal.common.redline import Kind, Span

TAGS = {Kind.EQUAL: "", Kind.STRUCK: "del", Kind.ADDED: "ins"}


def marked_up(spans: list[Span], without: Kind | None) -> Markup:
    """Return the spans as paragraphs of safe HTML; a mark ends with its paragraph and begins again in the next."""
    html = "".join(_tagged(span) for span in spans if span.kind != without)
    # Every text was escaped, and the only tags are those of TAGS and of paragraphs.
    return Markup(f"<p>{html}</p>")  # noqa: S704


def _tagged(span: Span) -> str:
    tag = TAGS[span.kind]
    return "</p><p>".join(_wrapped(tag, part) for part in span.text.split("\n\n"))


def _wrapped(tag: str, text: str) -> str:
    words = text.strip()
    if not tag or not words:
        return escape(text)
    # The spaces around the words stand outside the mark, which would else be drawn beyond the last word.
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}<{tag}>{escape(words)}</{tag}>{after}"
