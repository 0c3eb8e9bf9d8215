"""An answer as the API gives it."""

from datetime import date
from typing import Any

from portal.answers.rules_page import AnswerPage, Stated


def faq_shape(page: AnswerPage) -> dict[str, Any]:
    """Return an answer with its members in their order."""
    return {
        "slug": page.slug,
        "question": page.question,
        "wordings": list(page.wordings),
        "answer": page.text,
        "html": str(page.html),
        "audience": page.audience,
        "place": page.place,
        "statements": [_stated(each) for each in page.stated],
        "holds": page.holds,
        "editions": [
            {"number": each.number, "published_on": each.on.isoformat(), "change_note": each.note}
            for each in reversed(page.editions)
        ],
        "last_reviewed": page.reviewed.isoformat(),
        "review_by": _day(page.review_by),
        "owner": page.owner,
        "source": page.source,
        "url": page.url,
    }


def _stated(each: Stated) -> dict[str, Any]:
    said = each.content
    return {
        "provision": said.provision,
        "audience": said.audience,
        "place": said.place,
        "level": said.level,
        "in_force": each.in_force,
        "holds": each.holds,
        "sentence": said.quote,
        "url": each.url,
    }


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None
