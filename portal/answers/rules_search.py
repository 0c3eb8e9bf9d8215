"""What of an answer can be searched: the question in all its wordings, and the answer."""

from collections.abc import Sequence
from typing import Final

from portal.answers.rules_content import ANSWER, EDITION, STAFF
from portal.search.rules_texts import Text

# The kinds of items whose texts the index must hold once they are public.
SEARCHED_ITEMS: Final = (EDITION,)


def text_of(item_id: str, *, question: str, wordings: Sequence[str], answer: str, public: bool) -> Text:
    """Return the text by which an edition of an answer is found."""
    return Text(
        item_id=item_id,
        part="",
        kind=ANSWER,
        title=question,
        words="\n\n".join([*wordings, answer]),
        permission=None if public else STAFF,
    )
