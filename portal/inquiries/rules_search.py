"""What of an inquiry can be found again, by those who may read its words."""

from collections.abc import Sequence
from typing import Final

from portal.inquiries.rules_content import INQUIRY
from portal.search.rules_texts import Text

WORDS: Final = "inquiries.words"


def texts_of(item_id: str, number: str, questions: Sequence[str]) -> list[Text]:
    """Return the texts by which the questions of an inquiry are found, each by its position."""
    return [
        Text(item_id=item_id, part=str(position), kind=INQUIRY, title=number, words=words, permission=WORDS)
        for position, words in enumerate(questions, start=1)
    ]
