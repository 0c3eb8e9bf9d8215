"""What the pages of answers show: the words as they were approved, and whether what they state still holds."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from markupsafe import Markup

from portal.answers.queries import list_answers, list_faqs
from portal.answers.rules_answer import Answer, AnswerText
from portal.answers.rules_page import AnswerLink, AnswerPage, Basis, EditionLine, Group, Stated
from portal.common.cache import cached
from portal.common.database import db
from portal.guidance.models import Document, ProvisionLabel
from portal.guidance.queries import get_book, get_text
from portal.guidance.rules_applies import Pair
from portal.guidance.rules_book import Book
from portal.guidance.rules_in_force import Moment
from portal.guidance.rules_marks import mark_of_level
from portal.items.rules import PUBLIC, Reader
from portal.programs.models import Program
from portal.programs.queries import get_audiences
from portal.statements.queries_looking_back import governing_level, look_back
from portal.statements.queries_said import whom_of
from portal.statements.rules_content import StatementContent
from portal.statements.rules_verdicts import RETROSPECT_WORDS, SUSPENDED, Verdict

# What is said today in these is true today.
HOLDING: Final = frozenset({Verdict.AGREES, Verdict.NOT_COMPARED})


def answer_page(answer: Answer, moment: Moment) -> AnswerPage | None:
    """Return what the page of an answer shows, or None before its first edition."""
    shown = answer.standing(moment.known)
    if shown is None:
        return None
    content = shown.content
    zone = ZoneInfo(moment.zone)
    reviewed = content.published_at.astimezone(zone).date()
    return AnswerPage(
        slug=answer.slug,
        question=content.question,
        wordings=content.wordings,
        # The words were sanitized when they were rendered, and never changed since.
        html=Markup(shown.html),  # noqa: S704
        text=shown.text,
        whom=whom_of(content.audience, content.place),
        audience=content.audience,
        place=content.place,
        owner=content.owner,
        reviewed=reviewed,
        review_by=content.review_by,
        source=dict(content.source),
        source_on=date.fromisoformat(content.source["date"]),
        stated=tuple(stated_of(answer.program, each, reviewed, moment) for each in shown.statements),
        rests_on=tuple(_bases(answer.program, shown, moment)),
        editions=tuple(_lines(answer, shown, moment)),
        is_public=content.public,
    )


def pages_of(answers: Iterable[Answer], moment: Moment) -> list[AnswerPage]:
    """Return the answers that had been given by the moment, in the order in which they are given."""
    return [page for answer in answers if (page := answer_page(answer, moment))]


def answered_on(program: str, pair: Pair, moment: Moment) -> dict[str, tuple[AnswerLink, ...]]:
    """Return the public answers for a kind of stakeholder in a place, by the provisions of which they state something.

    What speaks of all that contains the kind and the place speaks of them too.
    """
    found: dict[str, tuple[AnswerLink, ...]] = {}
    for answer in list_faqs(program, moment.known):
        shown = answer.standing(moment.known)
        if shown and shown.content.audience in pair.audiences and shown.content.place in pair.places:
            link = AnswerLink(question=shown.content.question, url=f"/faqs/{answer.slug}")
            for label in dict.fromkeys(each.provision for each in shown.statements):
                found[label] = (*found.get(label, ()), link)
    return found


def newest_answers(program: str, moment: Moment, most: int) -> list[AnswerLink]:
    """Return the public answers that were reviewed last, the newest first."""
    stood = [(answer, answer.standing(moment.known)) for answer in list_faqs(program, moment.known)]
    newest = sorted(
        ((shown.content, answer.slug) for answer, shown in stood if shown),
        key=lambda each: (each[0].published_at, each[1]),
        reverse=True,
    )
    return [AnswerLink(question=content.question, url=f"/faqs/{slug}") for content, slug in newest[:most]]


def standing_ids(program: str, moment: Moment, reader: Reader = PUBLIC) -> dict[str, str]:
    """Return the slug of each answer that may be seen, by the id of the edition that was the answer at the moment."""
    stood = ((answer, answer.standing(moment.known)) for answer in list_answers(program, reader, moment.known))
    return {shown.id: answer.slug for answer, shown in stood if shown}


def grouped(pages: Sequence[AnswerPage]) -> list[Group]:
    """Return answers by the kind of stakeholder of which they speak, in the order of the tree; each by its question."""
    groups: dict[str, list[AnswerPage]] = {kind.slug: [] for kind in get_audiences()}
    for page in sorted(pages, key=lambda each: each.question.casefold()):
        groups[page.audience].append(page)
    plurals = get_audiences().by_slug
    return [
        Group(audience=slug, title=plurals[slug].plural, answers=tuple(found))
        for slug, found in groups.items()
        if found
    ]


def stated_of(program: str, said: StatementContent, on: date, moment: Moment) -> Stated:
    """Return what was stated on a day, beside the guidance of the moment and what became of the statement."""
    book = _book_of(program, said.provision, moment)
    found = look_back(book, said, on, moment)
    in_force = governing_level(book, said, moment)
    return Stated(
        provision=said.provision,
        heading=_heading(book, said.provision, moment),
        url=f"/guidance/{book.slug}/provisions/{said.provision}",
        whom=whom_of(said.audience, said.place),
        said=mark_of_level(said.level),
        now=None if in_force == SUSPENDED else mark_of_level(in_force),
        in_force=in_force,
        holds=found.today in HOLDING,
        words=RETROSPECT_WORDS[found.retrospect],
        content=said,
    )


def _bases(program: str, shown: AnswerText, moment: Moment) -> Iterable[Basis]:
    books = {each.slug: each for said in shown.statements if (each := _book_of(program, said.provision, moment))}
    on = shown.content.published_at.astimezone(ZoneInfo(moment.zone)).date()
    for book in books.values():
        found = book.in_force(Moment(on=on, known=shown.content.published_at, zone=moment.zone))
        if found.governs and found.edition:
            number = book.numbers[found.edition.id]
            yield Basis(
                title=book.title,
                number=number,
                url=f"/guidance/{book.slug}/editions/{number}",
                since=found.edition.effective_from,
            )


def _lines(answer: Answer, shown: AnswerText, moment: Moment) -> Iterable[EditionLine]:
    for each in reversed(answer.known(moment.known)):
        on = each.content.published_at.astimezone(ZoneInfo(moment.zone)).date()
        yield EditionLine(
            number=each.number,
            on=on,
            note=each.content.change_note,
            url=f"/faqs/{answer.slug}?known_on={on.isoformat()}",
            is_shown=each is shown,
        )


def _heading(book: Book, label: str, moment: Moment) -> str:
    texts = (get_text(head.id).by_label.get(label) for head in reversed(book.published(moment.known)))
    return next((text.heading for text in texts if text), label)


def _book_of(program: str, label: str, moment: Moment) -> Book:
    owners = cached(("label-owners", program), lambda: _load_owners(program))
    return get_book(owners[label], moment.known)


def _load_owners(program: str) -> dict[str, str]:
    query = (
        sa.select(ProvisionLabel.label, Document.slug)
        .join(Document, Document.id == ProvisionLabel.document_id)
        .join(Program, Program.id == ProvisionLabel.program_id)
        .where(Program.slug == program)
    )
    return {row.label: row.slug for row in db.session.execute(query)}
