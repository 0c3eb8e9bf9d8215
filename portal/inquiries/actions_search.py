"""Making the whole search index anew: that of guidance, of answers and of questions."""

from itertools import chain

from portal.answers import queries_texts as answers
from portal.common.ledger_version import advance_ledger
from portal.guidance import queries_texts as guidance
from portal.inquiries import queries_texts as inquiries
from portal.search.actions import rebuild


def rebuild_search() -> int:
    """Index all that is published anew, what is of a later instant too; returns how many texts there are.

    The index is derived and what is on record stays as it is, so that the audit has nothing to record.
    """
    count = rebuild(texts=chain(guidance.list_texts(), answers.list_texts(), inquiries.list_texts()))
    # Pages that were kept were answered by the index as it was.
    advance_ledger()
    return count
